import type { Asset, Relation } from '../records/asset.ts';
import type { Claim } from '../records/evidence.ts';
import type { CatalogueRecord } from '../records/record.ts';
import { referencesOf } from '../records/record-links.ts';

interface Merge {
  /** The asset that stays. */
  asset: string;
  merged: string;
  /** Further names that `merged` had, where it is not among the records. */
  aliases?: readonly string[];
}

export interface MergedRecords {
  records: CatalogueRecord[];
  /** Where an asset's id leads to; itself where it was not merged. */
  survivorOf: (id: string) => string;
}

/**
 * Makes one asset of two that are one repository: what the files say of either is joined, the survivor's value first, and every record
 * that names the other names the survivor. The id that is gone is an alias, unless the records give that name to something else.
 */
export function mergeAssets(records: readonly CatalogueRecord[], merges: readonly Merge[]): MergedRecords {
  const assets = new Map(
    records.flatMap(({ kind, document }) => (kind === 'asset' ? [[document.id, document]] : [])),
  );
  const survivors = new Map<string, string>();
  const survivorOf = (id: string): string => {
    const next = survivors.get(id);
    return next === undefined ? id : survivorOf(next);
  };
  const formerNames = new Map<string, readonly string[]>();
  for (const { asset, merged, aliases = [] } of merges) {
    formerNames.set(merged, aliases);
    const survivor = survivorOf(asset);
    if (assets.has(survivor) && survivor !== merged && !survivors.has(merged))
      survivors.set(merged, survivor);
  }
  if (survivors.size === 0) return { records: [...records], survivorOf };

  const staying = new Set([...assets.keys()].filter((id) => !survivors.has(id)));
  const taken = new Set(
    [...assets.values()].filter(({ id }) => staying.has(id)).flatMap(({ id, aliases }) => [id, ...aliases]),
  );
  const joined = new Map<string, Asset>();
  for (const merged of survivors.keys()) {
    const id = survivorOf(merged);
    const survivor = joined.get(id) ?? assets.get(id);
    if (survivor === undefined) continue;
    const other = assets.get(merged);
    const known = new Set([merged, ...(formerNames.get(merged) ?? []), ...(other?.aliases ?? [])]);
    const names = [...known].filter((name) => !taken.has(name));
    for (const name of names) taken.add(name);
    const whole = other === undefined ? survivor : join(survivor, other);
    if (names.length > 0 || whole !== survivor)
      joined.set(id, { ...whole, aliases: [...survivor.aliases, ...names] });
  }
  const withFacts = new Set(
    records.flatMap(({ kind, document }) => (kind === 'repository' ? [document.id] : [])),
  );
  const kept = records.flatMap((record): CatalogueRecord[] => {
    const { id } = record.document;
    if (record.kind === 'asset') {
      return survivors.has(id) ? [] : [{ kind: 'asset', document: joined.get(id) ?? record.document }];
    }
    if (record.kind !== 'repository' || !survivors.has(id)) return [record];
    // What a copy proved of the repository stays true under its new address.
    if (withFacts.has(survivorOf(id))) return [];
    withFacts.add(survivorOf(id));
    return [{ kind: 'repository', document: { ...record.document, id: survivorOf(id) } }];
  });
  const before = new Map(records.map((record) => [record.document, record]));
  return {
    records: kept.map((record) => redirect(before.get(record.document) ?? record, survivors, survivorOf)),
    survivorOf,
  };
}

/** Lists are united, and what only one says is kept; where both say different things of what people judge by, both become claims. */
function join(survivor: Asset, merged: Asset): Asset {
  const united = Object.fromEntries(
    Object.entries({ ...merged, ...survivor }).map(([name, value]) => {
      const other = merged[name as keyof Asset];
      return [name, Array.isArray(value) && Array.isArray(other) ? unite<unknown>(value, other) : value];
    }),
  ) as Asset;
  const otherTitle = merged.title === survivor.title ? [] : [merged.title];
  return {
    ...united,
    otherNames: unite(united.otherNames, otherTitle),
    claims: unite(united.claims, differingClaims(survivor, merged)),
  };
}

function differingClaims(survivor: Asset, merged: Asset): Claim[] {
  const pairs = [
    ['maturity', survivor.maturity, merged.maturity],
    ['homepage', survivor.homepage, merged.homepage],
    ['licence', survivor.licence?.expression, merged.licence?.expression],
  ] as const;
  return pairs.flatMap(([field, ours, theirs]) =>
    ours === undefined || theirs === undefined || ours === theirs
      ? []
      : [toClaim(survivor, field, ours), toClaim(merged, field, theirs)],
  );
}

function toClaim({ id, repository, sources }: Asset, field: string, value: string): Claim {
  return { field, value, source: sources[0]?.source ?? id, how: `what was written of ${repository ?? id}` };
}

function unite<T>(one: readonly T[], other: readonly T[]): T[] {
  const there = new Set(one.map((each) => JSON.stringify(each)));
  return [...one, ...other.filter((each) => !there.has(JSON.stringify(each)))];
}

function redirect(
  record: CatalogueRecord,
  survivors: ReadonlyMap<string, string>,
  survivorOf: (id: string) => string,
): CatalogueRecord {
  const mentions = referencesOf(record).filter(
    ({ kind, id, field }) => kind === 'asset' && field !== 'id' && survivors.has(id),
  );
  const isSurvivor = [...survivors.keys()].some((id) => survivorOf(id) === record.document.id);
  if (mentions.length === 0 && !isSurvivor) return record;
  const document = structuredClone(record.document);
  for (const { field, id } of mentions) setAt(document, field.split('.'), survivorOf(id));
  if (record.kind === 'asset') {
    const asset = document as Asset;
    asset.relations = distinct(asset.relations, targetOf).filter((relation) => relation.asset !== asset.id);
    return { kind: 'asset', document: asset };
  }
  if (record.kind === 'project') {
    const project = document as typeof record.document;
    project.outputs = distinct(project.outputs, (output) => output.asset ?? JSON.stringify(output));
    return { kind: 'project', document: project };
  }
  return { ...record, document } as CatalogueRecord;
}

function targetOf({ type, asset, repository }: Relation): string {
  return `${type} ${asset ?? repository?.toLowerCase()}`;
}

function distinct<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const seen = new Set<string>();
  return all.filter((one) => {
    const key = keyOf(one);
    return !seen.has(key) && seen.add(key);
  });
}

function setAt(document: object, [step = '', ...rest]: string[], value: string): void {
  const holder = document as Record<string, object | string>;
  const next = holder[step];
  if (rest.length === 0) holder[step] = value;
  else if (typeof next === 'object') setAt(next, rest, value);
}
