import { readFileSync } from 'node:fs';
import t from 'tap';
import { Environment, readConfig } from '../src/config.ts';

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
