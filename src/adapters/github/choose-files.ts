import { byDepth, depthOf, type TreeEntry } from './tree-entry.ts';

/** Files of a tree whose text is worth asking for. */
export interface ChosenFiles {
  readme?: TreeEntry;
  publiccode?: TreeEntry;
  codemeta?: TreeEntry;
  citation?: TreeEntry;
  manifests: TreeEntry[];
  /** Its text is not asked for: the host names the licence. */
  licence?: TreeEntry;
}

const mostManifests = 10;
/** Of one kind: a solution of forty projects names one platform. */
const mostOfAKind = 4;
const longestManifestBytes = 200_000;

const readmeName =
  /^readme(?:\.(?:md|markdown|mdown|mkdn?|txt|rst|adoc|asciidoc|org|textile|rdoc|pod|wiki|mediawiki|creole))?$/i;
const licenceName = /^(?:(?:un)?licen[cs]e|copying)(?:[-._][a-z0-9-]+)?(?:\.(?:md|markdown|txt|rst|html))?$/i;

const manifestNames: readonly RegExp[] = [
  /^package\.json$/,
  /^composer\.json$/,
  /^Gemfile$/,
  /^(?:pyproject\.toml|requirements\.txt|Pipfile|setup\.py)$/,
  /\.(?:cs|vb|fs)proj$/i,
  /^(?:pom\.xml|build\.gradle(?:\.kts)?)$/,
  /\.info\.yml$/,
];
/** Folders of other people's code, and of code that only shows or tests. */
const foreignFolder =
  /(?:^|\/)(?:node_modules|vendor|bower_components|third[-_]?party|fixtures|examples?|samples?|tests?|spec|e2e)\//i;

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The README that the host shows: that of .github before the root's, before that of docs; Markdown first where one folder has several. */
function findReadme(files: readonly TreeEntry[]): TreeEntry | undefined {
  for (const folder of ['.github', '', 'docs']) {
    const readmes = files.filter(
      ({ path }) => folderOf(path).toLowerCase() === folder && readmeName.test(nameOf(path)),
    );
    const marked = readmes.find(({ path }) => /\.(?:md|markdown|mdown|mkdn?)$/i.test(path));
    if (readmes.length > 0) return marked ?? readmes[0];
  }
  return undefined;
}

function findManifests(files: readonly TreeEntry[]): TreeEntry[] {
  const usable = files.filter(
    ({ path, size }) => !foreignFolder.test(path) && (size ?? 0) <= longestManifestBytes,
  );
  return manifestNames
    .flatMap((name) => {
      // A Drupal extension's own description stands in its root; deeper ones belong to its parts.
      const deepest = name.source.includes('info') ? 1 : 4;
      return usable
        .filter(({ path }) => name.test(nameOf(path)) && depthOf(path) <= deepest)
        .slice(0, mostOfAKind);
    })
    .toSorted(byDepth)
    .slice(0, mostManifests);
}

export function chooseFiles(tree: readonly TreeEntry[]): ChosenFiles {
  const files = tree.filter(({ isFolder }) => !isFolder).toSorted(byDepth);
  const inRoot = (name: RegExp) => files.find(({ path }) => !path.includes('/') && name.test(path));
  const found = {
    readme: findReadme(files),
    publiccode: inRoot(/^publiccode\.ya?ml$/i),
    codemeta: inRoot(/^codemeta\.json$/i),
    citation: inRoot(/^citation\.cff$/i),
    licence: inRoot(licenceName),
  };
  const present = Object.entries(found).filter(([, entry]) => entry !== undefined);
  return { ...Object.fromEntries(present), manifests: findManifests(files) };
}
