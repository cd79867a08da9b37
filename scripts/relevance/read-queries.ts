import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { CatalogueError } from '../../src/domain/errors.ts';

export const QueryKind = z.enum([
  'known-item',
  'official-words',
  'everyday-words',
  'typos',
  'prefixes',
  'council-scoped',
  'technology',
  'works-with',
  'who-uses-what',
  'funding',
  'product-to-replace',
  'whole-questions',
  'nonsense',
]);
export type QueryKind = z.infer<typeof QueryKind>;

export const QueryPart = z.enum(['tuning', 'held-out']);
export type QueryPart = z.infer<typeof QueryPart>;

export const JudgedQuery = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  kind: QueryKind,
  part: QueryPart,
  q: z.string().min(1),
  note: z.string().optional(),
  /** By `kind:id`: 3 what they came for, 2 clearly useful, 1 related, 0 looked at and of no use. */
  grades: z.record(z.string().regex(/^(asset|project|award|fund):\S+$/), z.int().min(0).max(3)),
});
export type JudgedQuery = z.infer<typeof JudgedQuery>;

/** The judged queries of a file; a CatalogueError names each fault. */
export async function readQueries(file: string): Promise<JudgedQuery[]> {
  const read = z.array(JudgedQuery).safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (read.success) return read.data;
  throw new CatalogueError(
    'invalid',
    `${file} is not a list of judged queries`,
    read.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })),
  );
}
