import type { RepositoryFacetName } from '../../domain/enrichment/facets.ts';
import type { ChosenFiles } from './choose-files.ts';
import type { FacetDraft } from './facet-draft.ts';
import { readDescribingFile } from './read-describing-file.ts';
import { readFrameworks } from './read-frameworks.ts';
import { toReadme } from './readme-text.ts';
import type { TreeEntry } from './tree-entry.ts';

/** Facets that only a push can change. */
export const fileFacets = [
  'readme',
  'files',
  'frameworks',
  'publiccode',
  'codemeta',
  'citation',
] as const satisfies readonly RepositoryFacetName[];

/** What was read of a file, by its path. `isPart`: the host gave only its beginning. */
export type FileTexts = ReadonlyMap<string, { text: string; isPart: boolean } | { problem: string }>;

export async function putReadme(
  draft: FacetDraft,
  readme: TreeEntry | undefined,
  texts: FileTexts,
): Promise<void> {
  if (readme === undefined) return draft.put('readme', null);
  const read = texts.get(readme.path);
  if (read === undefined) return;
  if ('problem' in read) draft.fail(['readme'], `${readme.path}: ${read.problem}`);
  else draft.put('readme', await toReadme({ file: readme.path, ...read }));
}

/** A file that is binary or gone meanwhile names nothing; only where none could be read is the facet a failure. */
export function putFrameworks(draft: FacetDraft, manifests: readonly TreeEntry[], texts: FileTexts): void {
  const read = manifests.flatMap(({ path }) => {
    const found = texts.get(path);
    return found !== undefined && 'text' in found ? [{ path, text: found.text }] : [];
  });
  const [first] = manifests.flatMap(({ path }) => {
    const found = texts.get(path);
    return found !== undefined && 'problem' in found ? [`${path}: ${found.problem}`] : [];
  });
  if (read.length === 0 && first !== undefined) draft.fail(['frameworks'], first);
  else draft.put('frameworks', readFrameworks(read));
}

export function putDescribingFiles(draft: FacetDraft, chosen: ChosenFiles, texts: FileTexts): void {
  for (const facet of ['publiccode', 'codemeta', 'citation'] as const) {
    const path = chosen[facet]?.path;
    const read = path === undefined ? undefined : texts.get(path);
    if (path === undefined) draft.put(facet, null);
    else if (read !== undefined && 'text' in read)
      draft.put(facet, readDescribingFile(facet, path, read.text));
    else if (read !== undefined) draft.fail([facet], `${path}: ${read.problem}`);
  }
}
