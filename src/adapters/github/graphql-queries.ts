import { activitySpans } from './activity.ts';

/** A repository to ask for: by the id that the host gave it, or by name while there is none. */
export type Asked = { nodeId: string } | { repository: string };

export interface AskedFiles {
  nodeId: string;
  paths: readonly string[];
  withActivity: boolean;
}

const rateLimit = 'rateLimit { limit cost remaining resetAt }';

/** What changes without a push. Eight connections: a hundred repositories cost eight points. */
const stateFields = `fragment State on Repository {
  id databaseId nameWithOwner isPrivate description homepageUrl createdAt pushedAt
  isArchived isDisabled isFork isTemplate stargazerCount forkCount
  parent { nameWithOwner }
  licenseInfo { key name spdxId }
  defaultBranchRef { name target { oid } }
  latestRelease { name tagName publishedAt }
  repositoryTopics(first: 50) { nodes { topic { name } } }
  languages(first: 20, orderBy: { field: SIZE, direction: DESC }) { totalSize edges { size node { name } } }
  watchers(first: 1) { totalCount }
  openIssues: issues(first: 1, states: OPEN) { totalCount }
  openPullRequests: pullRequests(first: 1, states: OPEN) { totalCount }
  closedIssues: issues(first: 5, states: CLOSED, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { closedAt } }
  closedPullRequests: pullRequests(first: 5, states: [CLOSED, MERGED], orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { closedAt } }
  releases(first: 1) { totalCount }
}`;

/**
 * The folders in which files of use lie, and the newest commits: a page of them costs one connection, and is the whole year of most
 * repositories. Lists of files cost no points, but the host's time, so no more is looked into.
 */
const treeFields = `fragment Tree on Repository {
  root: object(expression: "HEAD:") { ...Folder }
  github: object(expression: "HEAD:.github") { ...Folder }
  docs: object(expression: "HEAD:docs") { ...Folder }
  source: object(expression: "HEAD:src") { ...Folder }
  newest: defaultBranchRef { target { ... on Commit { history(first: 100) { pageInfo { hasNextPage } nodes { committedDate } } } } }
}
fragment Folder on Tree { entries { name type size } }`;

/** JSON's texts are GraphQL's too, escapes included. */
const quoted = (text: string) => JSON.stringify(text);

function lookUp(asked: Asked): string {
  if ('nodeId' in asked) return `node(id: ${quoted(asked.nodeId)})`;
  const [owner = '', ...name] = asked.repository.split('/');
  return `repository(owner: ${quoted(owner)}, name: ${quoted(name.join('/'))})`;
}

/** The nth repository asked for stands in the answer as `r<n>`. */
export function stateQuery(asked: readonly Asked[], withTree: boolean): string {
  const fields = withTree ? '...State ...Tree' : '...State';
  const lines = asked.map((one, index) => `r${index}: ${lookUp(one)} { ${fields} }`);
  return `{ ${rateLimit}\n${lines.join('\n')}\n}\n${stateFields}${withTree ? `\n${treeFields}` : ''}`;
}

/** Texts of files, the mth path as `f<m>`, and commits counted span by span, the oldest as `s0`: 13 connections, for busy repositories only. */
export function filesQuery(asked: readonly AskedFiles[], until: Date): string {
  const lines = asked.map(({ nodeId, paths, withActivity }, index) => {
    const files = paths.map(
      (path, at) => `f${at}: object(expression: ${quoted(`HEAD:${path}`)}) { ...Text }`,
    );
    const commits = withActivity ? 'defaultBranchRef { target { ...Commits } }' : '';
    return `r${index}: node(id: ${quoted(nodeId)}) { ... on Repository { id ${files.join(' ')} ${commits} } }`;
  });
  const spans = activitySpans(until).map(
    ({ from, to }, index) =>
      `s${index}: history(first: 1, since: ${quoted(from)}, until: ${quoted(to)}) { totalCount }`,
  );
  return [
    `{ ${rateLimit}`,
    ...lines,
    '}',
    ...(asked.some(({ paths }) => paths.length > 0)
      ? ['fragment Text on Blob { text isBinary isTruncated }']
      : []),
    ...(asked.some(({ withActivity }) => withActivity)
      ? [`fragment Commits on Commit { ${spans.join(' ')} }`]
      : []),
  ].join('\n');
}

/** A page of what an account owns, newest push first. */
export const accountQuery = `query ($account: String!, $after: String) { ${rateLimit}
  repositoryOwner(login: $account) {
    repositories(first: 50, after: $after, ownerAffiliations: OWNER, privacy: PUBLIC, orderBy: { field: PUSHED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor }
      nodes {
        databaseId nameWithOwner description homepageUrl isFork isArchived isTemplate stargazerCount pushedAt
        parent { nameWithOwner }
        repositoryTopics(first: 50) { nodes { topic { name } } }
        readme: object(expression: "HEAD:README.md") { ... on Blob { text isTruncated } }
      }
    }
  }
}`;
