import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CorrectableKind } from '../../../domain/corrections/correctable-fields.ts';
import type { Correction } from '../../../domain/corrections/correction.ts';
import { givenFields } from '../../../domain/registration/given-fields.ts';
import { givenLine, givenText } from '../../../domain/registration/given-text.ts';
import type { Entry } from '../../../ports/entry-store.ts';
import { withdrawCorrection } from '../../../use-cases/decide-correction.ts';
import { getCorrection, listCorrections } from '../../../use-cases/list-corrections.ts';
import { type StatingCorrections, stateCorrection } from '../../../use-cases/state-correction.ts';
import { actorOf } from '../../access/actor-of.ts';
import { answerOnce, type WriteAnswer } from '../../answer-once.ts';
import { pathOf } from '../../links.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';
import { pageLinks } from '../page-links.ts';
import { anyId, paging } from '../parameters.ts';
import { CorrectionShown, showCorrection } from './correction-schemas.ts';

export const CorrectionBody = givenFields({
  field: givenLine(80).meta({ description: 'The field of the record', examples: ['maturity'] }),
  value: z
    .union(
      [z.string().max(8000), z.number(), z.boolean(), z.null(), z.array(z.string().max(600)).max(20)],
      'must be text, a number, a list of texts or null',
    )
    .meta({
      description:
        'What it should say: organisations by code, id or name, services by LGSL id; a list takes the place of the present one; null where nothing should stand',
      examples: ['live'],
    }),
  reason: givenText(1000).meta({ description: 'Why; shown with the correction' }),
  evidence: givenLine(2000).optional().meta({ description: 'Address or title of what shows it' }),
}).meta({ id: 'CorrectionBody' });

const Reason = givenFields({ reason: givenText(1000) });
const NoQuery = z.strictObject({});
const correctionId = z.strictObject({ id: anyId.meta({ description: 'Id of the correction' }) });
const List = z.object({
  total: z.int(),
  page: z.int(),
  pageSize: z.int(),
  corrections: z.array(CorrectionShown),
});

const json = (description: string, schema: z.ZodType) => ({
  description,
  content: { 'application/json': { schema } },
});

/** Statements that a curated record should say something else. */
export async function registerCorrections(root: FastifyInstance, services: ApiServices): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();
  for (const kind of CorrectableKind.options) registerOfKind(root, services, kind);

  app.get(
    '/corrections/:id',
    {
      schema: {
        operationId: 'getCorrection',
        tags: ['corrections'],
        summary: 'Show one correction',
        description: 'Strangers see accepted ones; who stated it and moderators see it whatever its state.',
        params: correctionId,
        querystring: NoQuery,
        response: {
          200: json('The correction', CorrectionShown),
          ...problemResponses(400, 404, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const entry = await getCorrection(services, request.params.id.toLowerCase(), actorOf(request));
      return reply.header('cache-control', 'no-store').send(showCorrection(entry));
    },
  );

  app.post(
    '/corrections/:id/withdraw',
    {
      config: { least: 'contributor' },
      schema: {
        operationId: 'withdrawCorrection',
        tags: ['corrections'],
        summary: 'Take a correction back',
        description:
          'While it waits, by who stated it; afterwards by a moderator or the organisation that looks after the record, which then says again what its file says.',
        params: correctionId,
        querystring: NoQuery,
        body: Reason,
        response: {
          200: json('The correction, withdrawn', CorrectionShown),
          ...problemResponses(400, 403, 404, 409, 412, 413, 415, 422, 429, 500, 503),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      return write(request, reply, services, 200, (stating) =>
        withdrawCorrection(stating, id.toLowerCase(), {
          actor: actorOf(request),
          reason: request.body.reason,
        }),
      );
    },
  );
}

function registerOfKind(root: FastifyInstance, services: ApiServices, kind: CorrectableKind): void {
  const app = root.withTypeProvider<ZodTypeProvider>();
  const noun = kind[0]?.toUpperCase() + kind.slice(1);
  const url = `/${pathOf[kind]}/:id/corrections`;
  const params = z.strictObject({ id: anyId.meta({ description: `Id of the ${kind}` }) });

  app.post(
    url,
    {
      config: { least: 'anonymous' },
      schema: {
        operationId: `correct${noun}`,
        tags: ['corrections'],
        summary: `Say that a field of this ${kind} should say something else`,
        description:
          'For curated records. It waits for a moderator, unless it comes from one or from an organisation that is confirmed to look after the record. Once accepted it stands over what the file says, which is kept beside it.',
        params,
        querystring: NoQuery,
        body: CorrectionBody,
        response: {
          201: json('Taken down; `state` says whether it is shown already', CorrectionShown),
          ...problemResponses(400, 404, 409, 410, 412, 413, 415, 422, 429, 500, 503),
        },
      },
    },
    async (request, reply) =>
      write(request, reply, services, 201, (stating) =>
        stateCorrection(stating, { kind, id: request.params.id }, request.body, actorOf(request)),
      ),
  );

  app.get(
    url,
    {
      schema: {
        operationId: `list${noun}Corrections`,
        tags: ['corrections'],
        summary: `Corrections of this ${kind}, newest first`,
        description: 'Accepted ones; moderators and those who stated them see the others too.',
        params,
        querystring: z.strictObject(paging),
        response: { 200: json('A page of corrections', List), ...problemResponses(400, 404, 429, 500, 503) },
      },
    },
    async (request, reply) => {
      const { page, pageSize } = request.query;
      const all = await listCorrections(services, { kind, id: request.params.id }, actorOf(request));
      const shown = all.slice((page - 1) * pageSize, page * pageSize);
      return reply
        .header('cache-control', 'no-store')
        .header('link', pageLinks(request, page, pageSize, all.length))
        .send({ total: all.length, page, pageSize, corrections: shown.map(showCorrection) });
    },
  );
}

function write(
  request: FastifyRequest,
  reply: FastifyReply,
  services: ApiServices,
  status: 200 | 201,
  act: (stating: StatingCorrections) => Promise<Entry<Correction>>,
): Promise<FastifyReply> {
  const toAnswer = (entry: Entry<Correction>): WriteAnswer => ({
    status,
    body: showCorrection(entry),
    ...(status === 201 && { location: services.links.api(`/corrections/${entry.id}`) }),
  });
  return answerOnce(request, reply, services, async (once) => {
    const entry = await act({ ...services, kept: (written) => once.kept(toAnswer(written)) });
    services.settle();
    return toAnswer(entry);
  });
}
