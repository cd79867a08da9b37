import { type Upkeep, upkeepOf } from '../domain/health/upkeep.ts';
import { repositoryId } from '../domain/ids.ts';
import { describeAsset } from './describe-asset.ts';
import type { Describing } from './describe-record.ts';

export type DescribedAsset = Awaited<ReturnType<typeof describeAsset>>;

export interface ComparedAsset {
  asset: DescribedAsset;
  upkeep: Upkeep;
}

export interface Comparison {
  /** In the order asked, each once, whichever of its ids it was asked by. */
  compared: ComparedAsset[];
  /** As asked: published under no such id. */
  missing: string[];
  /** Ids of those that more would have been than are compared at a time. */
  leftOut: string[];
}

/** Assets beside each other, so many at a time; what is not there is named instead of refused. */
export async function compareAssets(
  describing: Describing,
  ids: readonly string[],
  most: number,
): Promise<Comparison> {
  const { store, directory, now = directory.now } = describing;
  const found = await Promise.all(
    [...new Set(ids)].map(async (asked) => ({ asked, record: await store.find('asset', asked) })),
  );
  const records = new Map(
    found.flatMap(({ record }) => (record?.state === 'published' ? [[record.id, record]] : [])),
  );
  const chosen = [...records.values()].slice(0, most);
  const assets = await Promise.all(chosen.map((record) => describeAsset(describing, record)));
  const names = assets.map(({ repository, mainRepository }) => repository ?? mainRepository?.repository);
  const facts = await directory.readFacts(names.filter((name) => name !== undefined));

  function upkeepAt(at: number): Upkeep {
    const known = facts.get(repositoryId(names[at] ?? ''));
    return known === undefined ? 'unknown' : upkeepOf(known, now().toISOString());
  }

  return {
    compared: assets.map((asset, at) => ({ asset, upkeep: upkeepAt(at) })),
    missing: found.filter(({ record }) => record?.state !== 'published').map(({ asked }) => asked),
    leftOut: [...records.keys()].slice(most),
  };
}
