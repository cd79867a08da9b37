import { isCorrection } from '../domain/corrections/corrections-source.ts';
import type { RecordKind } from '../domain/ids.ts';
import { amountShown, disagreements } from '../domain/money.ts';
import type { Claim } from '../domain/records/evidence.ts';
import type { CatalogueRecord } from '../domain/records/record.ts';
import { statedValues } from '../domain/records/stated-values.ts';
import type { EnrichmentStore } from '../ports/enrichment-store.ts';
import type { EntryStore } from '../ports/entry-store.ts';
import type { RecordStore, StoredRecord } from '../ports/record-store.ts';
import type { Directory } from './open-directory.ts';
import {
  type SourceReference,
  type Statement,
  toCitationReference,
  toSourceReference,
  toStatement,
} from './references.ts';

/** What describing a record needs: the store for what points to it, what was observed of repositories, the directory for names. */
export interface Describing {
  store: RecordStore & Pick<EntryStore, 'listEntries'>;
  enrichment: Pick<EnrichmentStore, 'readMany' | 'readLinks'>;
  directory: Directory;
  /** By default the directory's. */
  now?(): Date;
}

/** What every described record carries: its version, its sources, and each stated value with who states it. */
export interface RecordFrame {
  kind: RecordKind;
  id: string;
  title: string;
  revision: number;
  state: StoredRecord['state'];
  origin: StoredRecord['origin'];
  createdAt: string;
  updatedAt: string;
  sources: (SourceReference & { how?: string })[];
  statements: Statement[];
  /** Fields on which sources differ. */
  disagreements: string[];
}

/** The amount shown for an award and the claim it comes from, by the rule in domain/money.ts. */
export function amountOf(directory: Directory, claims: readonly Claim[]) {
  return amountShown(
    claims,
    (source) => directory.source(source)?.sourceType,
    (source) => directory.source(source)?.publishedOn,
  );
}

function isShownIn(
  document: Record<string, unknown>,
  shownAmount: Claim | undefined,
  claims: readonly Claim[],
): (claim: Claim) => boolean {
  return (claim) => {
    if (claim.ambiguous) return false;
    if (claim.field === 'amountGbp') return claim === shownAmount;
    const correction = claims.find((one) => one.field === claim.field && isCorrection(one));
    if (correction !== undefined) return claim === correction;
    const own = document[claim.field];
    return own === undefined || JSON.stringify(own) === JSON.stringify(claim.value);
  };
}

export function frameOf(record: StoredRecord, directory: Directory): RecordFrame {
  const { kind, id, revision, state, origin, createdAt, updatedAt, document } = record;
  const claims = 'claims' in document ? document.claims : [];
  const shownAmount = amountOf(directory, claims).shown;
  const cited: readonly (string | { source: string; how?: string })[] =
    'sources' in document ? document.sources : [];
  return {
    kind,
    id,
    title: document.title,
    revision,
    state,
    origin,
    createdAt,
    updatedAt,
    sources: cited.map((citation) =>
      typeof citation === 'string'
        ? toSourceReference(directory, citation)
        : toCitationReference(directory, citation),
    ),
    statements: statedValues(
      { kind, document } as CatalogueRecord,
      isShownIn({ ...document }, shownAmount, claims),
    ).map((value) => toStatement(directory, value)),
    disagreements: disagreements(claims).map(({ field }) => field),
  };
}
