import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { invalidInput } from '../../../domain/errors.ts';
import { SimilarRecord, SubmissionState } from '../../../domain/registration/submission.ts';
import { longestSpreadsheet } from '../../../ports/spreadsheet-reader.ts';
import { type ImportPreview, previewAssetImport } from '../../../use-cases/preview-asset-import.ts';
import type { Registering } from '../../../use-cases/register-asset.ts';
import { writeAssetImport } from '../../../use-cases/write-asset-import.ts';
import { actorOf } from '../../access/actor-of.ts';
import { answerOnce, type WriteAnswer } from '../../answer-once.ts';
import { problemResponses } from '../../problems.ts';
import type { ApiServices } from '../api-services.ts';

const Row = z.object({
  row: z.int().meta({ description: 'Number of the row as a spreadsheet shows it; the header is 1' }),
  outcome: z.enum(['good', 'faulty', 'duplicate']),
  values: z.record(z.string(), z.unknown()).meta({ description: 'The row as it was understood' }),
  errors: z.array(
    z.object({ field: z.string(), message: z.string(), allowed: z.array(z.string()).optional() }),
  ),
  existing: z.object({ id: z.string(), title: z.string().optional(), why: z.string() }).optional(),
  sameAsRow: z.int().optional(),
  id: z.string().optional(),
  becomes: SubmissionState.optional(),
  missing: z.array(z.string()).optional(),
  similar: z.array(z.object(SimilarRecord.shape)).optional(),
});
const Imported = z
  .object({
    committed: z.boolean().meta({ description: 'True where the good rows were written' }),
    total: z.int(),
    good: z.int(),
    faulty: z.int(),
    duplicates: z.int(),
    ignoredColumns: z.array(z.string()),
    rows: z.array(Row),
  })
  .meta({ id: 'AssetImport' });

const spreadsheetTypes = [
  'text/csv',
  'application/csv',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/octet-stream',
];

/** Many registrations at once, from a spreadsheet. */
export async function registerAssetImports(
  root: FastifyInstance,
  services: ApiServices & Registering,
): Promise<void> {
  await root.register(async (scope) => {
    await scope.register(multipart, { limits: { files: 1, fields: 5, fileSize: longestSpreadsheet } });
    scope.addContentTypeParser(
      spreadsheetTypes,
      { parseAs: 'buffer', bodyLimit: longestSpreadsheet },
      (_request, body, done) => done(null, body),
    );
    scope.withTypeProvider<ZodTypeProvider>().post(
      '/asset-imports',
      {
        config: { least: 'contributor' },
        bodyLimit: longestSpreadsheet + 10_000,
        schema: {
          operationId: 'importAssets',
          tags: ['registration'],
          summary: 'Register what a spreadsheet lists',
          description:
            'CSV or XLSX, as the body or as the file of a form; at most 5,000 rows and 5 MB. The first row names the columns: url, title, assetKind, summary, organisation, services, licence, maturity, contact, homepage, documentation, demo, description. Without `commit=true` nothing is written, and the answer says row by row what would be. With it the good rows are written in one transaction, all or none; the others are reported.',
          querystring: z.strictObject({
            commit: z
              .enum(['true', 'false'])
              .optional()
              .meta({ description: 'true: write the good rows', examples: ['false'] }),
          }),
          response: {
            200: {
              description: 'What becomes of each row',
              content: { 'application/json': { schema: Imported } },
            },
            ...problemResponses(400, 401, 403, 409, 412, 413, 415, 422, 429, 500, 503),
          },
        },
      },
      async (request, reply) => {
        const bytes = await readFile(request);
        const actor = actorOf(request);
        const preview = async () =>
          previewAssetImport(services, await services.readSpreadsheet(bytes), actor);
        if (request.query.commit !== 'true') {
          return reply.header('cache-control', 'no-store').send(toBody(await preview(), false));
        }
        return answerOnce(
          request,
          reply,
          services,
          async (once) => {
            const read = await preview();
            const answer: WriteAnswer = { status: 200, body: toBody(read, true) };
            await writeAssetImport(services, read, { actor, kept: once.kept(answer) });
            services.settle();
            return answer;
          },
          { sent: bytes },
        );
      },
    );
  });
}

async function readFile(request: FastifyRequest): Promise<Uint8Array> {
  if (Buffer.isBuffer(request.body)) return request.body;
  const file = request.isMultipart() ? await readForm(request) : undefined;
  if (file !== undefined) return file;
  const message = 'is needed: send a CSV or XLSX file as the body, or as the file of a form';
  throw invalidInput([{ field: 'file', message }]);
}

async function readForm(request: FastifyRequest): Promise<Uint8Array | undefined> {
  try {
    return await (await request.file())?.toBuffer();
  } catch (error) {
    // What is too large has its own status; the parser throws plain errors for a form that is cut off or has no boundary.
    if (error instanceof Error && 'statusCode' in error) throw error;
    throw invalidInput([{ field: 'file', message: 'is in a form that cannot be read' }]);
  }
}

function toBody({ rows, ignoredColumns }: ImportPreview, committed: boolean): z.infer<typeof Imported> {
  const count = (wanted: string) => rows.filter(({ outcome }) => outcome === wanted).length;
  return {
    ...{ committed, total: rows.length, good: count('good'), faulty: count('faulty') },
    ...{ duplicates: count('duplicate'), ignoredColumns },
    rows: rows.map(({ errors, existing, ...row }) => ({
      ...row,
      errors: errors.map(({ allowed, ...error }) => ({
        ...error,
        ...(allowed && { allowed: [...allowed] }),
      })),
      ...(existing && { existing }),
    })),
  };
}
