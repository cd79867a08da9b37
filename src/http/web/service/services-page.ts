import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { foldWords } from '../../../domain/query/query.ts';
import { countServiceWork, type ServiceCounts } from '../../../use-cases/count-service-work.ts';
import { labelFacets } from '../../../use-cases/label-facets.ts';
import { searchCatalogue } from '../../../use-cases/search-catalogue.ts';
import { typedText } from '../../api/parameters.ts';
import { pageSchema } from '../page-schema.ts';
import { readPageQuery } from '../read-page-query.ts';
import type { WebServices } from '../web-services.ts';

const shows = ['something', 'wanted', 'nothing', 'all'] as const;
const Query = z.object({ q: typedText(100).optional(), show: z.enum(shows).default('something') });

/** Whether each word that was typed begins a word of one of the service's names. */
function isCalled({ service }: ServiceCounts, typed: readonly string[]): boolean {
  if (typed.length === 0) return true;
  const names = [service.title, service.plainName ?? '', ...service.formerLabels, service.id].map((name) =>
    foldWords(name),
  );
  return names.some((name) => typed.every((word) => name.some((one) => one.startsWith(word))));
}

function isShown({ assets, projects, interested }: ServiceCounts, show: (typeof shows)[number]): boolean {
  if (show === 'something') return assets + projects > 0;
  if (show === 'wanted') return interested > 0 && assets === 0;
  return show === 'all' || assets + projects === 0;
}

/** All services by letter, or those that something is missing for. Worked out once for each change of the catalogue. */
export function registerServicesPage(app: FastifyInstance, services: WebServices): void {
  const { pages, directory, engines } = services;
  let kept:
    | { change: number; counts: ServiceCounts[]; themes: Awaited<ReturnType<typeof readThemes>> }
    | undefined;

  async function readThemes() {
    const { facets } = await searchCatalogue(
      { engines, directory },
      { text: '', offset: 0, limit: 0, facets: ['theme'], facetLimit: 60 },
    );
    return labelFacets(directory, facets).theme ?? [];
  }

  async function readKept() {
    const change = services.newestChange();
    if (kept?.change !== change)
      kept = { change, counts: await countServiceWork(services), themes: await readThemes() };
    return kept;
  }

  app.get(
    '/services',
    {
      schema: pageSchema('getServicesPage', 'All services, with what there is for each and what is missing'),
    },
    async (request: FastifyRequest, reply) => {
      const { q = '', show } = readPageQuery(Query, request);
      const { counts, themes } = await readKept();
      const typed = foldWords(q);
      const found = counts.filter((one) => isShown(one, show) && isCalled(one, typed));
      if (show === 'wanted') found.sort((one, other) => other.interested - one.interested);
      const words = pages.wordsFor(request);
      const byLetter = new Map<string, ServiceCounts[]>();
      for (const one of found) {
        const letter = one.service.title.slice(0, 1).toUpperCase();
        byLetter.set(letter, [...(byLetter.get(letter) ?? []), one]);
      }
      return pages.show(request, reply, {
        template: 'service/services.njk',
        title: words.t('services.title'),
        description: words.t('services.lead'),
        canonical: '/services',
        noIndex: q !== '' || show !== 'something',
        context: {
          ...{ q, show, themes, total: found.length },
          // Most wanted first says more than letters do.
          letters: show === 'wanted' ? [] : [...byLetter].map(([letter, of]) => ({ letter, services: of })),
          wanted: show === 'wanted' ? found : [],
          shows: shows.map((value) => ({ value, label: words.t(`services.show.${value}`) })),
        },
      });
    },
  );
}
