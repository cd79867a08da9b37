import type { FastifyInstance } from 'fastify';
import type { FacetName } from '../../../domain/search/facets.ts';
import { findMostReused } from '../../../use-cases/find-most-reused.ts';
import { labelFacets } from '../../../use-cases/label-facets.ts';
import { searchCatalogue } from '../../../use-cases/search-catalogue.ts';
import { toShownHit } from '../hits.ts';
import { pageSchema } from '../page-schema.ts';
import type { WebServices } from '../web-services.ts';

const browsed = [
  { facet: 'service', heading: 'home.byService', all: { href: '/services', words: 'services.title' } },
  {
    facet: 'organisation',
    heading: 'home.byCouncil',
    all: { href: '/organisations', words: 'councils.title' },
  },
  { facet: 'fund', heading: 'home.byFund', all: { href: '/funds', words: 'home.allFunds' } },
] as const satisfies readonly {
  facet: FacetName;
  heading: string;
  all: { href: string; words: string };
}[];
/** From so many assets with confirmed reuse on it says something which are reused most. */
const leastReused = 10;
const shownReused = 5;
const shownValues = 8;
const shownNewest = 5;

/** Services and bodies have pages of their own. */
function hrefOf(facet: (typeof browsed)[number]['facet'], value: string): string {
  if (facet === 'fund') return `/funds/${encodeURIComponent(value)}`;
  return `/${facet}s/${encodeURIComponent(value)}`;
}

async function readHome({ store, engines, directory, now }: WebServices) {
  const all = await searchCatalogue(
    { engines, directory },
    { text: '', offset: 0, limit: 0, facets: browsed.map(({ facet }) => facet), facetLimit: 60 },
  );
  const assets = new Map([['kind', ['asset']]] as const);
  const newest = await searchCatalogue(
    { engines, directory },
    { text: '', filters: assets, sort: 'newest', offset: 0, limit: shownNewest, facets: [] },
  );
  const counts = await store.counts();
  const reused = await findMostReused({ store, engines, directory, now }, shownReused);
  const facets = labelFacets(directory, all.facets);
  return {
    figures: [
      { name: 'assets', count: counts.asset.published },
      { name: 'projects', count: counts.project.published },
      { name: 'awards', count: counts.award.published },
      { name: 'organisations', count: counts.organisation.published },
    ],
    browse: browsed.map(({ facet, heading, ...list }) => ({
      ...{ facet, heading, ...list },
      values: (facets[facet] ?? [])
        .filter(({ value }) => facet !== 'organisation' || directory.organisation(value)?.isCouncil)
        .slice(0, shownValues)
        .map((one) => ({ ...one, href: hrefOf(facet, one.value) })),
    })),
    newest: newest.hits.map(toShownHit),
    reused:
      reused.total < leastReused
        ? []
        : reused.assets.map(({ record, confirmed }) => ({
            title: record.document.title,
            summary: record.document.summary,
            href: `/assets/${record.id}`,
            confirmed,
          })),
    holdsUntil: reused.holdsUntil,
  };
}

/** The home page; what it says is worked out once for each change of the catalogue. */
export function registerHomePage(app: FastifyInstance, services: WebServices): void {
  const { pages } = services;
  let kept: { change: number; home: Awaited<ReturnType<typeof readHome>> } | undefined;

  app.get(
    '/',
    { schema: pageSchema('getHome', 'The home page: one search box, and what is here') },
    async (request, reply) => {
      const change = services.newestChange();
      const isOver = (kept?.home.holdsUntil ?? '9') <= services.now().toISOString();
      if (kept?.change !== change || isOver) kept = { change, home: await readHome(services) };
      const words = pages.wordsFor(request);
      return pages.show(request, reply, {
        template: 'home/home.njk',
        title: words.t('home.heading'),
        description: words.t('home.lead'),
        canonical: '/',
        ...(kept.home.holdsUntil !== undefined && { holdsUntil: kept.home.holdsUntil }),
        context: kept.home,
      });
    },
  );
}
