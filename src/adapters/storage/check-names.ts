import { CatalogueError } from '../../domain/errors.ts';
import type { RecordKind } from '../../domain/ids.ts';
import type { WriteBatch } from '../../ports/record-store.ts';
import { type CurrentState, refKey } from './current-state.ts';

export interface NameDecisions {
  /** Records, by refKey, whose id is an alias of a record of the batch: it takes them over. */
  mergedInto: Map<string, string>;
  /** Aliases of records that are no longer published, wanted by a record of the batch. */
  freedAliases: { kind: RecordKind; alias: string }[];
}

/**
 * An id or alias leads to one record of its kind. A record that is withdrawn, or leaves with this batch, gives its names up: as an id it is
 * merged into the record that took it as an alias.
 */
export function checkNames(batch: WriteBatch, current: CurrentState): NameDecisions {
  const written = namesOf(batch);
  const leaving = new Set(batch.withdraw.map(({ kind, id }) => refKey(kind, id)));
  const mergedInto = new Map<string, string>();
  const freedAliases: NameDecisions['freedAliases'] = [];

  for (const ref of batch.withdraw) {
    if (written.get(refKey(ref.kind, ref.id)) === ref.id) {
      throw new CatalogueError('conflict', `${ref.kind} ${ref.id} is both written and withdrawn`);
    }
  }
  for (const [key, owner] of written) {
    const kind = key.slice(0, key.indexOf('/')) as RecordKind;
    const name = key.slice(kind.length + 1);
    const aliasOwner = current.aliasOwners.get(key);
    if (
      aliasOwner !== undefined &&
      aliasOwner !== owner &&
      written.get(refKey(kind, aliasOwner)) !== aliasOwner
    ) {
      if (staysPublished(refKey(kind, aliasOwner))) throw taken(kind, name, owner, aliasOwner);
      freedAliases.push({ kind, alias: name });
    }
    if (name === owner || !current.records.has(key)) continue;
    if (staysPublished(key)) throw taken(kind, name, owner, name);
    mergedInto.set(key, owner);
  }
  return { mergedInto, freedAliases };

  function staysPublished(key: string): boolean {
    return current.records.get(key)?.state === 'published' && !leaving.has(key);
  }
}

/** Every id and alias that the batch writes, by refKey, with the id of its record. */
function namesOf({ put }: WriteBatch): Map<string, string> {
  const names = new Map<string, string>();
  for (const { record, aliases } of put) {
    const { id } = record.document;
    for (const name of new Set([id, ...aliases])) {
      const other = names.get(refKey(record.kind, name));
      if (other !== undefined) throw taken(record.kind, name, id, other);
      names.set(refKey(record.kind, name), id);
    }
  }
  return names;
}

function taken(kind: RecordKind, name: string, id: string, other: string): CatalogueError {
  const message =
    id === other
      ? `${kind} ${id} is written twice`
      : `${kind} ${id} and ${kind} ${other} both claim the name ${name}`;
  return new CatalogueError('conflict', message, [{ field: 'aliases', message }]);
}
