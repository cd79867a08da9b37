import type { Asset } from '../domain/records/asset.ts';
import type { KnownAssets } from '../domain/registration/find-alike.ts';
import { type KnownAsset, toKnownAsset } from '../domain/registration/known-asset.ts';
import type { Submission } from '../domain/registration/submission.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';

type Store = Pick<
  CatalogueStore,
  'head' | 'changesSince' | 'readAll' | 'readMany' | 'listEntries' | 'findEntry'
>;

export interface CurrentAssets extends KnownAssets {
  /** Takes in what any process has written meanwhile. */
  refresh(): Promise<void>;
}

const waiting = ['pending', 'changes-requested'];
const pageSize = 500;

/** Every published asset and every registration that waits, by what duplicates are told by; read once, then kept by the change log. */
export function openKnownAssets(store: Store): CurrentAssets {
  const assets = new Map<string, KnownAsset>();
  const byRepository = new Map<string, KnownAsset>();
  const lists = { homepage: buildLists(), address: buildLists(), word: buildLists() };
  let seenTo: number | undefined;
  let refreshing: Promise<void> = Promise.resolve();

  function forget(id: string): void {
    const known = assets.get(id);
    if (known === undefined) return;
    assets.delete(id);
    if (known.repository !== undefined && byRepository.get(known.repository) === known) {
      byRepository.delete(known.repository);
    }
    keysOf(known, (list, key) => lists[list].drop(key, known));
  }

  function take(asset: Asset, isPublic: boolean): void {
    forget(asset.id);
    const known = toKnownAsset(asset, isPublic);
    assets.set(known.id, known);
    if (known.repository !== undefined) byRepository.set(known.repository, known);
    keysOf(known, (list, key) => lists[list].add(key, known));
  }

  async function load(): Promise<void> {
    const head = await store.head();
    for (let offset = 0; ; offset += pageSize) {
      const { entries } = await store.listEntries<Submission>({
        ...{ kind: 'submission', states: waiting, offset, limit: pageSize },
      });
      for (const { document } of entries) take(document.asset, false);
      if (entries.length < pageSize) break;
    }
    for await (const { document } of store.readAll('asset')) take(document, true);
    seenTo = head;
  }

  async function takeIn(id: string): Promise<void> {
    const [record] = await store.readMany('asset', [id]);
    if (record?.state === 'published') return take(record.document, true);
    const entry = await store.findEntry<Submission>('submission', id);
    if (entry !== undefined && waiting.includes(entry.state)) return take(entry.document.asset, false);
    forget(id);
  }

  async function readOn(): Promise<void> {
    if (seenTo === undefined) return load();
    for (;;) {
      const changes = await store.changesSince(seenTo, 1000);
      const changed = changes.filter(
        ({ kind, action }) => kind === 'submission' || (kind === 'asset' && action !== 'touched'),
      );
      for (const id of new Set(changed.map((change) => change.id))) await takeIn(id);
      seenTo = changes.at(-1)?.seq ?? seenTo;
      if (changes.length < 1000) return;
    }
  }

  return {
    refresh() {
      refreshing = refreshing.then(readOn, readOn);
      return refreshing;
    },
    byHomepage: (address) => lists.homepage.get(address),
    byAddress: (address) => lists.address.get(address),
    byWord: (word) => lists.word.get(word),
    byRepository: (repository) => byRepository.get(repository),
    size: () => assets.size,
  };
}

function keysOf(
  { homepage, address, names }: KnownAsset,
  use: (list: 'homepage' | 'address' | 'word', key: string) => void,
): void {
  if (homepage !== undefined) use('homepage', homepage);
  if (address !== undefined) use('address', address);
  for (const word of new Set(names.flatMap((name) => name.split(' ')))) use('word', word);
}

const none: ReadonlySet<KnownAsset> = new Set();

function buildLists() {
  const lists = new Map<string, Set<KnownAsset>>();
  return {
    get: (key: string): ReadonlySet<KnownAsset> => lists.get(key) ?? none,
    add(key: string, asset: KnownAsset): void {
      const list = lists.get(key) ?? new Set();
      lists.set(key, list.add(asset));
    },
    drop(key: string, asset: KnownAsset): void {
      const list = lists.get(key);
      list?.delete(asset);
      if (list?.size === 0) lists.delete(key);
    },
  };
}
