import type { Asset } from '../domain/records/asset.ts';
import { countReuse, isAtLead, type ReuseCounts } from '../domain/reuse/reuse-standing.ts';
import type { ReuseStatement } from '../domain/reuse/reuse-statement.ts';
import type { EntryStore } from '../ports/entry-store.ts';
import type { Directory } from './open-directory.ts';
import { readReuseOf } from './read-reuse.ts';

/** Who uses an asset, as far as it counts anywhere: the lead is not among them. */
export interface ReuseSummary extends ReuseCounts {
  /** Ids of those who confirmed it themselves and have not stopped. */
  users: string[];
}

interface ReadingSummaries {
  store: Pick<EntryStore, 'listEntries'>;
  directory: { readonly councils: Directory['councils'] };
}

type Summarised = Pick<Asset, 'id' | 'aliases' | 'lead'>;

/** From so many assets on it is quicker to look first which have statements at all. */
const few = 20;
const pageSize = 1000;

/** Of the assets that have published statements, by id. */
export async function readReuseSummaries(
  { store, directory }: ReadingSummaries,
  assets: readonly Summarised[],
  now: string,
): Promise<Map<string, ReuseSummary>> {
  const named = assets.length <= few ? undefined : await readNamed(store);
  const found = new Map<string, ReuseSummary>();
  for (const asset of assets) {
    const names = [asset.id, ...asset.aliases];
    if (named !== undefined && !names.some((name) => named.has(name))) continue;
    const statements = await readReuseOf({ store, directory }, names, now);
    if (statements.length === 0) continue;
    const { councils } = directory;
    const users = statements
      .filter(({ state, statement }) => state === 'confirmed' && statement.use !== 'stopped')
      .map(({ organisation }) => organisation)
      .filter((organisation) => !isAtLead(asset, organisation, councils));
    found.set(asset.id, { ...countReuse(asset, statements, councils), users });
  }
  return found;
}

async function readNamed(store: ReadingSummaries['store']): Promise<Set<string>> {
  const named = new Set<string>();
  for (let offset = 0; ; offset += pageSize) {
    const states = ['claimed', 'confirmed'];
    const page = { kind: 'reuse' as const, states, offset, limit: pageSize };
    const { entries } = await store.listEntries<ReuseStatement>(page);
    for (const { document } of entries) named.add(document.asset);
    if (entries.length < pageSize) return named;
  }
}
