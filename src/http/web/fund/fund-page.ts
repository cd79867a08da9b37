import type { FastifyInstance } from 'fastify';
import { sumAwards } from '../../../domain/money.ts';
import { type AwardMoney, addUpBy } from '../../../use-cases/add-up-awards.ts';
import { describeFund } from '../../../use-cases/describe-funding.ts';
import { describeOutcome } from '../../../use-cases/describe-outcome.ts';
import { readFundAwards } from '../../../use-cases/read-fund-awards.ts';
import { rememberReads } from '../../../use-cases/remember-reads.ts';
import { toBars } from '../charts/to-bars.ts';
import { toMoneyCharts } from '../charts/to-money-charts.ts';
import { findPageRecord } from '../find-page-record.ts';
import { showStatements } from '../funding/show-statements.ts';
import { statedAmounts } from '../funding/stated-amounts.ts';
import { readDrawnLineage } from '../lineage/read-drawn-lineage.ts';
import { recordPageSchema } from '../page-schema.ts';
import type { WebServices } from '../web-services.ts';
import { toPlainText } from '../words/to-pieces.ts';
import type { Translator } from '../words/translate.ts';
import { type DescribedFund, tellFund, unknownOfFund } from './tell-fund.ts';

/** The rounds of a fund with their money; a round of which no award is known has a row too. */
function toRounds(
  { id, rounds }: DescribedFund,
  awards: readonly AwardMoney[],
  words: Translator,
  partOf: (fund: string) => string | undefined,
) {
  const none = { totalGbp: 0, awards: 0, unknownAmounts: 0 };
  const listed = new Set(rounds.map((round) => round.id));
  // What a round of a round gave is its round's here.
  const roundOf = (fund: string): string => {
    const parent = partOf(fund);
    return listed.has(fund) || fund === id || parent === undefined ? fund : roundOf(parent);
  };
  const sums = new Map(addUpBy(awards, ({ fund }) => roundOf(fund)).map((sum) => [sum.value, sum]));
  const own = sums.get(id);
  return toBars([
    ...(own === undefined ? [] : [{ ...own, label: words.t('chart.own') }]),
    ...rounds.map((round) => ({
      ...(sums.get(round.id) ?? none),
      ...{ label: round.title, href: `/funds/${encodeURIComponent(round.id)}`, isName: true },
    })),
  ]);
}

export function registerFundPage(app: FastifyInstance, services: WebServices): void {
  const { pages, directory } = services;
  const schema = recordPageSchema(
    'getFundPage',
    'The page of one fund: what it gave to whom, and what came of it',
    { id: 'ldf-1-2m' },
  );

  app.get('/funds/:id', { schema }, async (request, reply) => {
    const found = await findPageRecord(services, 'fund', request);
    if ('movedTo' in found) return reply.redirect(found.movedTo, 308);
    const words = pages.wordsFor(request);
    const reading = rememberReads(services);
    const fund = await describeFund(reading, found.record);
    const awards = await readFundAwards(reading, fund.id);
    const { lineage, drawn } = await readDrawnLineage(reading, words, 'fund', fund.id);
    const outcome = await describeOutcome(reading, lineage);
    const totals = statedAmounts(fund.statements, 'totalGbp', words);
    const told = tellFund(words, fund, awards, outcome, totals);
    const partOf = (id: string) => directory.fund(id)?.partOf;
    return pages.show(request, reply, {
      template: 'fund/fund.njk',
      title: fund.title,
      description: (fund.summary ?? toPlainText(told.lead)).slice(0, 300),
      canonical: `/funds/${fund.id}`,
      context: {
        ...{ fund, told, drawn, outcome, totals },
        ...showStatements(fund, directory, words),
        sum: sumAwards(fund.awards),
        charts: toMoneyCharts(awards, words),
        rounds: fund.rounds.length > 0 ? toRounds(fund, awards, words, partOf) : [],
        unknown: unknownOfFund(fund, awards, totals, outcome),
      },
    });
  });
}
