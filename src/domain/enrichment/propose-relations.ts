import { areRelated } from '../decisions/are-related.ts';
import { repositoryId } from '../ids.ts';
import type { ObservedAsset, SeenRelation } from './observed-asset.ts';
import { foldText, sharedOpenings } from './readme-opening.ts';

/** A description shorter than this says nothing of where the code is from ("Website", "API"). */
const tellingWords = 5;

/**
 * Forks, repositories forked from the same one, and copies, among the catalogue's repositories and what they were forked from. What the
 * catalogue says of two already is not proposed; a fork is not a copy as well.
 */
export function proposeVariants(observed: readonly ObservedAsset[]): SeenRelation[] {
  const byRepository = new Map(observed.flatMap((one) => names(one).map((name) => [name, one])));
  const proposed = new Map<string, SeenRelation>();

  function propose(
    one: ObservedAsset,
    other: ObservedAsset | string,
    seen: Pick<SeenRelation, 'relation' | 'reasons'>,
  ) {
    const target = typeof other === 'string' ? { repository: other } : other.asset;
    if (typeof other !== 'string' && other.asset.id === one.asset.id) return;
    if (areRelated(one.asset, target)) return;
    const object = typeof other === 'string' ? other : other.asset.id;
    const ends = [one.asset.id, repositoryId(object)].sort();
    const key = `variant:${ends.join(':')}`;
    const known = proposed.get(key);
    if (known !== undefined)
      known.reasons.push(...seen.reasons.filter((reason) => !known.reasons.includes(reason)));
    else proposed.set(key, { key, type: 'variant', subject: one.asset.id, object, ...seen });
  }

  const networks = new Map<string, ObservedAsset[]>();
  for (const one of observed) {
    const parent = one.facets.fork?.value.parent;
    if (parent === undefined) continue;
    const reasons = [`GitHub says that ${one.repository} is a fork of ${parent}`];
    propose(one, byRepository.get(repositoryId(parent)) ?? parent, { relation: 'fork', reasons });
    const network = networks.get(repositoryId(parent)) ?? [];
    for (const sibling of network) {
      const shared = [
        `GitHub says that both ${sibling.repository} and ${one.repository} are forks of ${parent}`,
      ];
      propose(one, sibling, { relation: 'variant', reasons: shared });
    }
    networks.set(repositoryId(parent), [...network, one]);
  }

  const isForked = new Set(proposed.keys());
  for (const { pair, reason } of [...sharedOpenings(observed), ...sharedDescriptions(observed)]) {
    const [earlier, later] = byAge(pair);
    const ends = [earlier.asset.id, later.asset.id].sort();
    if (!isForked.has(`variant:${ends.join(':')}`))
      propose(later, earlier, { relation: 'copy', reasons: [reason] });
  }
  return [...proposed.values()];
}

/** Two accounts that have a repository of the same name, described in the same telling words. */
function sharedDescriptions(observed: readonly ObservedAsset[]) {
  const groups = new Map<string, ObservedAsset[]>();
  for (const one of observed) {
    const description = foldText(one.facets.description?.value ?? '');
    if (description.split(' ').length < tellingWords) continue;
    const key = `${nameOf(one)} ${description}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) =>
    pairsOf(group).map((pair) => ({
      pair,
      reason: `${pair.map(({ repository }) => repository).join(' and ')} have the same name and description`,
    })),
  );
}

export function pairsOf<T>(group: readonly T[]): [T, T][] {
  return group.flatMap((one, index) => group.slice(index + 1).map((other): [T, T] => [one, other]));
}

function names({ asset, repository }: ObservedAsset): string[] {
  return [
    repositoryId(repository),
    ...(asset.repository === undefined ? [] : [repositoryId(asset.repository)]),
  ];
}

function nameOf({ repository }: ObservedAsset): string {
  return (repository.split('/')[1] ?? repository).toLowerCase();
}

/** The one that was created first is what the other was copied from; where that is not known, the first by id. */
function byAge([one, other]: [ObservedAsset, ObservedAsset]): [ObservedAsset, ObservedAsset] {
  const [first, second] = [one, other].map(({ facets }) => facets.createdAt?.value);
  const isLater =
    first !== undefined && second !== undefined && first !== second
      ? Date.parse(first) > Date.parse(second)
      : one.asset.id > other.asset.id;
  return isLater ? [other, one] : [one, other];
}
