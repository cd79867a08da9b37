import { findEntries, listTree, type TreeNode, toBlobId, toBytes, toCommitId, treeIdOf } from './git-tree.ts';
import { type FakeRepository, toNodeId } from './repository.ts';
import { nameOf } from './world.ts';

type Json = Record<string, unknown>;

/** Above it the contents API leaves the text out, and gives it to those who ask for the raw bytes. */
const inlineBytes = 1_000_000;

function toLinks(
  api: string,
  repository: FakeRepository,
  node: Pick<TreeNode, 'path' | 'oid' | 'type'>,
): Json {
  const branch = repository.defaultBranch;
  const path = encodeURI(node.path);
  const own = `${api}/repos/${nameOf(repository)}`;
  const kind = node.type === 'tree' ? 'tree' : 'blob';
  const links = {
    self: `${own}/contents/${path}?ref=${branch}`,
    git: `${own}/git/${kind}s/${node.oid}`,
    html: `https://github.com/${nameOf(repository)}/${kind}/${branch}/${path}`,
  };
  return {
    url: links.self,
    html_url: links.html,
    git_url: links.git,
    download_url:
      node.type === 'tree'
        ? null
        : `https://raw.githubusercontent.com/${nameOf(repository)}/${branch}/${path}`,
    _links: links,
  };
}

export function toContentFile(api: string, repository: FakeRepository, path: string): Json | undefined {
  const content = repository.files[path];
  if (content === undefined) return undefined;
  const bytes = toBytes(content);
  const oid = toBlobId(content);
  const isInline = bytes.length <= inlineBytes;
  return {
    name: path.split('/').at(-1),
    path,
    sha: oid,
    size: bytes.length,
    ...toLinks(api, repository, { path, oid, type: 'blob' }),
    type: 'file',
    content: isInline ? wrap(bytes.toString('base64')) : '',
    encoding: isInline ? 'base64' : 'none',
  };
}

/** GitHub breaks base64 into lines of 60 characters. */
function wrap(base64: string): string {
  return base64.replace(/.{1,60}/g, '$&\n');
}

export function toContentFolder(api: string, repository: FakeRepository, folder: string): Json[] | undefined {
  return findEntries(repository, folder)?.map((node) => ({
    name: node.name,
    path: node.path,
    sha: node.oid,
    size: node.size ?? 0,
    ...toLinks(api, repository, node),
    type: node.type === 'tree' ? 'dir' : 'file',
  }));
}

export function toGitTree(
  api: string,
  repository: FakeRepository,
  isRecursive: boolean,
  mostEntries: number,
): Json {
  const own = `${api}/repos/${nameOf(repository)}/git`;
  const nodes = isRecursive ? listTree(repository) : (findEntries(repository, '') ?? []);
  const sha = treeIdOf(repository, '');
  return {
    sha,
    url: `${own}/trees/${sha}`,
    tree: nodes.slice(0, mostEntries).map((node) => ({
      path: node.path,
      mode: node.mode,
      type: node.type,
      sha: node.oid,
      ...(node.size === undefined ? {} : { size: node.size }),
      url: `${own}/${node.type}s/${node.oid}`,
    })),
    truncated: nodes.length > mostEntries,
  };
}

export function isRevision(repository: FakeRepository, revision: string): boolean {
  const { defaultBranch } = repository;
  return [
    'HEAD',
    defaultBranch,
    `refs/heads/${defaultBranch}`,
    `heads/${defaultBranch}`,
    toCommitId(repository),
    treeIdOf(repository, ''),
  ].includes(revision);
}

export function toCommit(api: string, repository: FakeRepository, index: number): Json {
  const sha = toCommitId(repository, index);
  const own = `${api}/repos/${nameOf(repository)}`;
  const date = repository.commits[index];
  const tree = treeIdOf(repository, '');
  const signature = { name: 'Council developers', email: 'developers@example.gov.uk', date };
  return {
    sha,
    node_id: toNodeId('C', sha),
    commit: {
      author: signature,
      committer: signature,
      message: 'Work on it',
      tree: { sha: tree, url: `${own}/git/trees/${tree}` },
      url: `${own}/git/commits/${sha}`,
      comment_count: 0,
    },
    url: `${own}/commits/${sha}`,
    html_url: `https://github.com/${nameOf(repository)}/commit/${sha}`,
    comments_url: `${own}/commits/${sha}/comments`,
    author: null,
    committer: null,
    parents: [],
  };
}
