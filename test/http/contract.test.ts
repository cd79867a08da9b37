import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import t, { type Test } from 'tap';
import { openRealCatalogue } from '../support/test-app.ts';

interface Parameter {
  name: string;
  in: 'query' | 'path';
  required?: boolean;
  example?: unknown;
  examples?: { one?: { value: unknown } };
  schema: { examples?: unknown[] };
}

interface Operation {
  operationId?: string;
  summary?: string;
  parameters?: Parameter[];
  security?: object[];
  responses: Record<string, { content?: Record<string, { schema: object; example?: unknown }> }>;
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

/** Ids that exist, for operations whose path names a record. */
const realIds: Record<string, string> = {
  assets: 'bops',
  projects: 'southwark-planning',
  awards: 'southwark-planning',
  funds: 'ldf-1-2m',
  organisations: 'SWK',
  services: '141',
  sources: 'announcement-001',
};

const { get, send, aKey } = await openRealCatalogue(t);
const admin = await aKey('admin');
const stated = await send(
  'POST',
  '/api/v1/assets/bops/corrections',
  { field: 'hosting', value: 'Anywhere', reason: 'a test' },
  admin,
);
realIds.corrections = stated.body.id;
const used = await send('POST', '/api/v1/assets/bops/reuse', { organisation: 'LDS', use: 'live' }, admin);
realIds.reuse = used.body.id;
const url = 'https://hooks.example.gov.uk/catalogue';
realIds.subscriptions = (await send('POST', '/api/v1/subscriptions', { url }, admin)).body.id;
const document = (await get('/openapi.json')).body as Document;

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);

/** The document's schema with its components at hand; properties it does not name are refused, so that no answer says more than it documents. */
function validatorOf(schema: object) {
  const kept =
    validators.get(schema) ?? ajv.compile(closed({ ...schema, components: document.components }) as object);
  validators.set(schema, kept);
  return kept;
}

function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inside = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, key === 'examples' ? value : closed(value)]),
  );
  return 'properties' in inside && !('additionalProperties' in inside)
    ? { ...inside, additionalProperties: false }
    : inside;
}

const validators = new Map<object, ReturnType<typeof ajv.compile>>();

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

function exampleOf({ example, examples, schema }: Parameter): string | undefined {
  const found = [example ?? examples?.one?.value ?? schema.examples?.[0]].flat()[0];
  return found === undefined ? undefined : String(found);
}

function examplePath(path: string, operation: Operation, change: Record<string, string> = {}): string {
  const parameters = operation.parameters ?? [];
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
    const noun = Object.keys(realIds).find((key) => path.includes(`/${key}/`));
    const own = name === 'id' && noun ? realIds[noun] : undefined;
    return change[name] ?? String(own ?? (parameter && exampleOf(parameter)) ?? 'missing');
  });
  const query = new URLSearchParams(
    parameters
      .filter((one) => one.in === 'query' && one.required && change[one.name] === undefined)
      .map((one): [string, string] => [one.name, String(exampleOf(one))]),
  );
  for (const [name, value] of Object.entries(change)) if (!path.includes(`{${name}}`)) query.set(name, value);
  return query.size > 0 ? `${filled}?${query}` : filled;
}

async function check(t: Test, url: string, operation: Operation): Promise<number> {
  // As somebody who may, where not everybody may.
  const { status, headers, body } = await get(url, operation.security ? admin : {});
  const response = operation.responses[status];
  t.ok(response, `${url.slice(0, 120)} answers ${status}, which is documented`);
  t.not(status, 500, `${url.slice(0, 120)} is no 500`);
  const type = String(headers['content-type'] ?? '').split(';')[0] ?? '';
  const content = response?.content?.[type];
  if (status >= 300 && status < 400) {
    t.ok(headers.location, 'a redirect says where to');
    return status;
  }
  t.ok(content, `${url.slice(0, 120)} answers ${status} with ${type}, which is documented`);
  if (content) {
    const validate = validatorOf(content.schema);
    t.ok(
      validate(body),
      `${url.slice(0, 120)} fits its schema: ${ajv.errorsText(validate.errors).slice(0, 500)}`,
    );
  }
  return status;
}

t.test('the committed OpenAPI document is what the routes say', async (t) => {
  const committed = JSON.parse(readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8'));
  t.same(document, committed, 'run npm run openapi and commit the result');
  t.match(document.openapi, /^3\.1/);
});

t.test('every operation has an id, a summary and an example', async (t) => {
  const ids = operations.map(({ operation }) => operation.operationId);
  t.equal(new Set(ids).size, ids.length, 'ids are unique');
  for (const { path, method, operation } of operations) {
    t.ok(operation.operationId && operation.summary, path);
    const content = operation.responses['200']?.content?.['application/json'];
    // What writing answers with is shown, and proved, where it is written.
    if (content && method === 'get') {
      const validate = validatorOf(content.schema);
      t.ok(content.example, `${operation.operationId} shows an example`);
      t.ok(
        validate(content.example),
        `which fits its schema: ${ajv.errorsText(validate.errors).slice(0, 300)}`,
      );
    }
    for (const parameter of operation.parameters ?? []) {
      t.ok(
        exampleOf(parameter) ?? Object.keys(realIds).some((noun) => path.includes(`/${noun}/`)),
        `${operation.operationId} shows an example of ${parameter.name}`,
      );
    }
  }
});

t.test('every operation answers good and bad input with a documented status and shape', async (t) => {
  // What others send is tried in a test of its own.
  const read = operations.filter(({ method }) => method === 'get');
  for (const { path, operation } of read) {
    const status = await check(t, examplePath(path, operation), operation);
    t.ok(status < 400, `${path} answers its own example with ${status}`);
    for (const parameter of operation.parameters ?? []) {
      const example = exampleOf(parameter);
      if (parameter.in === 'query' && example !== undefined) {
        t.ok(
          (await check(t, examplePath(path, operation, { [parameter.name]: String(example) }), operation)) <
            400,
          `${path} takes its example of ${parameter.name}`,
        );
      }
      for (const bad of [
        '\u0000',
        'zz zz?',
        '\u202egnp',
        'x'.repeat(10_000),
        '-1',
        '%F0%9F',
        "' OR 1=1 --",
      ]) {
        await check(
          t,
          examplePath(path, operation, {
            [parameter.name]: parameter.in === 'path' ? encodeURIComponent(bad) : bad,
          }),
          operation,
        );
      }
    }
    if (path.startsWith('/api/')) {
      const unknown = examplePath(path, operation, { nonsense: '1' });
      const answer = await get(unknown, operation.security ? admin : {});
      t.equal(answer.status, 400, `${path} refuses an unknown parameter`);
      t.equal(answer.body.errors?.[0]?.field, 'nonsense', 'and names it');
    }
  }
});
