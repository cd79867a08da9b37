import type { RecordKind, RecordRef } from '../../domain/ids.ts';

/** Both databases limit how many values one statement may hold. */
export function* inChunks<T>(values: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < values.length; start += size) yield values.slice(start, start + size);
}

export function groupByKind<T extends RecordRef>(values: readonly T[]): Map<RecordKind, T[]> {
  const groups = new Map<RecordKind, T[]>();
  for (const value of values) {
    const group = groups.get(value.kind);
    if (group === undefined) groups.set(value.kind, [value]);
    else group.push(value);
  }
  return groups;
}
