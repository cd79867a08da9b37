import { z } from 'zod';
import type { TreeEntry } from './tree-entry.ts';

const Folder = z
  .object({
    entries: z
      .array(z.object({ name: z.string(), type: z.string(), size: z.number().optional().catch(undefined) }))
      .nullish(),
  })
  .nullish();

const Folders = z.object({
  root: Folder,
  github: Folder.catch(undefined),
  docs: Folder.catch(undefined),
  source: Folder.catch(undefined),
});

/** Files and folders of the root and of three folders in it; undefined where the answer makes no sense, empty where nothing was ever pushed. */
export function readTree(node: unknown): TreeEntry[] | undefined {
  const read = Folders.safeParse(node).data;
  if (read === undefined) return undefined;
  const { root, github, docs, source } = read;
  return [
    ...entriesIn('', root),
    ...entriesIn('.github/', github),
    ...entriesIn('docs/', docs),
    ...entriesIn('src/', source),
  ];
}

function entriesIn(prefix: string, folder: z.infer<typeof Folder>): TreeEntry[] {
  return (folder?.entries ?? []).map(({ name, type, size }) => ({
    path: `${prefix}${name}`,
    isFolder: type !== 'blob',
    ...(size !== undefined && { size }),
  }));
}
