import { nameOf } from './world.ts';

const templates = {
  archive_url: '{/archive_format}{/ref}',
  assignees_url: 'assignees{/user}',
  blobs_url: 'git/blobs{/sha}',
  branches_url: 'branches{/branch}',
  collaborators_url: 'collaborators{/collaborator}',
  comments_url: 'comments{/number}',
  commits_url: 'commits{/sha}',
  compare_url: 'compare/{base}...{head}',
  contents_url: 'contents/{+path}',
  contributors_url: 'contributors',
  deployments_url: 'deployments',
  downloads_url: 'downloads',
  events_url: 'events',
  forks_url: 'forks',
  git_commits_url: 'git/commits{/sha}',
  git_refs_url: 'git/refs{/sha}',
  git_tags_url: 'git/tags{/sha}',
  hooks_url: 'hooks',
  issue_comment_url: 'issues/comments{/number}',
  issue_events_url: 'issues/events{/number}',
  issues_url: 'issues{/number}',
  keys_url: 'keys{/key_id}',
  labels_url: 'labels{/name}',
  languages_url: 'languages',
  merges_url: 'merges',
  milestones_url: 'milestones{/number}',
  notifications_url: 'notifications{?since,all,participating}',
  pulls_url: 'pulls{/number}',
  releases_url: 'releases{/id}',
  stargazers_url: 'stargazers',
  statuses_url: 'statuses/{sha}',
  subscribers_url: 'subscribers',
  subscription_url: 'subscription',
  tags_url: 'tags',
  teams_url: 'teams',
  trees_url: 'git/trees{/sha}',
};

/** The addresses that every repository of the REST API carries. */
export function toUrls(api: string, repository: { owner: string; name: string }): Record<string, string> {
  const name = nameOf(repository);
  const own = `${api}/repos/${name}`;
  const urls: Record<string, string> = {
    url: own,
    html_url: `https://github.com/${name}`,
    git_url: `git://github.com/${name}.git`,
    ssh_url: `git@github.com:${name}.git`,
    clone_url: `https://github.com/${name}.git`,
    svn_url: `https://github.com/${name}`,
  };
  for (const [field, path] of Object.entries(templates)) urls[field] = `${own}/${path}`;
  return urls;
}

const accountPaths = {
  followers_url: 'followers',
  following_url: 'following{/other_user}',
  gists_url: 'gists{/gist_id}',
  starred_url: 'starred{/owner}{/repo}',
  subscriptions_url: 'subscriptions',
  organizations_url: 'orgs',
  repos_url: 'repos',
  events_url: 'events{/privacy}',
  received_events_url: 'received_events',
};

export function toAccountUrls(api: string, login: string): Record<string, string> {
  const own = `${api}/users/${login}`;
  const urls: Record<string, string> = { url: own, html_url: `https://github.com/${login}` };
  for (const [field, path] of Object.entries(accountPaths)) urls[field] = `${own}/${path}`;
  return urls;
}
