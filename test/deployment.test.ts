import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { parse } from 'yaml';
import { Environment, readConfig } from '../src/config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string) => readFileSync(join(root, name), 'utf8');

interface Service {
  image: string;
  build?: string;
  ports?: string[];
  environment: Record<string, string>;
  networks: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
}

const compose = parse(read('compose.yaml')) as {
  services: Record<'catalogue' | 'postgres' | 'meilisearch', Service>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, null>;
};
const dockerfile = read('Dockerfile').replace(/\\\n/g, ' ').split('\n');
const instructions = (name: string) =>
  dockerfile.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1).trim());

t.test('everything that the image copies is in the repository and let through to the build', async (t) => {
  const letThrough = read('.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  const copied = instructions('COPY')
    .filter((line) => !line.startsWith('--from'))
    .flatMap((line) => line.split(/\s+/).slice(0, -1));
  t.ok(copied.length > 8, 'the Dockerfile is read');
  for (const path of copied) {
    t.ok(existsSync(join(root, path)), `${path} exists`);
    t.ok(letThrough.includes(path), `.dockerignore lets ${path} through`);
  }
  t.same(
    letThrough.filter((path) => !copied.includes(path)),
    [],
    'and nothing that is not used',
  );
});

t.test(
  'the image runs what `npm start` runs, as an ordinary user, in an environment that is valid',
  async (t) => {
    const start = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts.start;
    t.equal((JSON.parse(instructions('CMD').at(-1) ?? '[]') as string[]).join(' '), start);
    t.equal(instructions('USER').at(-1), 'node');
    t.notMatch(read('Dockerfile'), /:latest/);
    const variables = Object.fromEntries(
      (instructions('ENV').at(-1) ?? '').split(' ').map((pair) => pair.split('=')),
    );
    t.match(readConfig(variables), { HOST: '0.0.0.0', DATA_DIR: '/data', PORT: 3000 });
  },
);

t.test('its health check follows what the service says', async (t) => {
  const [, command = '[]'] = instructions('HEALTHCHECK')[0]?.split('CMD ') ?? [];
  const [, ...rest] = JSON.parse(command) as string[];
  let status = 200;
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/health/live' ? status : 404;
    response.end();
  }).listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await once(server, 'listening');
  const check = async (port: number) => {
    const child = spawn(process.execPath, rest, {
      env: { ...process.env, NODE_OPTIONS: '', PORT: String(port) },
    });
    return ((await once(child, 'exit')) as [number])[0];
  };
  const { port } = server.address() as AddressInfo;
  t.equal(await check(port), 0);
  status = 503;
  t.equal(await check(port), 1);
  server.close();
  t.equal(await check(port), 1, 'nobody answers');
});

t.test('compose hands the service only variables that it knows, with values that it takes', async (t) => {
  const { environment } = compose.services.catalogue;
  t.same(
    Object.keys(environment).filter((name) => !(name in Environment.shape)),
    [],
  );
  const secret = 'abcdef0123456789';
  const given = Object.entries(environment).map(([name, value]) => [
    name,
    value.replace(/\$\{\w+:-([^}]*)\}/g, '$1').replace(/\$\{\w+:\?[^}]*\}/g, secret),
  ]);
  t.match(readConfig(Object.fromEntries(given)), {
    DATABASE_URL: `postgres://catalogue:${secret}@postgres:5432/catalogue`,
    MEILI_URL: 'http://meilisearch:7700',
    TRUST_PROXY: false,
  });
});

t.test('compose has no secret of its own, and opens only the service', async (t) => {
  const text = read('compose.yaml');
  for (const [, name, otherwise] of text.matchAll(/\$\{(\w*(?:PASSWORD|KEY))(.*?)\}/g))
    t.match(otherwise, /^:\?/, `${name} has to be set`);
  t.ok(text.includes(':?set POSTGRES_PASSWORD') && text.includes(':?set MEILI_MASTER_KEY'));
  for (const [name, { image, ports, networks }] of Object.entries(compose.services)) {
    if (name === 'catalogue') continue;
    t.match(image, /:v?\d/, `${name} has a version`);
    t.equal(ports, undefined, `${name} is not published`);
    t.same(networks, ['back']);
  }
  t.same(compose.networks.back, { internal: true });
  t.ok(compose.services.catalogue.ports?.every((port) => port.startsWith('127.0.0.1:')));
  t.equal(compose.services.meilisearch.environment.MEILI_NO_ANALYTICS, 'true');
  t.match(compose.services.catalogue.depends_on, { postgres: { condition: 'service_healthy' } });
  t.ok(compose.services.postgres.healthcheck && compose.services.meilisearch.healthcheck);
});

t.test('every variable that compose asks for is described', async (t) => {
  const text = read('compose.yaml');
  const asked = new Set([...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name ?? ''));
  const docs = read('docs/operating.md');
  for (const name of asked)
    t.ok(name in Environment.shape || docs.includes(`\`${name}\``), `docs/operating.md describes ${name}`);
});

t.test('an empty variable counts as unset', async (t) => {
  t.equal(readConfig({ PORT: ' ' }).PORT, 3000);
  t.equal(readConfig({ PORT: '8080' }).PORT, 8080);
});

t.test('one error names every wrong variable', async (t) => {
  t.throws(
    () => readConfig({ PORT: 'eighty', LOG_LEVEL: 'loud', RATE_LIMIT_MAX: '0' }),
    /PORT.*\n.*LOG_LEVEL.*\n.*RATE_LIMIT_MAX/,
  );
});

t.test('a proxy is trusted by word, number or address', async (t) => {
  t.equal(readConfig({ TRUST_PROXY: 'true' }).TRUST_PROXY, true);
  t.equal(readConfig({ TRUST_PROXY: '1' }).TRUST_PROXY, 1);
  t.equal(readConfig({ TRUST_PROXY: '10.0.0.0/8, 127.0.0.1' }).TRUST_PROXY, '10.0.0.0/8, 127.0.0.1');
  t.throws(() => readConfig({ TRUST_PROXY: 'yes please' }), /TRUST_PROXY/);
});

t.test('the README lists every variable with its description', async (t) => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  for (const [name, schema] of Object.entries(Environment.shape)) {
    const row = readme.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));
    t.ok(
      row?.includes(schema.description ?? 'no description'),
      `README describes ${name}: ${schema.description}`,
    );
  }
  const listed = [...readme.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
  t.same(listed, Object.keys(Environment.shape), 'in the same order, and no others');
});
