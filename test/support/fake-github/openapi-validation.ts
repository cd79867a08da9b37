import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormatsModule from 'ajv-formats';

type Json = Record<string, unknown>;

interface Description {
  paths: Record<string, Record<string, { responses: Record<string, Json> }>>;
  components: { schemas: Record<string, Json>; responses: Record<string, Json> };
}

let description: Description | undefined;
let ajv: Ajv | undefined;
const compiled = new Map<string, ValidateFunction | undefined>();

function readDescription(): Description {
  if (!description) {
    const path = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
    description = JSON.parse(readFileSync(path, 'utf8')) as Description;
  }
  return description;
}

/** The subset of OpenAPI 3.0 that differs from JSON Schema: `nullable`, and references into the description. */
function toJsonSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(toJsonSchema);
  if (typeof schema !== 'object' || schema === null) return schema;
  const {
    nullable,
    example: _example,
    examples: _examples,
    discriminator: _discriminator,
    ...rest
  } = schema as Json;
  const converted = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => {
      if (key === '$ref') return [key, String(value).replace('#/components/schemas/', 'github:')];
      // A property may itself be called "example" or "nullable".
      if (key === 'properties') {
        const properties = Object.entries(value as Json).map(([name, one]) => [name, toJsonSchema(one)]);
        return [key, Object.fromEntries(properties)];
      }
      return [key, key === 'enum' || key === 'default' ? value : toJsonSchema(value)];
    }),
  );
  return nullable === true ? { anyOf: [converted, { type: 'null' }] } : converted;
}

function openAjv(): Ajv {
  if (ajv) return ajv;
  ajv = new Ajv({ strict: false, allErrors: false, validateSchema: false, addUsedSchema: false });
  addFormatsModule.default(ajv);
  for (const [name, schema] of Object.entries(readDescription().components.schemas)) {
    ajv.addSchema({ $id: `github:${name}`, ...(toJsonSchema(schema) as Json) });
  }
  return ajv;
}

function findValidator(method: string, path: string, status: number): ValidateFunction | undefined {
  const key = `${method} ${path} ${status}`;
  if (compiled.has(key)) return compiled.get(key);
  const response = readDescription().paths[path]?.[method]?.responses[String(status)];
  const content = response?.content as Record<string, { schema?: unknown }> | undefined;
  const schema = content?.['application/json']?.schema;
  const validator = schema === undefined ? undefined : openAjv().compile(toJsonSchema(schema) as Json);
  compiled.set(key, validator);
  return validator;
}

/** Where an answer departs from what GitHub publishes of a path, as "path: why"; nothing where it fits. Slow the first time (over a second). */
export function findOpenapiFaults(answer: {
  method: string;
  /** As the description writes it: `/repos/{owner}/{repo}`. */
  path: string;
  status: number;
  body: unknown;
}): string[] {
  const validator = findValidator(answer.method, answer.path, answer.status);
  if (!validator) return [`${answer.method} ${answer.path} ${answer.status}: not in GitHub's description`];
  if (validator(answer.body)) return [];
  return (validator.errors ?? []).map(
    (error) =>
      `${answer.method} ${answer.path} ${answer.status}: ${error.instancePath || '/'} ${error.message}`,
  );
}
