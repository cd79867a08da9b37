import type { Observation } from '../domain/enrichment/observation.ts';
import type { Sighting, SightingOutline } from '../domain/enrichment/sighting.ts';
import type { RecordRef } from '../domain/ids.ts';
import type { KeptWrite } from './entry-store.ts';

export type { Sighting };

/** Something seen in the repositories that a person may accept. `key` names what is proposed: a proposal is made once, whatever happened to it since. */
export interface Proposal {
  key: string;
  type: 'variant' | 'reuse' | 'merge' | 'repository';
  /** What it is about: an asset's id, or `owner/name` of what is not listed. */
  subject: string;
  /** The other asset or `owner/name`, or the organisation seen using it. */
  object?: string;
  /** fork, copy, variant: how they are related. */
  relation?: string;
  reasons: readonly string[];
  state: 'open' | 'accepted' | 'rejected';
  proposedAt: string;
  decidedAt?: string;
  /** Why it was decided so. */
  decision?: string;
  /** As in the change log. */
  decidedBy?: string;
}

/** A job's run; `left`: how many were due and not asked for. */
export interface EnrichmentRun {
  startedAt: string;
  finishedAt?: string;
  actor: string;
  counts: Readonly<Record<string, number>>;
  /** What it was to ask for: all that was due, what was named, or what was read before. */
  scope?: 'due' | 'only' | 'changed';
  left: number;
  stoppedBy?: 'budget' | 'secondary-limit' | 'unreachable' | 'lease' | 'signal';
  /** ISO-8601: before it the code host gives nothing more. */
  until?: string;
}

/** An address outside the code host, with what was seen of it. */
export interface LinkSighting {
  address: string;
  state: 'unread' | 'answers' | 'moved' | 'gone' | 'unreachable';
  movedTo?: string;
  observations: Observation[];
}

/** Of a decision about a proposal. `by`: as in the change log; `kept` is kept in the same write. */
export interface Said {
  why?: string;
  by?: string;
  kept?: readonly KeptWrite[];
}

/**
 * What was observed, apart from what people wrote. `save` is one transaction with a `touched` row of the change log for each asset whose
 * shown facts changed, so that the indexes follow. Errors: CatalogueError 'unavailable'.
 */
export interface EnrichmentStore {
  find(id: string): Promise<Sighting | undefined>;
  /** By the host's own id. */
  findByHostId(hostId: string): Promise<Sighting[]>;
  readMany(ids: readonly string[]): Promise<Sighting[]>;
  /** All, in order of id, for deciding what to ask for. */
  outlines(): Promise<SightingOutline[]>;
  /** In order of id, a batch at a time. */
  readAll(): AsyncIterable<Sighting>;
  save(changes: {
    sightings: readonly Sighting[];
    /** Assets whose shown facts changed. */
    touched: readonly string[];
    at: string;
    actor: string;
    notes?: Readonly<Record<string, string>>;
  }): Promise<void>;
  propose(proposals: readonly Proposal[]): Promise<number>;
  proposals(state?: Proposal['state']): Promise<Proposal[]>;
  decide(key: string, state: 'accepted' | 'rejected', at: string, said?: Said): Promise<Proposal | undefined>;
  startRun(run: EnrichmentRun): Promise<number>;
  finishRun(id: number, run: EnrichmentRun): Promise<void>;
  runs(limit: number): Promise<EnrichmentRun[]>;
  links(): Promise<LinkSighting[]>;
  /** In the order asked; those that are not there are left out. */
  readLinks(addresses: readonly string[]): Promise<LinkSighting[]>;
  /** One transaction, with a `touched` row for each record that gives an address whose shown state changed. */
  saveLinks(
    links: readonly LinkSighting[],
    touching?: { touched: readonly RecordRef[]; at: string; actor: string },
  ): Promise<void>;
  note(key: string): Promise<string | undefined>;
  close(): Promise<void>;
}
