import { createHash } from 'node:crypto';
import type { FakeRepository } from './repository.ts';

export interface TreeNode {
  path: string;
  name: string;
  type: 'blob' | 'tree';
  mode: string;
  oid: string;
  size?: number;
}

export function toBytes(content: string | Buffer): Buffer {
  return typeof content === 'string' ? Buffer.from(content) : content;
}

function hash(kind: string, content: Buffer): string {
  return createHash('sha1').update(`${kind} ${content.length}\0`).update(content).digest('hex');
}

export function toBlobId(content: string | Buffer): string {
  return hash('blob', toBytes(content));
}

/** The commit that the default branch stands at: another one after every push. */
export function toCommitId(repository: FakeRepository, index = 0): string {
  const position = repository.commits.length - index;
  return hash('commit', Buffer.from(`${repository.id} ${position} ${repository.commits[index] ?? ''}`));
}

const blobs = new WeakMap<Buffer, string>();

function blobIdOf(content: string | Buffer): string {
  if (typeof content === 'string') return toBlobId(content);
  const known = blobs.get(content) ?? toBlobId(content);
  blobs.set(content, known);
  return known;
}

const trees = new WeakMap<FakeRepository['files'], TreeNode[]>();

/** Every file and folder below the root, in the order of their paths. */
export function listTree(repository: FakeRepository): TreeNode[] {
  const known = trees.get(repository.files) ?? buildTree(repository);
  trees.set(repository.files, known);
  return known;
}

function buildTree(repository: FakeRepository): TreeNode[] {
  const nodes = new Map<string, TreeNode>();
  for (const [path, content] of Object.entries(repository.files)) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) {
      const folder = parts.slice(0, depth).join('/');
      nodes.set(folder, {
        path: folder,
        name: parts[depth - 1] ?? '',
        type: 'tree',
        mode: '040000',
        oid: treeIdOf(repository, folder),
      });
    }
    const size = typeof content === 'string' ? Buffer.byteLength(content) : content.length;
    nodes.set(path, {
      path,
      name: parts.at(-1) ?? '',
      type: 'blob',
      mode: '100644',
      oid: blobIdOf(content),
      size,
    });
  }
  return [...nodes.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** What lies directly in a folder; "" is the root. Undefined where there is no such folder. */
export function findEntries(repository: FakeRepository, folder: string): TreeNode[] | undefined {
  const prefix = folder === '' ? '' : `${folder}/`;
  const inside = listTree(repository).filter(
    (node) => node.path.startsWith(prefix) && !node.path.slice(prefix.length).includes('/'),
  );
  return inside.length > 0 || folder === '' ? inside : undefined;
}

export function treeIdOf(repository: FakeRepository, folder: string): string {
  const prefix = folder === '' ? '' : `${folder}/`;
  const inside = Object.entries(repository.files)
    .filter(([path]) => path.startsWith(prefix))
    .map(([path, content]) => `${path.slice(prefix.length)} ${blobIdOf(content)}`)
    .sort();
  return hash('tree', Buffer.from(inside.join('\n')));
}

/** The README that GitHub shows: .github, then the root, then docs; whatever its case and ending. */
export function findReadme(repository: FakeRepository): string | undefined {
  const paths = Object.keys(repository.files);
  for (const folder of ['.github/', '', 'docs/']) {
    const candidates = paths.filter(
      (path) =>
        path.toLowerCase().startsWith(`${folder}readme`) &&
        /^readme(\.[a-z]+)?$/i.test(path.slice(folder.length)),
    );
    const best = candidates.find((path) => /\.md$/i.test(path)) ?? candidates.sort()[0];
    if (best !== undefined) return best;
  }
  return undefined;
}

export function isBinary(content: Buffer): boolean {
  return content.subarray(0, 8000).includes(0);
}
