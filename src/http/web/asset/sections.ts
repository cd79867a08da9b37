import type { describeAsset } from '../../../use-cases/describe-asset.ts';
import type { WebServices } from '../web-services.ts';
import type { Translator } from '../words/translate.ts';

export type DescribedAsset = Awaited<ReturnType<typeof describeAsset>>;

/** What paid for it, a line each: projects that made it, and money that sources connect with it otherwise. */
export async function paidBy({ store }: Pick<WebServices, 'store'>, { projects, funding }: DescribedAsset) {
  const named = new Set(projects.map(({ id }) => id));
  const idsOf = (kind: 'award' | 'project') => funding.flatMap((one) => one[kind] ?? []);
  const paying = [
    ...(await store.readMany('award', idsOf('award'))),
    ...(await store.readMany('project', idsOf('project'))),
  ];
  const titles = new Map(paying.map(({ id, document }) => [id, document.title]));
  return [
    ...projects.map(({ id, title, fund, basis }) => ({
      ...{ title, fund, href: `/projects/${id}` },
      inferred: basis === 'inferred',
    })),
    ...funding
      .filter(({ project, award }) => !named.has(project ?? award ?? ''))
      .map(({ award, project, fund, statement, basis }) => ({
        title: titles.get(award ?? project ?? '') ?? statement ?? fund?.title ?? '',
        href: award ? `/awards/${award}` : project ? `/projects/${project}` : undefined,
        fund,
        inferred: basis === 'inferred',
      })),
  ];
}

/** Where it is and what it needs, a line each. */
export function howToGetIt(asset: DescribedAsset, { t }: Translator) {
  const main = asset.mainRepository?.repository;
  const repository = asset.repositoryAddress ?? (main && `https://github.com/${main}`);
  const linked = [
    ['repository', repository],
    ['homepage', asset.homepage],
    ['demo', asset.demo],
    ['documentation', asset.documentation],
    ['address', asset.address === repository ? undefined : asset.address],
  ] as const;
  const written = [
    ['languages', asset.repositoryFacts?.languages?.map(({ name }) => name).join(', ')],
    ['gettingStarted', asset.gettingStarted],
    ['hosting', asset.hosting],
    ['connectsTo', asset.connectsTo.join(', ')],
    ['standards', asset.standards.join(', ')],
  ] as const;
  return [
    ...linked.flatMap(([name, href]) => (href ? [{ label: t(`asset.${name}`), href, text: href }] : [])),
    ...written.flatMap(([name, text]) => (text ? [{ label: t(`asset.${name}`), text }] : [])),
  ];
}

/** Relations from both ends, but for the parts, which have a table of their own. */
export function relatedTo({ relations }: DescribedAsset, { t }: Translator) {
  return relations.map(({ type, direction, asset, repository, how }) => ({
    words: t(`relation.${type}.${direction}`),
    ...(asset ? { href: `/assets/${asset.id}`, title: asset.title } : { title: repository ?? '' }),
    how,
  }));
}

/** Bodies whose names were seen in repository files, each once, with every place. */
export function seenUses({ adoption }: DescribedAsset, known: DescribedAsset['adoption'][number]['known']) {
  const byBody = new Map<string, { places: string[] } & DescribedAsset['adoption'][number]>();
  for (const one of adoption.filter((seen) => seen.known === known)) {
    const kept = byBody.get(one.id);
    if (kept === undefined) byBody.set(one.id, { ...one, places: [one.how] });
    else if (!kept.places.includes(one.how)) kept.places.push(one.how);
  }
  return [...byBody.values()];
}

/** What a council would want to know and no source says. */
export function unknownOf(asset: DescribedAsset): string[] {
  const known: Record<string, boolean> = {
    lead: asset.organisations.some(({ role }) => role === 'lead'),
    maturity: asset.maturity !== undefined,
    licence: asset.licence !== undefined && asset.licence.status !== 'unknown',
    funding: asset.projects.length > 0 || asset.funding.length > 0,
    documentation: asset.documentation !== undefined || asset.gettingStarted !== undefined,
    councilSpecific: asset.councilSpecific !== undefined,
    reuse: asset.adoption.some(({ known }) => known !== 'in use at the lead'),
  };
  return Object.keys(known).filter((name) => !known[name]);
}
