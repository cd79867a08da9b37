import type { Decision } from '../domain/decisions/decision.ts';
import type { RecordRef } from '../domain/ids.ts';
import type { Asset } from '../domain/records/asset.ts';
import type { CatalogueRecord } from '../domain/records/record.ts';
import type { Ownership } from '../domain/registration/ownership.ts';
import type { EntryStore, EntryWrite } from '../ports/entry-store.ts';
import { makeId } from './secrets.ts';
import { toOwnershipWrite } from './to-ownership-write.ts';

export interface TakenOver {
  /** What people registered and no file is about, by kind and id. */
  staying: Map<string, CatalogueRecord>;
  /** Ids of the assets that are the files' from now on. */
  assets: string[];
  /** Their names that the files do not give. */
  decisions: Decision[];
  /** Those of which a file says that they are another asset. */
  withdraw: RecordRef[];
  /** Whoever looked after them still does. */
  entries: EntryWrite[];
}

/**
 * A file about what people registered takes it over: with the same id, or with that id among its aliases. Every name goes on leading there,
 * the organisation whose it was goes on correcting it at once, and its mailbox stays with the registration.
 */
export async function takeOverRegistered(
  store: Pick<EntryStore, 'listEntries'>,
  files: readonly CatalogueRecord[],
  registered: ReadonlyMap<string, CatalogueRecord>,
  by: { actor: string; at: string },
): Promise<TakenOver> {
  const taken: TakenOver = { staying: new Map(), assets: [], decisions: [], withdraw: [], entries: [] };
  const keys = new Set(files.map(({ kind, document }) => `${kind} ${document.id}`));
  const named = new Map<string, string>();
  for (const { kind, document } of files) {
    if (kind === 'asset') for (const name of [document.id, ...document.aliases]) named.set(name, document.id);
  }
  for (const [key, record] of registered) {
    const { kind, document } = record;
    const into = kind === 'asset' ? named.get(document.id) : undefined;
    if (into === undefined && !keys.has(key)) taken.staying.set(key, record);
    if (into === undefined || kind !== 'asset') continue;
    taken.assets.push(document.id);
    const unnamed = document.aliases.filter((name) => !named.has(name));
    taken.decisions.push(...unnamed.map((name) => toNameDecision(into, name)));
    if (into !== document.id) taken.withdraw.push({ kind, id: document.id });
    const owner = await keepOwner(store, into, document, by);
    if (owner !== undefined) taken.entries.push(owner);
  }
  return taken;
}

function toNameDecision(asset: string, name: string): Decision {
  return { type: 'merge', asset, merged: name, aliases: [] };
}

async function keepOwner(
  store: Pick<EntryStore, 'listEntries'>,
  asset: string,
  { title, lead }: Asset,
  { actor, at }: { actor: string; at: string },
): Promise<EntryWrite | undefined> {
  if (lead === undefined) return undefined;
  const { organisation } = lead;
  const terms = [{ name: 'pair', value: `${asset} ${organisation}` }];
  const { total } = await store.listEntries<Ownership>({ kind: 'ownership', terms, limit: 1 });
  if (total > 0) return undefined;
  const ownership = { asset, title, organisation, claimedBy: actor, claimedAt: at, history: [] };
  return toOwnershipWrite(ownership, {
    ...{ id: makeId('ownership'), state: 'confirmed', action: 'confirmed', at, actor, basedOn: 0 },
    reason: 'It was its own registration before there was a file',
  });
}
