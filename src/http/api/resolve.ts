import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { resolveOrganisations } from '../../domain/councils/resolve-organisations.ts';
import { sendAnswer, toEtag } from '../answer.ts';
import { problemResponses } from '../problems.ts';
import type { ApiServices } from './api-services.ts';
import { typedText } from './parameters.ts';

const Named = z
  .object({ id: z.string(), code: z.string(), title: z.string() })
  .meta({ id: 'NamedOrganisation' });

const Resolved = Named.extend({
  isCouncil: z.boolean(),
  how: z.string().meta({
    description: 'What in the text led to it: its name, a short form, its code, or membership of a named set',
  }),
  endedOn: z.string().optional(),
  successors: z.array(Named).meta({
    description: 'The living bodies at the end of its chain of successors; empty for a living body',
  }),
}).meta({ id: 'ResolvedOrganisation' });

const Answer = z
  .object({
    text: z.string(),
    on: z.string().optional(),
    organisations: z
      .array(Resolved)
      .meta({ description: 'The distinct organisations that the text names for certain' }),
    parts: z.array(
      z.object({
        text: z.string(),
        outcome: z.enum(['resolved', 'ambiguous', 'unknown', 'not-a-council']),
        organisations: z.array(Resolved),
        candidates: z
          .array(Resolved)
          .optional()
          .meta({ description: 'What an ambiguous or unknown name may mean; never a guess' }),
        note: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Resolution' });

export async function registerResolve(root: FastifyInstance, services: ApiServices): Promise<void> {
  root.withTypeProvider<ZodTypeProvider>().get(
    '/resolve',
    {
      schema: {
        operationId: 'resolveOrganisations',
        tags: ['organisations'],
        summary: 'Which councils does a text name?',
        description:
          'Takes names as announcements write them, also several in one, and answers with the register’s organisations and their successors.',
        querystring: z.strictObject({
          name: typedText(500)
            .min(1, 'must not be empty')
            .meta({ examples: ['Christchurch and East Dorset Councils'] }),
          on: z.iso
            .date('must be a date, YYYY-MM-DD')
            .optional()
            .meta({ description: 'As of this day', examples: ['2015-03-01'] }),
        }),
        response: {
          200: { description: 'What was found', content: { 'application/json': { schema: Answer } } },
          ...problemResponses(400, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const body = JSON.stringify(
        resolveOrganisations(request.query.name, services.directory.councils, request.query.on),
      );
      return sendAnswer(request, reply, { etag: toEtag(services.newestChange(), body), body });
    },
  );
}
