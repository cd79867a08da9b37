import type { RecordKind, RecordRef } from '../domain/ids.ts';
import type { RecordStore, StoredRecord } from '../ports/record-store.ts';

type Reading = Pick<RecordStore, 'find' | 'readMany' | 'linksTo' | 'linksToMany'>;
type Link = RecordRef & { name: string };

/** Reads what is not known yet, all of it at once, and keeps it; what is not there is known too. */
function remembering<Value>(
  read: (kind: RecordKind, ids: readonly string[]) => Promise<Iterable<[string, Value]>>,
) {
  const known = new Map<RecordKind, Map<string, Value | undefined>>();
  return async (
    kind: RecordKind,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Value | undefined>> => {
    const found = known.get(kind) ?? new Map<string, Value | undefined>();
    known.set(kind, found);
    const unread = [...new Set(ids)].filter((id) => !found.has(id));
    if (unread.length === 0) return found;
    const values = new Map(await read(kind, unread));
    for (const id of unread) found.set(id, values.get(id));
    return found;
  };
}

/**
 * The store for the making of one answer: what one part of it read, the others need not read again. Whoever gets a record shares it, and
 * leaves it as it is.
 */
export function rememberReads<Services extends { store: Reading }>(services: Services): Services {
  const { store } = services;
  const records = remembering<StoredRecord>(async (kind, ids) =>
    (await store.readMany(kind, ids)).map((record) => [record.id, record]),
  );
  const links = remembering<Link[]>((kind, ids) => store.linksToMany(kind, ids));
  const named = remembering<StoredRecord>(async (kind, ids) => {
    const found = await Promise.all(ids.map((id) => store.find(kind, id)));
    return found.flatMap((record, at): [string, StoredRecord][] => (record ? [[ids[at] ?? '', record]] : []));
  });
  const reading: Reading = {
    async find<K extends RecordKind>(kind: K, id: string) {
      return (await named(kind, [id])).get(id) as StoredRecord<K> | undefined;
    },
    async readMany<K extends RecordKind>(kind: K, ids: readonly string[]) {
      const found = await records(kind, ids);
      return ids.flatMap((id) => (found.get(id) as StoredRecord<K> | undefined) ?? []);
    },
    linksTo: async ({ kind, id }) => (await links(kind, [id])).get(id) ?? [],
    async linksToMany(kind, ids) {
      const found = await links(kind, ids);
      const wanted = new Map<string, Link[]>();
      for (const id of ids) {
        const own = found.get(id);
        if (own !== undefined) wanted.set(id, own);
      }
      return wanted;
    },
  };
  return { ...services, store: { ...store, ...reading } };
}
