import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import t, { type Test } from 'tap';
import { readConfig } from '../../src/config.ts';
import { openStore } from '../../src/services/open-stores.ts';
import { identifyBearer } from '../../src/use-cases/identify-bearer.ts';
import { anOrganisation } from '../support/builders.ts';
import { noPostgres, startPostgres } from '../support/postgres-cluster.ts';
import { aBatch, aWrite } from '../support/record-store-contract.ts';
import { aTemporaryCatalogue } from '../support/temporary-catalogue.ts';
import { transpileSources } from '../support/transpile-sources.ts';

const compiled = t.testdir();
await transpileSources(compiled, ['src', 'scripts/keys.ts']);

/** The command line over a store with two councils; `where` says which, `refused` what it refuses and why. */
async function testKeys(
  t: Test,
  where: Record<string, string>,
  refused: readonly [why: RegExp, ...given: string[]][] = [],
): Promise<void> {
  const { root } = await aTemporaryCatalogue(t);
  const environment = {
    ...{ CATALOGUE_DIR: join(root, 'catalogue'), SEEDS_DIR: join(root, 'seeds') },
    ...{ DATA_DIR: join(root, 'data'), ...where },
  };
  const store = await openStore(readConfig(environment));
  t.teardown(() => store.close());
  const put = ['lds', 'swk'].map((id) =>
    aWrite({ kind: 'organisation', document: anOrganisation({ id, title: `Council ${id}` }) }),
  );
  await store.write(aBatch({ put }));
  const who = (key: string) => identifyBearer({ store, now: () => new Date() }, key);

  async function keys(...given: string[]) {
    const { NODE_OPTIONS: _, ...inherited } = process.env;
    const child = spawn(process.execPath, [join(compiled, 'scripts/keys.js'), ...given], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...inherited, ...environment },
    });
    const [stdout, stderr, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    return { code, stdout, stderr, last: stdout.trim().split('\n').at(-1) ?? '' };
  }
  const create = (...given: string[]) => keys('create', '--name', ...given);

  const inAYear = new Date(Date.now() + 365 * 86_400_000).toISOString();
  const [nightly, admin] = await Promise.all([
    create('Nightly', '--role', 'contributor', '--organisation', 'lds'),
    create('ops', '--role', 'admin', '--expires-at', inAYear),
  ]);
  t.match(nightly, { code: 0, stderr: '', last: /^crk_[\w-]{43}$/ }, 'the key is the last line');
  t.match(await who(nightly.last), { role: 'contributor', organisations: ['lds'] }, 'known at once');
  t.match(await who(admin.last), { role: 'admin', organisations: [] });

  const listed = await keys('list');
  t.match(listed, { code: 0, last: '2 keys' });
  t.match(listed.stdout, /^Nightly: contributor of lds, active, last used never \(key-[0-9a-f]{12}\)$/m);
  t.match(listed.stdout, new RegExp(`^ops: admin, active, until ${inAYear}, last used never`, 'm'));
  t.notMatch(listed.stdout, /crk_/);

  await Promise.all(
    refused.map(async ([why, ...given]) => {
      const { code, stdout, stderr } = await keys(...given);
      t.strictSame([code, stdout], [2, ''], given.join(' '));
      t.match(stderr, why);
    }),
  );

  t.match(await keys('revoke', '--name', 'nightly'), { code: 0, stdout: /^Revoked nightly \(key-/ });
  t.equal(await who(nightly.last), undefined, 'at once');
  t.match(await who(admin.last), { role: 'admin' }, 'and no other');
  t.match((await keys('list')).stdout, /^Nightly: contributor of lds, revoked/m);
}

t.test('keys are made, listed and revoked', (t) =>
  testKeys(t, {}, [
    [/--role takes contributor, moderator, admin/, 'create', '--name', 'x'],
    [/organisation/, 'create', '--name', 'x', '--role', 'contributor'],
    [/--organisation/, 'create', '--name', 'x', '--role', 'contributor', '--organisation', 'nobody'],
    [/name/, 'create', '--name', 'nightly', '--role', 'admin'],
    [/future/, 'create', '--name', 'x', '--role', 'admin', '--expires-at', '2020-01-01'],
    [/An active key named x/, 'revoke', '--name', 'x'],
  ]),
);

t.test('keys on PostgreSQL', { skip: noPostgres }, async (t) => {
  const cluster = await startPostgres();
  t.teardown(() => cluster.remove());
  await testKeys(t, { DATABASE_URL: await cluster.createDatabase() });
});
