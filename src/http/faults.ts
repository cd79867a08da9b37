import type { ZodFastifySchemaValidationError } from 'fastify-type-provider-zod';
import type { Fault } from '../domain/errors.ts';

type Params = Record<string, unknown>;

function fieldOf(instancePath: string, context: string | undefined): string {
  const path = instancePath.split('/').filter((part) => part !== '');
  return path.length > 0 ? path.join('.') : (context ?? 'request');
}

function toFault(error: ZodFastifySchemaValidationError, context: string | undefined): Fault[] {
  const params = error.params as Params;
  const field = fieldOf(error.instancePath, context);
  if (error.keyword === 'unrecognized_keys' && Array.isArray(params.keys)) {
    return params.keys.map((key) => ({
      field: String(key).slice(0, 100),
      message: error.message?.startsWith('is not a known') ? error.message : 'is not a known parameter',
    }));
  }
  const allowed = Array.isArray(params.values) ? params.values.map(String) : undefined;
  return [{ field, message: error.message ?? 'is not valid', ...(allowed ? { allowed } : {}) }];
}

/** What zod found wrong with a request, one fault a field, in words for whoever calls the API. */
export function toFaults(
  errors: readonly ZodFastifySchemaValidationError[],
  context: string | undefined,
): Fault[] {
  return errors.flatMap((error) => toFault(error, context));
}
