import { isDeepStrictEqual } from 'node:util';
import type { FacetValues, RepositoryFacetName } from '../../../src/domain/enrichment/facets.ts';
import type { Outcome, RepositoryState } from '../../../src/domain/enrichment/observation.ts';
import type { Sighting } from '../../../src/ports/enrichment-store.ts';
import { publicReleases } from './graphql-releases.ts';
import { newest } from './graphql-repository.ts';
import type { FakeRepository } from './repository.ts';
import { nameOf, type World } from './world.ts';

/** What must be held of an address after the month and two cycles without trouble. */
export interface Expectation {
  /** `owner/name` that was asked for. */
  repository: string;
  state: RepositoryState;
  movedTo?: string;
  /** How the newest observation ended; "found" for what is there. */
  outcome?: Outcome;
  /** Values that must stand; a licence is compared by its SPDX id, languages by their names. */
  facets: Partial<FacetValues>;
  /** Facets that keep an earlier value beside why the newest was nonsense. */
  failed: RepositoryFacetName[];
  /** A sentence that the README's plain text holds. */
  readmeHas?: string;
  readmeIsCut?: boolean;
  /** Whether `publiccode.yml` is there and could not be read. */
  publiccodeFails?: boolean;
}

/** What GitHub would say of a repository now, facet by facet. */
export function toExpectedFacets(world: World, repository: FakeRepository): Partial<FacetValues> {
  const latest = newest(repository.releases);
  const parent = repository.parentId === undefined ? undefined : world.byId(repository.parentId);
  const { licence } = repository;
  return {
    description: repository.description,
    homepage: repository.homepage,
    topics: repository.topics,
    languages: Object.entries(repository.languages)
      .sort(([, one], [, other]) => other - one)
      .map(([name]) => ({ name })),
    licence: licence === null ? null : { spdx: licence === 'NOASSERTION' ? null : licence },
    defaultBranch: repository.commits.length === 0 ? null : repository.defaultBranch,
    createdAt: repository.createdAt,
    pushedAt: repository.pushedAt,
    archived: repository.archivedAt !== null,
    disabled: repository.disabled,
    fork: { isFork: repository.fork, ...(parent ? { parent: nameOf(parent) } : {}) },
    template: repository.template,
    stars: repository.stars,
    forks: Math.max(repository.forks, world.forksOf(repository.id).length),
    watchers: repository.watchers,
    openIssues: repository.openIssues,
    openPullRequests: repository.openPullRequests,
    latestRelease: latest
      ? { name: latest.name ?? latest.tag, tag: latest.tag, publishedAt: latest.publishedAt }
      : null,
    releases: publicReleases(repository).length,
  };
}

/** What REST can tell of it: a repository that nothing was pushed to has a branch and a date there all the same. */
export function toExpectedOfRest(facets: Partial<FacetValues>): Partial<FacetValues> {
  const { pushedAt, defaultBranch, ...told } = facets;
  return pushedAt === null || pushedAt === undefined ? told : { ...told, pushedAt, defaultBranch };
}

/** What is compared of a facet's value. */
function essence(name: string, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (name === 'licence') return (value as { spdx: unknown }).spdx;
  if (name === 'languages') return (value as { name: string }[]).map((language) => language.name);
  if (name === 'topics') return [...(value as string[])].sort();
  const isMoment = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);
  return isMoment ? Date.parse(value) : value;
}

/** In words, where what is held departs from what must be; nothing where it is right. */
export function findWrong(expected: Expectation, held: Sighting | undefined): string[] {
  const about = expected.repository;
  if (!held) return [`${about}: nothing is held of it`];
  const wrong: string[] = [];
  const compare = (what: string, found: unknown, wanted: unknown): void => {
    if (isDeepStrictEqual(found, wanted)) return;
    wrong.push(`${about}: ${what} is ${JSON.stringify(found)}, must be ${JSON.stringify(wanted)}`);
  };
  compare('state', held.state, expected.state);
  compare('movedTo', held.movedTo, expected.movedTo);
  if (expected.outcome) compare('newest outcome', held.observations.at(-1)?.outcome, expected.outcome);
  for (const [name, value] of Object.entries(expected.facets)) {
    const facet = held.facets[name as RepositoryFacetName];
    compare(name, essence(name, facet?.value), essence(name, value));
  }
  for (const name of expected.failed)
    compare(`${name} has an error`, held.facets[name]?.lastError !== undefined, true);
  const readme = held.facets.readme?.value;
  if (expected.readmeHas !== undefined)
    compare('readme tells its words', readme?.text.includes(expected.readmeHas), true);
  if (expected.readmeIsCut) compare('readme is cut', readme?.cut, true);
  if (expected.publiccodeFails)
    compare('publiccode has a problem', held.facets.publiccode?.value?.problem !== undefined, true);
  return wrong;
}
