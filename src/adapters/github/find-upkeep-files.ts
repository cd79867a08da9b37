import type { FacetValues } from '../../domain/enrichment/facets.ts';
import { byDepth, type TreeEntry } from './tree-entry.ts';

type UpkeepFiles = FacetValues['files'];

/** Where the host itself looks for the files that it shows beside a repository. */
const usual = '(?:\\.github/|docs/)?';
const ending = '(?:\\.(?:md|markdown|txt|rst|adoc|html))?';

const filePatterns: ReadonlyArray<[Exclude<keyof UpkeepFiles, 'ci' | 'tests'>, RegExp]> = [
  ['contributing', new RegExp(`^${usual}contributing${ending}$`, 'i')],
  ['codeOfConduct', new RegExp(`^${usual}code[-_]?of[-_]?conduct${ending}$`, 'i')],
  ['security', new RegExp(`^${usual}security${ending}$`, 'i')],
  ['codeowners', new RegExp(`^${usual}codeowners$`, 'i')],
  ['changelog', new RegExp(`^${usual}(?:change-?log|changes|history|release[-_]?notes)${ending}$`, 'i')],
  ['docker', /^(?:[^/]+\/)?(?:dockerfile|(?:docker-)?compose\.ya?ml)$/i],
];

/** Files and folders by which the continuous-integration services are told what to do. */
const integration =
  /^(?:\.github\/workflows|\.circleci|\.buildkite|\.gitlab-ci\.yml|\.travis\.yml|\.drone\.yml|\.?azure-pipelines\.yml|bitbucket-pipelines\.yml|jenkinsfile)$/i;

const testFolder = /^(?:[^/]+\/){0,2}(?:tests?|specs?|__tests__|e2e|cypress|features|[^/]+[._-]?tests?)$/i;
const testFile =
  /(?:[._-](?:test|spec)\.[cm]?[jt]sx?|[._-](?:test|spec)\.(?:py|rb|go|php)|(?:^|\/)test_[^/]+\.py|Tests?\.(?:cs|java|php))$/;

/** A folder is called "latest" or "contest" too: what comes before "test" ends with a mark, or the word begins with a capital. */
function isTestFolder(path: string): boolean {
  const name = path.split('/').at(-1) ?? '';
  if (!testFolder.test(path)) return false;
  return (
    /^(?:tests?|specs?|__tests__|e2e|cypress|features)$/i.test(name) ||
    /(?:[._-][Tt]ests?|[a-z]Tests?)$/.test(name)
  );
}

/** Paths of the files whose presence says something of upkeep, nearest to the root where there are several. */
export function findUpkeepFiles(tree: readonly TreeEntry[]): UpkeepFiles {
  const sorted = tree.toSorted(byDepth);
  const found: UpkeepFiles = {};
  for (const [name, pattern] of filePatterns) {
    const entry = sorted.find(({ path, isFolder }) => !isFolder && pattern.test(path));
    if (entry !== undefined) found[name] = entry.path;
  }
  const tests = sorted.find(({ path, isFolder }) => (isFolder ? isTestFolder(path) : testFile.test(path)));
  if (tests !== undefined) found.tests = tests.path;
  const ci = sorted.filter(({ path }) => integration.test(path)).map(({ path }) => path);
  if (ci.length > 0) found.ci = ci;
  return found;
}
