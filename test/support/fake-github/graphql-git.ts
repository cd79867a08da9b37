import { GraphQLError } from 'graphql';
import { findEntries, isBinary, type TreeNode, toBlobId, toBytes, toCommitId, treeIdOf } from './git-tree.ts';
import { toConnection } from './graphql-connection.ts';
import { type FakeRepository, toNodeId } from './repository.ts';
import { nameOf } from './world.ts';

type Args = Readonly<Record<string, unknown>>;
type Resolvable = Record<string, unknown>;

/** GitHub cuts the text of a longer blob. */
const textBytes = 512_000;

function named(repository: FakeRepository, type: string, oid: string, path: string): Resolvable {
  const at = `/${nameOf(repository)}/${type === 'Tree' ? 'tree' : 'blob'}/${repository.defaultBranch}/${path}`;
  return {
    __typename: type,
    id: toNodeId(type.slice(0, 1), `${repository.id} ${oid}`),
    oid,
    abbreviatedOid: oid.slice(0, 7),
    commitResourcePath: at,
    commitUrl: `https://github.com${at}`,
  };
}

/** Bytes that are no UTF-8 come back with replacement characters, and UTF-16 as binary without a text: both must be read by other means. */
function toBlob(repository: FakeRepository, path: string, content: string | Buffer): Resolvable {
  const bytes = toBytes(content);
  const binary = isBinary(bytes);
  const isCut = bytes.length > textBytes;
  const text = bytes.subarray(0, textBytes).toString('utf8');
  return {
    ...named(repository, 'Blob', toBlobId(content), path),
    byteSize: bytes.length,
    isBinary: binary,
    isTruncated: !binary && isCut,
    // A character that the cut went through is not shown.
    text: binary ? null : isCut ? text.replace(/\uFFFD+$/, '') : text,
  };
}

function toTree(repository: FakeRepository, folder: string, entries: readonly TreeNode[]): Resolvable {
  return {
    ...named(repository, 'Tree', treeIdOf(repository, folder), folder),
    entries: () => entries.map((entry) => toEntry(repository, entry)),
  };
}

function toEntry(repository: FakeRepository, entry: TreeNode): Resolvable {
  const dot = entry.name.lastIndexOf('.');
  return {
    __typename: 'TreeEntry',
    name: entry.name,
    path: entry.path,
    type: entry.type,
    mode: Number.parseInt(entry.mode, 8),
    oid: entry.oid,
    size: entry.size ?? 0,
    extension: dot < 0 || entry.type === 'tree' ? '' : entry.name.slice(dot),
    isGenerated: false,
    object: () => findObject(repository, entry.path),
  };
}

function findObject(repository: FakeRepository, path: string): Resolvable | null {
  const content = repository.files[path];
  if (content !== undefined) return toBlob(repository, path, content);
  const entries = findEntries(repository, path);
  return entries ? toTree(repository, path, entries) : null;
}

/** `object(expression: "HEAD:path")`, "HEAD" and the same with the branch; null for what is not there and in an empty repository. */
export function toGitObject(repository: FakeRepository, args: Args): Resolvable | null {
  if (repository.commits.length === 0) return null;
  const { defaultBranch } = repository;
  const [, revision = '', path] = /^([^:]*)(?::(.*))?$/.exec(String(args.expression ?? args.oid ?? '')) ?? [];
  const known = ['HEAD', defaultBranch, `refs/heads/${defaultBranch}`, toCommitId(repository)];
  if (!known.includes(revision)) return null;
  if (path === undefined) return toCommit(repository, 0);
  return findObject(repository, path.replace(/\/$/, ''));
}

export function toDefaultBranch(repository: FakeRepository): Resolvable {
  return {
    __typename: 'Ref',
    id: toNodeId('REF', `${repository.id} ${repository.defaultBranch}`),
    name: repository.defaultBranch,
    prefix: 'refs/heads/',
    target: () => toCommit(repository, 0),
  };
}

function toMoment(value: unknown, fallback: number): number {
  if (value === undefined || value === null) return fallback;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(String(value))) {
    throw new GraphQLError(`Could not coerce value "${String(value)}" to GitTimestamp`, {
      extensions: { type: 'argumentLiteralsIncompatible' },
    });
  }
  return Date.parse(String(value));
}

/** A page of history holds a hundred of them: nothing is worked out that is not asked for. */
function toCommit(repository: FakeRepository, index: number): Resolvable {
  const oid = () => toCommitId(repository, index);
  const path = () => `/${nameOf(repository)}/commit/${oid()}`;
  const url = () => `https://github.com${path()}`;
  const committedDate = repository.commits[index];
  return {
    __typename: 'Commit',
    id: () => toNodeId('C', `${repository.id} ${oid()}`),
    oid,
    abbreviatedOid: () => oid().slice(0, 7),
    url,
    resourcePath: path,
    commitUrl: url,
    commitResourcePath: path,
    message: 'Work on it',
    messageHeadline: 'Work on it',
    committedDate,
    authoredDate: committedDate,
    tree: () => toTree(repository, '', findEntries(repository, '') ?? []),
    history: (args: Args) => toHistory(repository, index, args),
  };
}

function toHistory(repository: FakeRepository, from: number, args: Args): Resolvable {
  const since = toMoment(args.since, Number.NEGATIVE_INFINITY);
  const until = toMoment(args.until, Number.POSITIVE_INFINITY);
  const chosen: number[] = [];
  for (let position = from; position < repository.commits.length; position += 1) {
    const at = Date.parse(repository.commits[position] ?? '');
    if (at >= since && at <= until) chosen.push(position);
  }
  return toConnection(chosen, args, (position) => toCommit(repository, position));
}
