import type { FastifyInstance } from 'fastify';
import { invalidInput } from '../../../domain/errors.ts';
import { type ComparedAsset, compareAssets } from '../../../use-cases/compare-assets.ts';
import { type FoundHit, searchCatalogue } from '../../../use-cases/search-catalogue.ts';
import { anyId, typedText } from '../../api/parameters.ts';
import { takeTurns } from '../../take-turns.ts';
import { pageSchema } from '../page-schema.ts';
import type { WebServices } from '../web-services.ts';
import { hrefOfComparison, mostCompared, readAskedAssets } from './asked-assets.ts';
import { toCompareRows } from './compare-rows.ts';

const shownNear = 6;
const shownFound = 8;
const assetsOnly = ['kind', ['asset']] as const;

function readQuery(query: Record<string, unknown>) {
  const find = typedText(500).safeParse([query.find ?? ''].flat()[0]);
  if (!find.success) throw invalidInput(find.error.issues.map(({ message }) => ({ field: 'find', message })));
  return { asked: readAskedAssets(query), text: find.data.trim() };
}

/** Assets side by side. Whatever is asked for is a page that helps on: too few, too many, or what is not there. */
export function registerComparePage(app: FastifyInstance, services: WebServices): void {
  const { pages } = services;
  const schema = pageSchema('getComparePage', 'Up to four assets side by side: asset=…&asset=…');

  app.get('/compare', { preHandler: takeTurns(), schema }, async (request, reply) => {
    const words = pages.wordsFor(request);
    const { asked, text } = readQuery(request.query as Record<string, unknown>);
    const isId = (id: string) => anyId.safeParse(id).success;
    const ids = asked.filter(isId).map((id) => id.toLowerCase());
    const { compared, missing, leftOut } = await compareAssets(services, ids, mostCompared);
    const chosen = compared.map(({ asset }) => asset.id);
    const titles = compared.map(({ asset }) => asset.title).join(', ');
    const rows = toCompareRows(compared, words);
    const isWhole = compared.length >= 2;
    return pages.show(request, reply, {
      template: 'compare/compare.njk',
      title: isWhole ? words.t('compare.titleOf', { titles }) : words.t('compare.title'),
      description: words.t('compare.lead'),
      canonical: '/compare',
      noIndex: asked.length > 0,
      context: {
        ...{ chosen, titles, text, isWhole, leftOut },
        ...{ rows, differing: rows.filter(({ differs }) => differs).length },
        missing: [...asked.filter((id) => !isId(id)), ...missing],
        columns: compared.map(({ asset }) => ({
          title: asset.title,
          href: `/assets/${asset.id}`,
          removeHref: hrefOfComparison(chosen.filter((id) => id !== asset.id)),
        })),
        isFull: compared.length >= mostCompared,
        near: compared.length === 1 && compared[0] ? await nearTo(services, compared[0]) : [],
        found: text === '' ? [] : await findOthers(services, text, chosen),
      },
    });
  });
}

interface Choice {
  id: string;
  title: string;
  /** What tells a product from a repository of the same name. */
  assetKind?: string;
  summary?: string;
}

function toChoice({ id, summary }: FoundHit): Choice {
  const { title, assetKind } = summary;
  return { id, title, summary: summary.summary, ...(assetKind !== undefined && { assetKind }) };
}

async function findOthers(services: WebServices, text: string, chosen: readonly string[]): Promise<Choice[]> {
  const { hits } = await searchCatalogue(services, {
    ...{ text, filters: new Map([assetsOnly]), offset: 0, facets: [] },
    limit: shownFound + mostCompared,
  });
  return hits
    .filter(({ id }) => !chosen.includes(id))
    .slice(0, shownFound)
    .map(toChoice);
}

/** What it is related to, then what else is for its services. */
async function nearTo(services: WebServices, { asset }: ComparedAsset): Promise<Choice[]> {
  const { engines, directory } = services;
  const related = asset.relations.flatMap(({ type, asset: other }) =>
    other === undefined || type === 'partOf' ? [] : [other],
  );
  const ids = asset.services.map(({ id }) => id);
  const { hits } =
    ids.length === 0
      ? { hits: [] }
      : await searchCatalogue(
          { engines, directory },
          {
            ...{
              text: '',
              offset: 0,
              limit: shownNear + related.length + asset.parts.length + 1,
              facets: [],
            },
            filters: new Map<'kind' | 'service', readonly string[]>([assetsOnly, ['service', ids]]),
          },
        );
  const choices: Choice[] = [...related.map(({ id, title }) => ({ id, title })), ...hits.map(toChoice)];
  const own = new Set([asset.id, ...asset.parts.map(({ id }) => id)]);
  const distinct = new Map(choices.filter(({ id }) => !own.has(id)).map((one) => [one.id, one]));
  return [...distinct.values()].slice(0, shownNear);
}
