import { forkCountOf } from './graphql-repository.ts';
import { toLicence } from './licences.ts';
import { type FakeRepository, toNodeId } from './repository.ts';
import { toAccountUrls, toUrls } from './rest-urls.ts';
import { nameOf, type World } from './world.ts';

type Json = Record<string, unknown>;

export function toSimpleUser(world: World, api: string, login: string): Json {
  const account = world.account(login);
  const id = account?.id ?? 1;
  return {
    login,
    id,
    node_id: account?.nodeId ?? toNodeId('U', id),
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    gravatar_id: '',
    ...toAccountUrls(api, login),
    type: account?.type ?? 'User',
    site_admin: false,
  };
}

export function toSimpleLicence(api: string, spdxId: string): Json {
  const licence = toLicence(spdxId);
  return {
    key: licence.key,
    name: licence.name,
    spdx_id: licence.spdxId,
    url: licence.key === 'other' ? null : `${api}/licenses/${licence.key}`,
    node_id: toNodeId('L', licence.key),
  };
}

/** As lists and `parent` hold it. */
export function toListedRepository(world: World, api: string, repository: FakeRepository): Json {
  const forks = forkCountOf(world, repository);
  const openIssues = repository.openIssues + repository.openPullRequests;
  const [language = null] =
    Object.entries(repository.languages).sort(([, one], [, other]) => other - one)[0] ?? [];
  const bytes = Object.values(repository.languages).reduce((sum, size) => sum + size, 0);
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: nameOf(repository),
    private: repository.visibility === 'private',
    owner: toSimpleUser(world, api, repository.owner),
    ...toUrls(api, repository),
    description: repository.description,
    fork: repository.fork,
    created_at: repository.createdAt,
    updated_at: repository.updatedAt,
    pushed_at: repository.pushedAt ?? repository.createdAt,
    homepage: repository.homepage,
    size: Math.ceil(bytes / 1024),
    stargazers_count: repository.stars,
    watchers_count: repository.stars,
    language,
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    forks_count: forks,
    mirror_url: null,
    archived: repository.archivedAt !== null,
    disabled: repository.disabled,
    open_issues_count: openIssues,
    license: repository.licence === null ? null : toSimpleLicence(api, repository.licence),
    allow_forking: true,
    is_template: repository.template,
    web_commit_signoff_required: false,
    topics: repository.topics,
    visibility: repository.visibility,
    forks,
    open_issues: openIssues,
    watchers: repository.stars,
    default_branch: repository.defaultBranch,
    permissions: { admin: false, maintain: false, push: false, triage: false, pull: true },
  };
}

/** As `/repos/{owner}/{repo}` gives it: with its fork network, and `subscribers_count`, which is what people call watchers. */
export function toFullRepository(world: World, api: string, repository: FakeRepository): Json {
  const parent = repository.parentId === undefined ? undefined : world.byId(repository.parentId);
  const isOrganisation = world.account(repository.owner)?.type === 'Organization';
  let source = parent;
  while (source?.parentId !== undefined) {
    const above = world.byId(source.parentId);
    if (!above) break;
    source = above;
  }
  return {
    ...toListedRepository(world, api, repository),
    temp_clone_token: '',
    ...(isOrganisation ? { organization: toSimpleUser(world, api, repository.owner) } : {}),
    ...(parent && source
      ? { parent: toListedRepository(world, api, parent), source: toListedRepository(world, api, source) }
      : {}),
    network_count: forkCountOf(world, source ?? repository),
    subscribers_count: repository.watchers,
  };
}
