/** A file or folder of a repository's default branch. `size` in bytes, where the host tells it. */
export interface TreeEntry {
  path: string;
  isFolder: boolean;
  size?: number;
}

export function depthOf(path: string): number {
  return path.split('/').length;
}

/** Nearest to the root first, then by name, so that the same tree always gives the same choice. */
export function byDepth(left: TreeEntry, right: TreeEntry): number {
  return depthOf(left.path) - depthOf(right.path) || (left.path < right.path ? -1 : 1);
}
