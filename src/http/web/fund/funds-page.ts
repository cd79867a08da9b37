import type { FastifyInstance } from 'fastify';
import { type FundingOverview, overviewFunding } from '../../../use-cases/overview-funding.ts';
import { toBars } from '../charts/to-bars.ts';
import { toPlaceBars, toYearBars } from '../charts/to-money-charts.ts';
import { pageSchema } from '../page-schema.ts';
import type { WebServices } from '../web-services.ts';
import type { Translator } from '../words/translate.ts';
import { groupFunds } from './group-funds.ts';

function toCharts({ byYear, byPlace, byProgramme }: FundingOverview, words: Translator) {
  const programmes = byProgramme
    .toSorted((one, other) => other.totalGbp - one.totalGbp || other.awards - one.awards)
    .map((group) => ({
      ...group,
      label: group.value ?? words.t('chart.noProgramme'),
      isName: group.value !== undefined,
    }));
  return {
    years: toYearBars(byYear, words),
    places: toPlaceBars(byPlace, words),
    programmes: toBars(programmes),
  };
}

/** All funds; what it says is added up once for each change of the catalogue. */
export function registerFundsPage(app: FastifyInstance, services: WebServices): void {
  const { pages } = services;
  let kept: { change: number; overview: Promise<FundingOverview> } | undefined;

  app.get(
    '/funds',
    { schema: pageSchema('getFundsPage', 'All funds with their awards, money and what came of them') },
    async (request, reply) => {
      const change = services.newestChange();
      if (kept?.change !== change) {
        const overview = overviewFunding(services);
        kept = { change, overview };
        overview.catch(() => {
          kept = undefined;
        });
      }
      const overview = await kept.overview;
      const words = pages.wordsFor(request);
      const digital = overview.funds.filter(({ capacity }) => !capacity);
      return pages.show(request, reply, {
        template: 'fund/funds.njk',
        title: words.t('funds.heading'),
        description: words.t('funds.lead'),
        canonical: '/funds',
        context: {
          total: overview.total,
          count: digital.length,
          groups: groupFunds(digital, overview),
          capacity: overview.funds.filter(({ capacity }) => capacity),
          charts: toCharts(overview, words),
        },
      });
    },
  );
}
