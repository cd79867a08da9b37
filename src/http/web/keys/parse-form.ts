import type { z } from 'zod';
import { invalidInput } from '../../../domain/errors.ts';
import { faultsOfParse } from '../form/plain-faults.ts';

/** What a form says, by the schema that the API has for it. Errors: CatalogueError 'invalid'. */
export function parseForm<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw invalidInput(faultsOfParse(parsed.error));
}
