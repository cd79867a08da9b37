import { findReadme, toBytes } from './git-tree.ts';
import { ownedBy } from './graphql-owner.ts';
import { findLicenceFile } from './licences.ts';
import type { FakeRepository } from './repository.ts';
import { isRevision, toCommit, toContentFile, toContentFolder, toGitTree } from './rest-git.ts';
import { toRestIssues } from './rest-issues.ts';
import { findLatestRelease, toRestReleases } from './rest-releases.ts';
import { toFullRepository, toListedRepository, toSimpleLicence } from './rest-repository.ts';
import { toCommitActivity, toCommunityProfile, weeklyCommits } from './rest-statistics.ts';
import type { World } from './world.ts';

export interface RestCall {
  world: World;
  /** Address of the API, for the addresses in answers. */
  api: string;
  query: URLSearchParams;
  accept: string;
  treeEntries: number;
}

export interface RestResult {
  status?: number;
  /** As GitHub's description writes the path. */
  path: string;
  body?: unknown;
  /** Given a page at a time. */
  rows?: readonly unknown[];
  /** Sent as it is, where the raw media type is asked for. */
  raw?: Buffer;
  lastModified?: string;
}

type RepositoryRoute = (call: RestCall, repository: FakeRepository, rest: string) => RestResult | undefined;

const own = '/repos/{owner}/{repo}';
const emptyRepository = { message: 'Git Repository is empty.', status: '409' };

function toFileResult(
  { api, accept }: RestCall,
  repository: FakeRepository,
  file: string | undefined,
  path: string,
): RestResult | undefined {
  if (file === undefined) return undefined;
  const content = repository.files[file];
  const body = toContentFile(api, repository, file);
  if (content === undefined || !body) return undefined;
  const isRaw = /application\/vnd\.github\.(v3\.)?raw/.test(accept);
  const lastModified = repository.pushedAt ?? undefined;
  return isRaw ? { path, raw: toBytes(content), lastModified } : { path, body, lastModified };
}

function hasRevision(call: RestCall, repository: FakeRepository): boolean {
  const asked = call.query.get('ref');
  return asked === null || isRevision(repository, asked);
}

const repositoryRoutes: [RegExp, RepositoryRoute][] = [
  [
    /^$/,
    ({ world, api }, repository) => ({
      path: own,
      body: toFullRepository(world, api, repository),
      lastModified: repository.updatedAt,
    }),
  ],
  [/^languages$/, (_call, repository) => ({ path: `${own}/languages`, body: repository.languages })],
  [/^topics$/, (_call, repository) => ({ path: `${own}/topics`, body: { names: repository.topics } })],
  [
    /^readme$/,
    (call, repository) =>
      hasRevision(call, repository)
        ? toFileResult(call, repository, findReadme(repository), `${own}/readme`)
        : undefined,
  ],
  [
    /^contents(?:\/(.*))?$/,
    (call, repository, path) => {
      if (!hasRevision(call, repository) || repository.commits.length === 0) return undefined;
      const at = `${own}/contents/{path}`;
      const file = toFileResult(call, repository, path, at);
      if (file) return file;
      const body = toContentFolder(call.api, repository, path.replace(/\/$/, ''));
      return body && { path: at, body, lastModified: repository.pushedAt ?? undefined };
    },
  ],
  [
    /^git\/trees\/(.+)$/,
    (call, repository, revision) => {
      const path = `${own}/git/trees/{tree_sha}`;
      if (repository.commits.length === 0) return { path, status: 409, body: emptyRepository };
      if (!isRevision(repository, revision)) return undefined;
      return { path, body: toGitTree(call.api, repository, call.query.has('recursive'), call.treeEntries) };
    },
  ],
  [
    /^issues$/,
    ({ world, api, query }, repository) => ({
      path: `${own}/issues`,
      rows: toRestIssues(world, api, repository, query),
    }),
  ],
  [
    /^releases$/,
    ({ world, api }, repository) => ({
      path: `${own}/releases`,
      rows: toRestReleases(world, api, repository),
    }),
  ],
  [
    /^releases\/latest$/,
    ({ world, api }, repository) => {
      const body = findLatestRelease(world, api, repository);
      return body && { path: `${own}/releases/latest`, body };
    },
  ],
  [
    /^license$/,
    (call, repository) => {
      if (repository.licence === null) return undefined;
      const file = findLicenceFile(Object.keys(repository.files));
      const found = toFileResult(call, repository, file, `${own}/license`);
      const license = toSimpleLicence(call.api, repository.licence);
      return found?.body ? { ...found, body: { ...found.body, license } } : found;
    },
  ],
  [
    /^commits$/,
    (call, repository) => {
      const path = `${own}/commits`;
      if (repository.commits.length === 0) return { path, status: 409, body: emptyRepository };
      const since = Date.parse(call.query.get('since') ?? '0001-01-01T00:00:00Z');
      const until = Date.parse(call.query.get('until') ?? '9999-01-01T00:00:00Z');
      const rows = repository.commits.flatMap((date, index) =>
        Date.parse(date) >= since && Date.parse(date) <= until ? [toCommit(call.api, repository, index)] : [],
      );
      return { path, rows };
    },
  ],
  [
    /^stats\/participation$/,
    ({ world }, repository) => ({
      path: `${own}/stats/participation`,
      body: {
        all: weeklyCommits(repository, world.clock.now()),
        owner: Array.from({ length: 52 }, () => 0),
      },
    }),
  ],
  [
    /^stats\/commit_activity$/,
    ({ world }, repository) => ({
      path: `${own}/stats/commit_activity`,
      body: toCommitActivity(repository, world.clock.now()),
    }),
  ],
  [
    /^community\/profile$/,
    ({ api }, repository) => ({
      path: `${own}/community/profile`,
      body: toCommunityProfile(api, repository),
    }),
  ],
  [
    /^forks$/,
    ({ world, api }, repository) => ({
      path: `${own}/forks`,
      rows: world
        .forksOf(repository.id)
        .filter((fork) => fork.visibility === 'public')
        .map((fork) => toListedRepository(world, api, fork)),
    }),
  ],
];

export function answerOfRepository(
  call: RestCall,
  repository: FakeRepository,
  rest: string,
): RestResult | undefined {
  for (const [pattern, route] of repositoryRoutes) {
    const match = pattern.exec(rest);
    if (match) return route(call, repository, match[1] ?? '');
  }
  return undefined;
}

/** `/orgs/{org}/repos` and `/users/{username}/repos`. */
export function answerOfAccount(
  call: RestCall,
  kind: 'orgs' | 'users',
  login: string,
): RestResult | undefined {
  const { world, api, query } = call;
  const account = world.account(login);
  if (!account || (kind === 'orgs' && account.type !== 'Organization')) return undefined;
  const path = kind === 'orgs' ? '/orgs/{org}/repos' : '/users/{username}/repos';
  const type = query.get('type');
  const rows = ownedBy(world, login)
    .filter((one) => (type === 'forks' ? one.fork : type === 'sources' ? !one.fork : true))
    .map((one) => toListedRepository(world, api, one));
  return { path, rows };
}
