import { toConnection } from './graphql-connection.ts';
import { toDefaultBranch, toGitObject } from './graphql-git.ts';
import { toIssues, toPullRequests } from './graphql-issues.ts';
import { type Args, type Resolvable, toOwner, toRepositories } from './graphql-owner.ts';
import { toRelease, toReleases } from './graphql-releases.ts';
import { toLicence } from './licences.ts';
import { type FakeRepository, toNodeId } from './repository.ts';
import { nameOf, type World } from './world.ts';

export function newest<Release extends { draft: boolean; prerelease: boolean; publishedAt: string | null }>(
  releases: readonly Release[],
): Release | undefined {
  return releases.find((release) => !release.draft && !release.prerelease);
}

function toLanguage(name: string): Resolvable {
  return { __typename: 'Language', id: toNodeId('LA', name), name, color: null };
}

export function toLicenceObject(spdxId: string): Resolvable {
  const licence = toLicence(spdxId);
  return {
    __typename: 'License',
    id: toNodeId('L', licence.key),
    ...licence,
    nickname: null,
    url: licence.key === 'other' ? null : `http://choosealicense.com/licenses/${licence.key}/`,
    pseudoLicense: licence.key === 'other',
    featured: false,
    hidden: licence.key === 'other',
  };
}

export function toRepositoryObject(world: World, repository: FakeRepository): Resolvable {
  const url = `https://github.com/${nameOf(repository)}`;
  const languages = Object.entries(repository.languages).sort(([, one], [, other]) => other - one);
  const parent = repository.parentId === undefined ? undefined : world.byId(repository.parentId);
  const isOrganisation = world.account(repository.owner)?.type === 'Organization';
  return {
    __typename: 'Repository',
    id: repository.nodeId,
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: nameOf(repository),
    owner: () => toOwner(world, repository.owner, toRepositoryObject),
    url,
    resourcePath: `/${nameOf(repository)}`,
    sshUrl: `git@github.com:${nameOf(repository)}.git`,
    description: repository.description,
    homepageUrl: repository.homepage,
    mirrorUrl: null,
    createdAt: repository.createdAt,
    pushedAt: repository.pushedAt,
    updatedAt: repository.updatedAt,
    archivedAt: repository.archivedAt,
    isArchived: repository.archivedAt !== null,
    isDisabled: repository.disabled,
    isEmpty: repository.commits.length === 0,
    isFork: repository.fork,
    isInOrganization: isOrganisation,
    isLocked: false,
    isMirror: false,
    isPrivate: repository.visibility === 'private',
    isTemplate: repository.template,
    visibility: repository.visibility.toUpperCase(),
    hasIssuesEnabled: true,
    hasDiscussionsEnabled: false,
    hasProjectsEnabled: true,
    hasWikiEnabled: true,
    diskUsage: Math.ceil(Object.values(repository.languages).reduce((sum, bytes) => sum + bytes, 0) / 1024),
    parent: parent ? () => toRepositoryObject(world, parent) : null,
    templateRepository: null,
    stargazerCount: repository.stars,
    stargazers: { totalCount: repository.stars },
    watchers: { totalCount: repository.watchers },
    forkCount: forkCountOf(world, repository),
    forks: (args: Args) =>
      toRepositories(
        world,
        world.forksOf(repository.id).filter((fork) => fork.visibility === 'public'),
        args,
        toRepositoryObject,
      ),
    licenseInfo: repository.licence === null ? null : toLicenceObject(repository.licence),
    primaryLanguage: languages[0] ? toLanguage(languages[0][0]) : null,
    languages: (args: Args) => ({
      ...toConnection(
        (args.orderBy as { direction?: string } | undefined)?.direction === 'ASC'
          ? [...languages].reverse()
          : languages,
        args,
        ([name]) => toLanguage(name),
        ([, size]) => ({ size }),
      ),
      totalSize: languages.reduce((sum, [, size]) => sum + size, 0),
    }),
    repositoryTopics: (args: Args) =>
      toConnection(repository.topics, args, (name) => ({
        __typename: 'RepositoryTopic',
        id: toNodeId('RT', `${repository.id} ${name}`),
        url: `https://github.com/topics/${name}`,
        resourcePath: `/topics/${name}`,
        topic: { __typename: 'Topic', id: toNodeId('T', name), name },
      })),
    issues: (args: Args) => toIssues(repository, args),
    pullRequests: (args: Args) => toPullRequests(repository, args),
    latestRelease: () => {
      const latest = newest(repository.releases);
      return latest ? toRelease(repository, latest) : null;
    },
    releases: (args: Args) => toReleases(repository, args),
    defaultBranchRef: () => (repository.commits.length === 0 ? null : toDefaultBranch(repository)),
    ref: ({ qualifiedName }: Args) =>
      repository.commits.length > 0 &&
      [repository.defaultBranch, `refs/heads/${repository.defaultBranch}`].includes(String(qualifiedName))
        ? toDefaultBranch(repository)
        : null,
    object: (args: Args) => toGitObject(repository, args),
    codeOfConduct: () => toCodeOfConduct(repository),
    contributingGuidelines: () => toContributing(repository),
    isSecurityPolicyEnabled: () => findFile(repository, 'SECURITY.md') !== undefined,
    securityPolicyUrl: () => (findFile(repository, 'SECURITY.md') ? `${url}/security/policy` : null),
  };
}

export function forkCountOf(world: World, repository: FakeRepository): number {
  return repository.forks < 0
    ? repository.forks
    : Math.max(repository.forks, world.forksOf(repository.id).length);
}

/** Files that GitHub looks for in .github, the root and docs. */
export function findFile(repository: FakeRepository, name: string): string | undefined {
  return ['.github/', '', 'docs/']
    .map((folder) => `${folder}${name}`)
    .find((path) => repository.files[path] !== undefined);
}

function toCodeOfConduct(repository: FakeRepository): Resolvable | null {
  const path = findFile(repository, 'CODE_OF_CONDUCT.md');
  return path === undefined
    ? null
    : { __typename: 'CodeOfConduct', id: toNodeId('CC', 'other'), key: 'other', name: 'Other', url: null };
}

function toContributing(repository: FakeRepository): Resolvable | null {
  const path = findFile(repository, 'CONTRIBUTING.md');
  if (path === undefined) return null;
  const at = `/${nameOf(repository)}/blob/${repository.defaultBranch}/${path}`;
  return { body: String(repository.files[path]), resourcePath: at, url: `https://github.com${at}` };
}
