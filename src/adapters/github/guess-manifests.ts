import type { TreeEntry } from './tree-entry.ts';

/** Folders that hold an application of their own, as teams call them. */
const applicationFolders =
  /^(?:app|application|api|backend|back-end|client|frontend|front-end|server|service|site|ui|web|webapp|website|src)$/i;
const manifestsOf: ReadonlyArray<[language: RegExp, manifest: string]> = [
  [/^(?:JavaScript|TypeScript|Vue|Svelte)$/, 'package.json'],
  [/^PHP$/, 'composer.json'],
  [/^Ruby$/, 'Gemfile'],
  [/^Python$/, 'requirements.txt'],
];
const mostGuesses = 6;

/**
 * Manifests that probably lie one folder deeper than the list of files tells: a project of .NET in the folder of its name, an application
 * in a folder called "frontend". Asking for one that is not there costs nothing but its line.
 */
export function guessManifests(tree: readonly TreeEntry[], languages: readonly string[]): TreeEntry[] {
  const folders = tree.filter(({ path, isFolder }) => isFolder && !path.startsWith('.'));
  const isDotnet = languages.some((name) => /^(?:C#|F#|Visual Basic \.NET)$/.test(name));
  const projects = folders
    .map(({ path }) => ({ path, name: path.slice(path.lastIndexOf('/') + 1) }))
    .filter(
      ({ path, name }) => /^[A-Z]/.test(name) && !/tests?$/i.test(name) && /^(?:src\/)?[^/]+$/.test(path),
    )
    .map(({ path, name }) => `${path}/${name}.csproj`);
  const manifests = manifestsOf.filter(([language]) => languages.some((name) => language.test(name)));
  const applications = folders
    .filter(({ path }) => applicationFolders.test(path))
    .flatMap(({ path }) => manifests.map(([, manifest]) => `${path}/${manifest}`));
  const known = new Set(tree.map(({ path }) => path));
  return [...(isDotnet ? projects.slice(0, mostGuesses / 2) : []), ...applications]
    .filter((path) => !known.has(path))
    .slice(0, mostGuesses)
    .map((path) => ({ path, isFolder: false }));
}
