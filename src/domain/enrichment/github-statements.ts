import { licenceFamily } from '../licence.ts';
import type { Asset } from '../records/asset.ts';
import type { RepositoryFacts } from './current-facts.ts';
import type { RepositoryFacetName } from './facets.ts';

/** What GitHub says of a field that people have stated otherwise. */
export interface GithubStatement {
  field: 'licence' | 'title' | 'repository' | 'maturity' | 'homepage';
  value: string;
  /** Where on GitHub: "its licence file", "publiccode.yml". */
  place: string;
  /** When it was read, ISO-8601. */
  readAt: string;
}

/** Where GitHub says something else than people: both are shown, and neither overwrites the other. What only a copy says is left aside. */
export function differingStatements(asset: Asset, facts: RepositoryFacts): GithubStatement[] {
  return [
    ...onLicence(asset, facts),
    ...onNames(asset, facts),
    ...onMaturity(asset, facts),
    ...onHomepage(asset, facts),
  ];
}

function fromGithub<Name extends RepositoryFacetName>({ facets }: RepositoryFacts, name: Name) {
  const facet = facets[name];
  return facet?.source === 'github' ? facet : undefined;
}

function familiesIn(expression: string): string[] {
  return licenceFamily(expression)
    .split(/ (?:AND|OR) |[()]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function onLicence({ licence }: Asset, facts: RepositoryFacts): GithubStatement[] {
  const found = fromGithub(facts, 'licence');
  if (licence === undefined || licence.status === 'unknown' || found === undefined) return [];
  const place = found.value?.file ?? 'the licence that GitHub found';
  const said = (value: string): GithubStatement[] => [
    { field: 'licence', value, place, readAt: found.fetchedAt },
  ];
  // A licence that only a manifest, a README or a page names leaves no file to find.
  const hasFile = licence.statedIn === undefined || licence.statedIn === 'licence-file';
  if (found.value === null) return licence.status === 'stated' && hasFile ? said('none-found') : [];
  const { spdx, name } = found.value;
  if (licence.status === 'none-found') return said(spdx ?? name ?? 'a licence file');
  // GitHub could not name it, or people's words could mean more than one: nothing to compare.
  if (spdx === null || licence.expression === undefined) return [];
  return familiesIn(licence.expression).includes(licenceFamily(spdx)) ? [] : said(spdx);
}

const fold = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
const slugOf = (repository: string) => repository.split('/')[1] ?? repository;

/** A repository's name is not its title: only a title that was the former name, or the name in publiccode.yml, says otherwise. */
function onNames(asset: Asset, facts: RepositoryFacts): GithubStatement[] {
  const { repository: stated, title, otherNames } = asset;
  if (stated === undefined) return [];
  const statements: GithubStatement[] = [];
  const { repository, seenAt } = facts;
  const isRenamed = repository.toLowerCase() !== stated.toLowerCase();
  if (isRenamed && seenAt !== undefined) {
    const read = { place: 'its address', readAt: seenAt };
    statements.push({ field: 'repository', value: repository, ...read });
    const [before, now] = [slugOf(stated), slugOf(repository)];
    if (fold(title) === fold(before) && fold(before) !== fold(now))
      statements.push({ field: 'title', value: now, ...read });
  }
  const publiccode = fromGithub(facts, 'publiccode');
  const name = publiccode?.value?.fields?.name;
  if (publiccode?.value && typeof name === 'string' && fold(name) !== '') {
    const known = [title, ...otherNames, slugOf(stated)].map(fold);
    const { file } = publiccode.value;
    if (!known.includes(fold(name)))
      statements.push({ field: 'title', value: name, place: file, readAt: publiccode.fetchedAt });
  }
  return statements;
}

function onMaturity({ maturity }: Asset, facts: RepositoryFacts): GithubStatement[] {
  const archived = fromGithub(facts, 'archived');
  if (maturity !== 'live' || archived?.value !== true) return [];
  return [{ field: 'maturity', value: 'archived', place: 'its state', readAt: archived.fetchedAt }];
}

function comparableAddress(address: string): string {
  return address
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/^www\./i, '')
    .replace(/\/+$/, '')
    .toLowerCase();
}

function onHomepage({ homepage }: Asset, facts: RepositoryFacts): GithubStatement[] {
  const found = fromGithub(facts, 'homepage');
  if (homepage === undefined || found?.value == null || found.value.trim() === '') return [];
  if (comparableAddress(homepage) === comparableAddress(found.value)) return [];
  const { value, fetchedAt } = found;
  return [{ field: 'homepage', value: value.trim(), place: 'its homepage', readAt: fetchedAt }];
}
