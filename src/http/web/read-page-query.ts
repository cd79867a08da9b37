import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { invalidInput } from '../../domain/errors.ts';

/** What the address of a page asks for; fields that are left empty count as not given. Errors: CatalogueError 'invalid' naming the field. */
export function readPageQuery<Query extends z.ZodType>(
  query: Query,
  { query: given }: FastifyRequest,
): z.output<Query> {
  const filled = Object.entries(given as Record<string, unknown>).filter(([, value]) => value !== '');
  const parsed = query.safeParse(Object.fromEntries(filled));
  if (parsed.success) return parsed.data;
  throw invalidInput(parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })));
}
