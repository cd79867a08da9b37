import { licenceValue } from '../domain/licence.ts';
import type { AssetKind, Maturity } from '../domain/records/asset.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { amountOf } from './describe-record.ts';
import type { Directory } from './open-directory.ts';
import { type Reference, toFundReference } from './references.ts';

interface ListingWork {
  store: Pick<RecordStore, 'linksTo' | 'readMany'>;
  directory: Directory;
}

/** Something to reuse, as a list names it. */
export interface ListedAsset extends Reference {
  summary: string;
  assetKind: AssetKind;
  maturity?: Maturity;
  licence?: string;
  repository?: string;
  /** It is a part of a product, which is listed by itself. */
  isPart: boolean;
}

export interface ListedAward extends Reference {
  capacity: boolean;
  fund: Reference;
  awardedOn?: string;
  amountGbp?: number;
}

export interface ListedProject extends Reference {
  role: string;
  fund?: Reference;
  awards: ListedAward[];
  /** For planning capacity, not for digital work: told of apart, as results leave it out. */
  capacity: boolean;
  /** The newest day on which it was paid for, as exact as it is known. */
  newest?: string;
}

export interface BodyWork {
  assets: (ListedAsset & { role: string })[];
  /** Newest first; an award without a project stands as one. */
  projects: ListedProject[];
  /** Awards that the body leads, those for planning capacity left out: money is stated for awards, and not for their partners. */
  led: ListedAward[];
  /** Assets in whose repository files its name was seen, other than its own. */
  seenIn: ListedAsset[];
  /** Funds that it pays for. */
  funds: Reference[];
}

export function toListedAsset({ id, document }: Awaited<ReturnType<typeof readAssets>>[number]): ListedAsset {
  const { title, summary, assetKind, maturity, licence, repository, relations } = document;
  const known = licence?.status === 'stated' ? licenceValue(licence) : undefined;
  return {
    ...{ id, title, summary, assetKind },
    ...(maturity && { maturity }),
    ...(known !== undefined && known !== 'unknown' && { licence: known }),
    ...(repository && repository !== title && { repository }),
    isPart: relations.some(({ type }) => type === 'partOf'),
  };
}

function readAssets(store: ListingWork['store'], ids: readonly string[]) {
  return store.readMany('asset', [...new Set(ids)]);
}

const kindOrder = ['product', 'prototype', 'repository'];
/** Products first, code last; what is about research, guidance and data in between. */
export function byKind(one: ListedAsset, other: ListedAsset): number {
  const place = ({ assetKind, isPart }: ListedAsset) =>
    isPart ? 3 : assetKind === 'repository' ? 2 : kindOrder.includes(assetKind) ? 0 : 1;
  return place(one) - place(other) || (one.title.toLowerCase() < other.title.toLowerCase() ? -1 : 1);
}

export function newestFirst(one: ListedProject, other: ListedProject): number {
  return (other.newest ?? '').localeCompare(one.newest ?? '') || one.title.localeCompare(other.title);
}

const roles = ['lead', 'partner', 'supplier'];

/** What one body did, paid for and was seen with; without its predecessors'. */
export async function listBodyWork({ store, directory }: ListingWork, body: string): Promise<BodyWork> {
  const links = await store.linksTo({ kind: 'organisation', id: body });
  /** The first role counts: who leads is no partner beside. */
  function rolesIn(kind: 'asset' | 'project' | 'award'): Map<string, string> {
    const found = new Map<string, string>();
    for (const role of roles)
      for (const link of links)
        if (link.kind === kind && link.name === role && !found.has(link.id)) found.set(link.id, role);
    return found;
  }
  const assetRoles = rolesIn('asset');
  const awardRoles = rolesIn('award');
  const projectRoles = rolesIn('project');
  const adopted = links.filter(({ kind, name }) => kind === 'asset' && name === 'adopter');
  const assets = await readAssets(store, [...assetRoles.keys()]);
  const seen = await readAssets(
    store,
    adopted.map(({ id }) => id).filter((id) => !assetRoles.has(id)),
  );
  const projects = await store.readMany('project', [...projectRoles.keys()]);
  const awardIds = [...awardRoles.keys(), ...projects.flatMap(({ document }) => document.awards)];
  const awards = new Map(
    (await store.readMany('award', [...new Set(awardIds)])).map(({ id, document }) => {
      const { amountGbp } = amountOf(directory, document.claims);
      const award: ListedAward = {
        ...{ id, title: document.title, fund: toFundReference(directory, document.fund) },
        capacity: document.capacity ?? false,
        ...(document.awardedOn && { awardedOn: document.awardedOn }),
        ...(amountGbp !== undefined && { amountGbp }),
      };
      return [id, award] as const;
    }),
  );
  const listed = projects.map(({ id, document }): ListedProject => {
    const own = document.awards.flatMap((award) => awards.get(award) ?? []);
    return {
      ...{ id, title: document.title, role: projectRoles.get(id) ?? '' },
      capacity: document.capacity ?? false,
      ...(document.fund && { fund: toFundReference(directory, document.fund) }),
      ...withNewest(own),
    };
  });
  const inProjects = new Set(projects.flatMap(({ document }) => document.awards));
  const alone = [...awardRoles].flatMap(([id, role]): ListedProject[] => {
    const award = awards.get(id);
    if (award === undefined || inProjects.has(id)) return [];
    const { title, fund, capacity } = award;
    return [{ id: '', title, role, fund, capacity, ...withNewest([award]) }];
  });
  const led = [...awards.values()].filter(({ id, capacity }) => awardRoles.get(id) === 'lead' && !capacity);
  return {
    assets: assets
      .map((asset) => ({ ...toListedAsset(asset), role: assetRoles.get(asset.id) ?? '' }))
      .sort((one, other) => roles.indexOf(one.role) - roles.indexOf(other.role) || byKind(one, other)),
    projects: [...listed, ...alone].sort(newestFirst),
    led,
    seenIn: seen.map(toListedAsset).sort(byKind),
    funds: [
      ...new Set(links.filter(({ kind, name }) => kind === 'fund' && name === 'funder').map(({ id }) => id)),
    ].map((id) => toFundReference(directory, id)),
  };
}

function withNewest(awards: ListedAward[]): Pick<ListedProject, 'awards' | 'newest'> {
  const newest = awards
    .flatMap(({ awardedOn }) => awardedOn ?? [])
    .sort()
    .at(-1);
  return { awards, ...(newest && { newest }) };
}
