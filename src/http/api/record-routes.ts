import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CatalogueError, notFound } from '../../domain/errors.ts';
import type { RecordTerm, StoredRecord } from '../../ports/record-store.ts';
import type { Describing } from '../../use-cases/describe-record.ts';
import { type ListEntry, listRecords } from '../../use-cases/list-records.ts';
import { sendAnswer, toEtag } from '../answer.ts';
import { type PublicKind, pathOf } from '../links.ts';
import { problemResponses } from '../problems.ts';
import type { ApiServices } from './api-services.ts';
import { pageLinks } from './page-links.ts';
import { anyId, paging, toUtc, updatedSince } from './parameters.ts';

/** One noun of the API: a list and a detail over one kind of record. */
export interface Noun<K extends PublicKind, Filters extends z.ZodRawShape> {
  kind: K;
  /** "asset", "assets": for operation ids and summaries. */
  singular: string;
  plural: string;
  about: string;
  filters: Filters;
  /** Turns validated filters into terms of the store; throws CatalogueError('invalid') for values that do not exist. */
  toTerms(
    filters: z.output<z.ZodObject<Filters>>,
    services: ApiServices,
  ): Promise<Map<string, readonly string[]>>;
  /** The records that the filters by what is observed leave; undefined where none is given. */
  toIds?(
    filters: z.output<z.ZodObject<Filters>>,
    services: ApiServices,
  ): Promise<readonly string[] | undefined>;
  /** Records that carry this term are left out unless asked for with include=capacity. */
  without?: RecordTerm;
  Entry: z.ZodType;
  Detail: z.ZodType;
  describe(describing: Describing, record: StoredRecord<K>): Promise<object>;
  /** What callers who may see more than the public get in place of the record; undefined for everybody else. */
  findOwn?(
    request: FastifyRequest,
    id: string,
    services: ApiServices,
  ): Promise<{ etag: string; body: object } | undefined>;
  /** The moment from which an answer is not true any more, though nothing was written. */
  holdsUntil?(described: object): string | undefined;
  /** Other spellings of an id that lead here, e.g. codes of other registers. */
  findOther?(given: string, services: ApiServices): string | undefined;
}

/** What every list takes besides the filters of its noun. */
interface PagedQuery {
  page: number;
  pageSize: number;
  updatedSince?: string;
  include?: string;
}

async function findRecord<K extends PublicKind>(
  noun: Noun<K, z.ZodRawShape>,
  given: string,
  services: ApiServices,
) {
  const id = given.toLowerCase();
  const record = (await services.store.find(noun.kind, id)) ?? (await findByOtherId(noun, given, services));
  if (record === undefined) throw notFound(`The ${noun.singular} "${given.slice(0, 100)}"`);
  if (record.state === 'withdrawn')
    throw new CatalogueError('gone', `The ${noun.singular} "${record.id}" was withdrawn`);
  return record;
}

async function findByOtherId<K extends PublicKind>(
  noun: Noun<K, z.ZodRawShape>,
  given: string,
  services: ApiServices,
) {
  const other = noun.findOther?.(given, services);
  return other === undefined ? undefined : services.store.find(noun.kind, other);
}

export function registerRecordRoutes<K extends PublicKind, Filters extends z.ZodRawShape>(
  root: FastifyInstance,
  services: ApiServices,
  noun: Noun<K, Filters>,
): void {
  const app = root.withTypeProvider<ZodTypeProvider>();
  const path = `/${pathOf[noun.kind]}`;
  const name = noun.singular[0]?.toUpperCase() + noun.singular.slice(1);
  const ListQuery = z.strictObject({ ...noun.filters, updatedSince, ...paging });
  const List = z.object({ total: z.int(), page: z.int(), pageSize: z.int(), records: z.array(noun.Entry) });

  app.get(
    path,
    {
      schema: {
        operationId: `list${noun.plural[0]?.toUpperCase()}${noun.plural.slice(1)}`,
        tags: [pathOf[noun.kind]],
        summary: `List ${noun.plural}`,
        description: `${noun.about} In order of id; with \`updatedSince\` in order of updatedAt, then id, and withdrawn and merged records are reported too, so that a mirror can follow.`,
        querystring: ListQuery,
        response: {
          200: {
            description: `A page of ${noun.plural}; Link headers lead to the others`,
            content: { 'application/json': { schema: List } },
          },
          ...problemResponses(400, 429, 500, 503),
        },
      },
    },
    async (request: FastifyRequest, reply: FastifyReply) => {
      const query = request.query as unknown as PagedQuery;
      const filters = request.query as z.output<z.ZodObject<Filters>>;
      const { total, entries } = await listRecords(services, {
        kind: noun.kind,
        terms: await noun.toTerms(filters, services),
        ids: await noun.toIds?.(filters, services),
        without: query.include === 'capacity' ? undefined : noun.without,
        updatedSince: toUtc(query.updatedSince),
        offset: (query.page - 1) * query.pageSize,
        limit: query.pageSize,
      });
      const records = entries.map((entry: ListEntry) => ({
        ...entry,
        links: services.links.record(noun.kind, entry.id),
      }));
      reply.header('link', pageLinks(request, query.page, query.pageSize, total));
      const body = JSON.stringify({ total, page: query.page, pageSize: query.pageSize, records });
      return sendAnswer(request, reply, { etag: toEtag(services.newestChange(), body), body });
    },
  );

  app.get(
    `${path}/:id`,
    {
      schema: {
        operationId: `get${name}`,
        tags: [pathOf[noun.kind]],
        summary: `Show one ${noun.singular}`,
        description: `With its relations and every stated value with its sources. An alias redirects to the record's own id; ids are accepted in any case.`,
        params: z.strictObject({ id: anyId.meta({ description: `Id of the ${noun.singular}` }) }),
        querystring: z.strictObject({}),
        response: {
          200: {
            description: `The ${noun.singular}`,
            content: { 'application/json': { schema: noun.Detail } },
          },
          304: z.undefined().describe('The caller holds the newest version'),
          308: z.undefined().describe('The record has another id'),
          ...problemResponses(400, 404, 410, 429, 500, 503),
        },
      },
    },
    async (request: FastifyRequest, reply: FastifyReply) => {
      const { id } = request.params as { id: string };
      if (noun.findOwn) reply.header('vary', 'authorization');
      const own = await noun.findOwn?.(request, id, services);
      if (own !== undefined) {
        reply.header('etag', own.etag).header('cache-control', 'no-store');
        return reply.send(own.body);
      }
      const answer = await services.answers.get(`${noun.kind}:${id}`, async () => {
        const record = await findRecord(noun as Noun<K, z.ZodRawShape>, id, services);
        if (record.id !== id.toLowerCase()) return { version: record.revision, body: { movedTo: record.id } };
        const described = await noun.describe(services, record as StoredRecord<K>);
        return {
          version: record.revision,
          holdsUntil: noun.holdsUntil?.(described),
          body: { ...described, links: services.links.record(noun.kind, record.id) },
        };
      });
      if (answer.body.startsWith('{"movedTo":')) {
        const { movedTo } = JSON.parse(answer.body) as { movedTo: string };
        return reply.redirect(services.links.record(noun.kind, movedTo).self, 308);
      }
      return sendAnswer(request, reply, answer);
    },
  );
}
