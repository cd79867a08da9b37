import { z } from 'zod';
import type { TreeEntry } from './tree-entry.ts';

const Entry = z.object({ name: z.string(), type: z.string(), size: z.number().optional().catch(undefined) });
const Folder = z.object({
  entries: z
    .array(
      Entry.extend({
        object: z
          .object({ entries: z.array(Entry).nullish().catch(undefined) })
          .nullish()
          .catch(undefined),
      }),
    )
    .nullish(),
});

/** Files and folders as the query for two levels gives them; undefined where the answer makes no sense, empty where nothing was ever pushed. */
export function readTree(root: unknown, source: unknown): TreeEntry[] | undefined {
  const read = z
    .object({ root: Folder.nullish(), source: Folder.nullish().catch(undefined) })
    .safeParse({ root, source });
  if (!read.success) return undefined;
  const inSource = entriesBelow('src/', read.data.source?.entries);
  const inRoot = entriesBelow('', read.data.root?.entries);
  const known = new Set(inRoot.map(({ path }) => path));
  return [...inRoot, ...inSource.filter(({ path }) => !known.has(path))];
}

function entriesBelow(prefix: string, entries: z.infer<typeof Folder>['entries']): TreeEntry[] {
  return (entries ?? []).flatMap(({ object, ...entry }) => [
    toEntry(prefix, entry),
    ...(object?.entries ?? []).map((inner) => toEntry(`${prefix}${entry.name}/`, inner)),
  ]);
}

function toEntry(prefix: string, { name, type, size }: z.infer<typeof Entry>): TreeEntry {
  return { path: `${prefix}${name}`, isFolder: type !== 'blob', ...(size !== undefined && { size }) };
}
