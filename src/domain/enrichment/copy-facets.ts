import type { Repository } from '../records/repository.ts';
import type { Facet, Facets, FacetValues, RepositoryFacetName } from './facets.ts';

/**
 * What a copy of a repository proves, in the form of facets, dated with the day it was counted. `pushedAt` is the day of its last commit:
 * it proves activity up to then, never that nothing happened since.
 */
export function toCopyFacets(repository: Repository): Facets {
  const { countedOn, languages, licenceFiles, branch, frameworks, files, lastCommit } = repository;
  const [licence] = licenceFiles;
  const values: Partial<FacetValues> = {
    ...(languages.length > 0 && { languages }),
    ...(licence && { licence: { spdx: spdxOf(licence.spdx), file: licence.file } }),
    ...(branch !== undefined && { defaultBranch: branch }),
    ...(frameworks.length > 0 && { frameworks }),
    ...(lastCommit !== undefined &&
      /^\d{4}-\d\d-\d\d$/.test(lastCommit) && { pushedAt: `${lastCommit}T00:00:00Z` }),
    files: presentFiles(files),
  };
  const facets = Object.entries(values).map(([name, value]): [RepositoryFacetName, Facet] => [
    name as RepositoryFacetName,
    { value, source: 'copy', fetchedAt: countedOn },
  ]);
  return Object.fromEntries(facets) as Facets;
}

/** GitHub's where it gave one, else the copy's: facet by facet. */
export function joinFacets(fromHost: Facets, fromCopy: Facets): Facets {
  return { ...fromCopy, ...fromHost };
}

function spdxOf(licence: string): string | null {
  return /^[A-Za-z0-9.+-]+$/.test(licence) && licence !== 'unrecognised' ? licence : null;
}

function presentFiles(files: Repository['files']): FacetValues['files'] {
  const { contributing, codeOfConduct, security, codeowners, changelog, docker, ci } = files;
  const present = { contributing, codeOfConduct, security, codeowners, changelog, docker, ci };
  return Object.fromEntries(Object.entries(present).filter(([, path]) => path !== undefined));
}
