import { editDistance } from '../councils/near-names.ts';
import type { KnownAsset } from './known-asset.ts';
import type { SimilarRecord } from './submission.ts';

const mostAlike = 5;
/** Share of the words of two names that both have, from which they are near. */
const nearShare = 0.6;
const shortestMisspelt = 6;

/** Looks up known assets by what may be the same. */
export interface KnownAssets {
  byHomepage(address: string): Iterable<KnownAsset>;
  byAddress(address: string): Iterable<KnownAsset>;
  /** With a name that has one of the words. */
  byWord(word: string): ReadonlySet<KnownAsset>;
  byRepository(repository: string): KnownAsset | undefined;
  /** How many there are. */
  size(): number;
}

/**
 * Records that may be about the same thing, likeliest first: hints for a person, never a refusal. Those of a fork, of one homepage, of one
 * name in two accounts, then of near names.
 */
export function findAlike(asset: KnownAsset, known: KnownAssets): SimilarRecord[] {
  const found = new Map<string, SimilarRecord>();
  const add = (other: KnownAsset | undefined, why: string) => {
    if (other === undefined || other.id === asset.id || found.has(other.id)) return;
    found.set(other.id, { id: other.id, title: other.isPublic ? other.title : other.id, why });
  };

  for (const origin of asset.variants) add(known.byRepository(origin), 'it is a fork of this');
  for (const address of [asset.homepage, asset.address]) {
    if (address === undefined || isOnGithub(address)) continue;
    for (const other of known.byHomepage(address)) add(other, 'the same homepage');
    for (const other of known.byAddress(address)) add(other, 'its homepage is this address');
  }
  const near = nearNames(asset, known);
  const own = repositoryName(asset);
  for (const { other } of near) {
    if (own !== undefined && own === repositoryName(other)) add(other, 'the same name in another account');
  }
  for (const { other, why } of near) add(other, why);
  return [...found.values()].slice(0, mostAlike);
}

function nearNames(asset: KnownAsset, known: KnownAssets) {
  const candidates = new Set<KnownAsset>();
  // A word of very many names says nothing of one of them.
  const tooMany = Math.max(50, known.size() / 20);
  for (const word of new Set(asset.names.flatMap((name) => name.split(' ')))) {
    const having = known.byWord(word);
    if (having.size <= tooMany) for (const other of having) candidates.add(other);
  }
  return [...candidates]
    .flatMap((other) => {
      const shares = asset.names.flatMap((one) => other.names.map((name) => nearness(one, name)));
      const share = Math.max(...shares);
      if (share < nearShare) return [];
      return [{ other, share, why: share === 1 ? 'the same name' : 'a similar name' }];
    })
    .sort((one, next) => next.share - one.share || (one.other.id < next.other.id ? -1 : 1));
}

/** 1 for the same name however it is divided, less for a slip of the pen, else the share of the words they have in common. */
function nearness(one: string, other: string): number {
  const [closed, otherClosed] = [one.replaceAll(' ', ''), other.replaceAll(' ', '')];
  if (closed === otherClosed) return 1;
  if (Math.min(closed.length, otherClosed.length) >= shortestMisspelt) {
    const limit = closed.length >= 2 * shortestMisspelt ? 2 : 1;
    if (editDistance(closed, otherClosed, limit) <= limit) return 0.95;
  }
  const words = new Set(one.split(' '));
  const others = new Set(other.split(' '));
  const shared = [...words].filter((word) => others.has(word)).length;
  // One word alone in common is a subject ("planning"), no name.
  return shared < 2 ? 0 : shared / new Set([...words, ...others]).size;
}

function repositoryName({ repository }: KnownAsset): string | undefined {
  return repository?.split('--').slice(1).join('--');
}

function isOnGithub(address: string): boolean {
  return address.startsWith('github.com/');
}
