import { type StandingStatement, standingOf } from '../domain/reuse/reuse-standing.ts';
import { livingStates, type ReuseStatement } from '../domain/reuse/reuse-statement.ts';
import type { Entry, EntryStore } from '../ports/entry-store.ts';
import type { Directory } from './open-directory.ts';

/** More than all councils there are. */
const most = 1000;

export type ReuseEntry = Entry<ReuseStatement>;

/** A statement as stored and as it stands now. */
export interface ReadStatement extends StandingStatement {
  entry: ReuseEntry;
}

type Reading = {
  store: Pick<EntryStore, 'listEntries'>;
  directory: { readonly councils: Directory['councils'] };
};

async function readBy(
  { store, directory }: Reading,
  name: 'asset' | 'organisation',
  values: readonly string[],
  now: string,
): Promise<ReadStatement[]> {
  const found: ReadStatement[] = [];
  for (const value of new Set(values)) {
    const terms = [{ name, value }];
    const query = { kind: 'reuse' as const, states: livingStates, terms, limit: most };
    const { entries } = await store.listEntries<ReuseStatement>(query);
    for (const entry of entries) {
      const standing = standingOf(entry, now, directory.councils);
      found.push({ entry, statement: entry.document, ...standing });
    }
  }
  return found;
}

const strongest = ['confirmed', 'claimed', 'disputed', 'lapsed'];

/**
 * The published statements about an asset as they stand now, one an organisation. `names`: its id and its aliases, since what was stated of
 * a record that was merged into it is about it.
 */
export async function readReuseOf(
  reading: Reading,
  names: readonly string[],
  now: string,
): Promise<ReadStatement[]> {
  const found = await readBy(reading, 'asset', names, now);
  const newestOfStrongest = found.sort(
    (one, other) =>
      strongest.indexOf(one.state) - strongest.indexOf(other.state) ||
      (one.entry.updatedAt < other.entry.updatedAt ? 1 : -1),
  );
  const byOrganisation = new Map<string, ReadStatement>();
  for (const one of newestOfStrongest) {
    if (!byOrganisation.has(one.organisation)) byOrganisation.set(one.organisation, one);
  }
  return [...byOrganisation.values()];
}

/** What a body and those before it are stated to use, as it stands now. */
export async function readReuseBy(
  reading: Reading,
  organisation: string,
  now: string,
): Promise<ReadStatement[]> {
  const before = reading.directory.councils.predecessorsOf(organisation).map(({ id }) => id);
  return readBy(reading, 'organisation', [organisation, ...before], now);
}
