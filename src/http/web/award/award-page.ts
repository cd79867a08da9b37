import type { FastifyInstance } from 'fastify';
import { describeAward } from '../../../use-cases/describe-funding.ts';
import { describeOutcome } from '../../../use-cases/describe-outcome.ts';
import { rememberReads } from '../../../use-cases/remember-reads.ts';
import { findPageRecord } from '../find-page-record.ts';
import { showStatements } from '../funding/show-statements.ts';
import { statedAmounts } from '../funding/stated-amounts.ts';
import { readDrawnLineage } from '../lineage/read-drawn-lineage.ts';
import { recordPageSchema } from '../page-schema.ts';
import type { WebServices } from '../web-services.ts';
import { toPlainText } from '../words/to-pieces.ts';
import { tellAward, unknownOfAward } from './tell-award.ts';

export function registerAwardPage(app: FastifyInstance, services: WebServices): void {
  const { pages, directory } = services;
  const schema = recordPageSchema(
    'getAwardPage',
    'The page of one award: what was paid, and what came of it',
    { id: 'southwark-planning' },
  );

  app.get('/awards/:id', { schema }, async (request, reply) => {
    const found = await findPageRecord(services, 'award', request);
    if ('movedTo' in found) return reply.redirect(found.movedTo, 308);
    const words = pages.wordsFor(request);
    const reading = rememberReads(services);
    const award = await describeAward(reading, found.record);
    const { lineage, drawn } = await readDrawnLineage(reading, words, 'award', award.id);
    const outcome = await describeOutcome(reading, lineage);
    const told = tellAward(words, award, outcome);
    return pages.show(request, reply, {
      template: 'award/award.njk',
      title: award.title,
      description: toPlainText([...told.lead, { text: ' ' }, ...told.outcome.flat()]).slice(0, 300),
      canonical: `/awards/${award.id}`,
      context: {
        ...{ award, told, drawn, outcome },
        ...showStatements(award, directory, words),
        amounts: statedAmounts(award.statements, 'amountGbp', words),
        unknown: unknownOfAward(award, outcome),
      },
    });
  });
}
