import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invalidInput } from '../../../domain/errors.ts';
import type { FacetName } from '../../../domain/search/facets.ts';
import { type LabelledFacetValue, labelFacets } from '../../../use-cases/label-facets.ts';
import { searchCatalogue } from '../../../use-cases/search-catalogue.ts';
import { suggest } from '../../../use-cases/suggest.ts';
import { SearchQuery, toCatalogueSearch } from '../../api/search-request.ts';
import { pathOf } from '../../links.ts';
import { takeTurns } from '../../take-turns.ts';
import { hrefOfComparison, mostCompared, readAskedAssets } from '../compare/asked-assets.ts';
import { toShownHit } from '../hits.ts';
import { pageSchema } from '../page-schema.ts';
import type { WebServices } from '../web-services.ts';
import { findChosen } from './chosen-assets.ts';
import { resultsHref, searchFields } from './results-href.ts';
import { whyMatched } from './why-matched.ts';

/** In the order they are shown; others of the index would make the page longer than it helps. */
const shownFacets = [
  ...(['kind', 'assetKind', 'service', 'organisation', 'region', 'fund', 'fundingPhase'] as const),
  ...(['maturity', 'licence', 'language', 'upkeep', 'reuse'] as const),
] satisfies readonly FacetName[];
const sorts = ['relevance', 'newest', 'name', 'amount'] as const;
const facetLimit = 12;
const pageSize = 20;
const keptMs = 60_000;
const PageQuery = SearchQuery.omit({ pageSize: true, explain: true }).strip();

function readQuery(request: FastifyRequest): SearchQuery {
  const given = Object.entries(request.query as Record<string, unknown>).filter(([, value]) => value !== '');
  const parsed = PageQuery.safeParse(Object.fromEntries(given));
  if (parsed.success) return { ...parsed.data, pageSize, explain: 'true' };
  throw invalidInput(parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })));
}

/** Values of a facet, and those chosen that no hit has beside the others. */
function withChosen(found: readonly LabelledFacetValue[], chosen: readonly string[]) {
  const named = new Set(chosen.map((value) => value.toLowerCase()));
  const shown = found.map((one) => ({ ...one, chosen: named.has(one.value.toLowerCase()) }));
  const missing = chosen.filter(
    (value) => !found.some((one) => one.value.toLowerCase() === value.toLowerCase()),
  );
  return [...shown, ...missing.map((value) => ({ value, label: value, count: 0, chosen: true }))];
}

export function registerResultsPage(app: FastifyInstance, services: WebServices): void {
  const { pages, directory } = services;
  const schema = pageSchema(
    'getResultsPage',
    'Results of a search, with filters; takes what GET /api/v1/search takes',
  );

  app.get('/search', { preHandler: takeTurns(), schema }, async (request, reply) => {
    const asked = readAskedAssets(request.query as Record<string, unknown>);
    if ((request.query as { to?: unknown }).to === 'compare') {
      return reply.redirect(hrefOfComparison(asked), 303);
    }
    const query = readQuery(request);
    const { kept, leftOut } = await findChosen(services.store, asked);
    const keptIds = kept.map(({ id }) => id);
    const text = query.q ?? '';
    const search = await toCatalogueSearch(services, query);
    const answer = await searchCatalogue(services, { ...search, facets: shownFacets, facetLimit });
    if (text !== '' && answer.total === 0 && search.filters?.size === 0) services.countMiss(text);
    const words = pages.wordsFor(request);
    const labelled = labelFacets(directory, answer.facets);
    const facets = shownFacets
      .map((name) => {
        const chosen = (query[name] ?? []) as readonly string[];
        const values = withChosen(
          labelled[name] ?? [],
          chosen.map((id) => directory.councils.find(id)?.id ?? id),
        );
        return {
          name,
          open: chosen.length > 0,
          values: values.map((one) => ({ ...one, label: nameOf(name, one) })),
        };
      })
      .filter(({ values }) => values.length > 0);

    function nameOf(facet: FacetName, { value, label }: LabelledFacetValue): string {
      if (facet === 'organisation') return directory.organisation(value)?.title ?? label;
      const word = words.name(facet, value);
      return word === value ? label : word;
    }

    function labelOf(facet: FacetName, value: string): string {
      const [labelled] = labelFacets(directory, { [facet]: [{ value, count: 0 }] })[facet] ?? [];
      return labelled === undefined ? value : nameOf(facet, labelled);
    }

    const pagesInAll = Math.ceil(answer.total / pageSize);
    const hrefWith = (change: (parameters: URLSearchParams) => void, chosen = keptIds) =>
      resultsHref(request, chosen, change);
    const stay = (parameters: URLSearchParams) => {
      if (query.page > 1) parameters.set('page', String(query.page));
    };
    const alsoKept = keptIds.map((id) => `&asset=${encodeURIComponent(id)}`).join('');
    const withKept = <One extends { href: string }>(one: One) =>
      one.href.startsWith('/search?') ? { ...one, href: one.href + alsoKept } : one;
    const toPage = (page: number) => hrefWith((parameters) => parameters.set('page', String(page)));
    const hits = answer.hits.map((hit) => ({
      ...{ ...toShownHit(hit), why: whyMatched(hit, words, labelOf) },
      isChosen: keptIds.includes(hit.id) && hit.kind === 'asset',
    }));
    const { didYouMean } = answer;
    const isEmpty = answer.hits.length === 0;
    return pages.show(request, reply, {
      template: 'results/results.njk',
      title: text === '' ? words.t('results.title') : words.t('results.titleFor', { text }),
      noIndex: true,
      // A search that found nothing is counted each time; who reads queries follows a change a little later.
      isKept: !isEmpty && answer.warning === undefined,
      holdsUntil: new Date(services.now().getTime() + keptMs).toISOString(),
      context: {
        ...{ text, facets, sorts, sort: query.sort, total: answer.total, warning: answer.warning },
        ...{ page: query.page, pages: pagesInAll, first: (query.page - 1) * pageSize + 1 },
        hits,
        alsoLookedFor: answer.query.understood?.alsoLookedFor,
        canCompare: answer.hits.some(({ kind }) => kind === 'asset'),
        didYouMean: didYouMean && {
          text: didYouMean,
          href: hrefWith((parameters) => parameters.set('q', didYouMean)),
        },
        chosen: facets.flatMap(({ name, values }) =>
          values
            .filter(({ chosen }) => chosen)
            .map(({ value, label }) => ({ facet: name, label, href: hrefWith(without(name, value)) })),
        ),
        compare: {
          kept: kept.map(({ id, title }) => ({
            ...{ id, title },
            isHere: hits.some((hit) => hit.isChosen && hit.id === id),
            removeHref: hrefWith(
              stay,
              keptIds.filter((one) => one !== id),
            ),
          })),
          ...{ leftOut, isFull: kept.length >= mostCompared, most: mostCompared },
          ...{ href: hrefOfComparison(keptIds), clearHref: hrefWith(stay, []) },
          fields: searchFields(request),
        },
        clearHref: hrefWith((parameters) => {
          for (const name of [...parameters.keys()])
            if (name !== 'q' && name !== 'sort') parameters.delete(name);
        }),
        previousHref: query.page > 1 ? toPage(query.page - 1) : undefined,
        nextHref: query.page < pagesInAll ? toPage(query.page + 1) : undefined,
        needHref: `/interests/new${query.service?.[0] ? `?service=${encodeURIComponent(query.service[0])}` : ''}`,
        near: isEmpty && text !== '' ? (await nearTo(services, text)).map(withKept) : [],
        browse: isEmpty ? (await commonServices(services)).map(withKept) : [],
      },
    });
  });

  /** A code in the address may be spelt another way than the value it chose. */
  function without(name: FacetName, value: string) {
    return (parameters: URLSearchParams) => {
      const kept = parameters
        .getAll(name)
        .filter(
          (given) => (directory.councils.find(given)?.id ?? given).toLowerCase() !== value.toLowerCase(),
        );
      parameters.delete(name);
      for (const one of kept) parameters.append(name, one);
    };
  }
}

/** What is called like the words that were typed. */
async function nearTo(services: WebServices, text: string): Promise<{ text: string; href: string }[]> {
  const words = [text, ...text.split(/\s+/)]
    .map((word) => word.slice(0, 100))
    .filter((word) => word.length > 2);
  const found = (await Promise.all(words.slice(0, 4).map((word) => suggest(services, word, 4)))).flat();
  const distinct = new Map(found.map((one) => [one.text, one]));
  return [...distinct.values()].slice(0, 8).map(({ kind, id, text: shown }) => ({
    text: shown,
    href:
      kind === 'service' || kind === 'organisation'
        ? `/search?${kind}=${encodeURIComponent(id ?? '')}`
        : kind === 'need' || id === undefined
          ? `/search?q=${encodeURIComponent(shown)}`
          : `/${pathOf[kind]}/${id}`,
  }));
}

async function commonServices({ engines, directory }: WebServices) {
  const { facets } = await searchCatalogue(
    { engines, directory },
    { text: '', offset: 0, limit: 0, facets: ['service'], facetLimit: 10 },
  );
  return (labelFacets(directory, facets).service ?? []).map((one) => ({
    ...one,
    href: `/search?service=${encodeURIComponent(one.value)}`,
  }));
}
