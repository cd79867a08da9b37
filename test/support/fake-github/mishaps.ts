import type { Clock } from './clock.ts';
import { type FakeRelease, type FakeRepository, toRelease } from './repository.ts';

type Push = { files?: Record<string, string | Buffer | null>; at?: string; commits?: number };

/** What happens to repositories. Each takes the present or a former address. */
export interface RepositoryMishaps {
  rename(address: string, name: string): void;
  transfer(address: string, owner: string, name?: string): void;
  archive(address: string): void;
  unarchive(address: string): void;
  remove(address: string): void;
  makePrivate(address: string): void;
  makePublic(address: string): void;
  /** Writes files (null takes one away) and commits them. */
  push(address: string, push: Push): void;
  changeLicence(address: string, spdxId: string | null): void;
  changeDefaultBranch(address: string, branch: string): void;
  /** Nothing is left of its content and history. */
  empty(address: string): void;
  detachFork(address: string): void;
  release(address: string, release: Partial<FakeRelease> & { tag: string }): void;
  block(address: string): void;
  unblock(address: string): void;
  requireSso(address: string): void;
  allow(address: string): void;
  disable(address: string): void;
  enable(address: string): void;
  /** Any other change, nonsense such as negative counts among it. */
  change(address: string, fields: Partial<FakeRepository>): void;
}

export function openMishaps(parts: {
  clock: Clock;
  repository(address: string): FakeRepository;
  place(repository: FakeRepository, owner: string, name: string): void;
  remove(repository: FakeRepository): void;
}): RepositoryMishaps {
  const { clock, repository, place } = parts;

  function change(address: string, fields: Partial<FakeRepository>): void {
    Object.assign(repository(address), { updatedAt: clock.iso() }, fields);
  }

  function push(address: string, { files = {}, at = clock.iso(), commits = 1 }: Push): void {
    const pushed = repository(address);
    const changed = Object.entries({ ...pushed.files, ...files }).filter(([, content]) => content !== null);
    // A new object every time: trees are remembered by it.
    pushed.files = Object.fromEntries(changed) as FakeRepository['files'];
    pushed.commits.unshift(...Array.from({ length: commits }, () => at));
    change(address, { pushedAt: at });
  }

  return {
    rename(address, name) {
      const renamed = repository(address);
      place(renamed, renamed.owner, name);
      renamed.updatedAt = clock.iso();
    },
    transfer(address, owner, name) {
      const transferred = repository(address);
      place(transferred, owner, name ?? transferred.name);
      transferred.updatedAt = clock.iso();
    },
    archive: (address) => change(address, { archivedAt: clock.iso() }),
    unarchive: (address) => change(address, { archivedAt: null }),
    remove: (address) => parts.remove(repository(address)),
    makePrivate: (address) => change(address, { visibility: 'private' }),
    makePublic: (address) => change(address, { visibility: 'public' }),
    push,
    changeLicence(address, spdxId) {
      change(address, { licence: spdxId });
      push(address, { files: { LICENSE: spdxId === null ? null : `The text of ${spdxId}\n` } });
    },
    changeDefaultBranch: (address, branch) => change(address, { defaultBranch: branch }),
    empty: (address) =>
      change(address, { files: {}, commits: [], languages: {}, licence: null, releases: [], pushedAt: null }),
    detachFork: (address) => change(address, { fork: false, parentId: undefined }),
    release(address, release) {
      repository(address).releases.unshift(toRelease(release, clock.iso()));
      change(address, {});
    },
    block: (address) => change(address, { blocked: true }),
    unblock: (address) => change(address, { blocked: false }),
    requireSso: (address) => change(address, { needsSso: true }),
    allow: (address) => change(address, { needsSso: false }),
    disable: (address) => change(address, { disabled: true }),
    enable: (address) => change(address, { disabled: false }),
    change,
  };
}
