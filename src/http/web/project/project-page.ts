import type { FastifyInstance } from 'fastify';
import { sumAwards } from '../../../domain/money.ts';
import { isFound } from '../../../domain/records/record-terms.ts';
import { describeProject } from '../../../use-cases/describe-funding.ts';
import { describeOutcome } from '../../../use-cases/describe-outcome.ts';
import { rememberReads } from '../../../use-cases/remember-reads.ts';
import { findPageRecord } from '../find-page-record.ts';
import { showStatements } from '../funding/show-statements.ts';
import { readDrawnLineage } from '../lineage/read-drawn-lineage.ts';
import { recordPageSchema } from '../page-schema.ts';
import type { WebServices } from '../web-services.ts';
import { toPlainText } from '../words/to-pieces.ts';
import { tellProject, unknownOfProject } from './tell-project.ts';

export function registerProjectPage(app: FastifyInstance, services: WebServices): void {
  const { pages, directory } = services;
  const schema = recordPageSchema(
    'getProjectPage',
    'The page of one project: what it was for, who paid, what came of it',
    { id: 'southwark-planning' },
  );

  app.get('/projects/:id', { schema }, async (request, reply) => {
    const found = await findPageRecord(services, 'project', request);
    if ('movedTo' in found) return reply.redirect(found.movedTo, 308);
    const words = pages.wordsFor(request);
    const reading = rememberReads(services);
    const project = await describeProject(reading, found.record);
    const { lineage, drawn } = await readDrawnLineage(reading, words, 'project', project.id);
    const outcome = await describeOutcome(reading, lineage);
    const told = tellProject(words, project, outcome);
    return pages.show(request, reply, {
      template: 'project/project.njk',
      title: project.title,
      description: (project.problem ?? toPlainText(told.lead)).slice(0, 300),
      canonical: `/projects/${project.id}`,
      context: {
        ...{ project, told, drawn, outcome },
        ...showStatements(project, directory, words),
        outputs: {
          found: project.outputs.filter(isFound),
          inferred: project.outputs.filter((output) => !isFound(output)),
        },
        sum: sumAwards(project.awards),
        unknown: unknownOfProject(project, outcome),
      },
    });
  });
}
