import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { killWhileWriting } from '../../scripts/bench/write-faults/kill-while-writing.ts';
import { makeAdminKey, startKillable } from '../../scripts/bench/write-faults/start-killable.ts';
import { noPostgres, startPostgres } from '../support/postgres-cluster.ts';
import { aTemporaryCatalogue } from '../support/temporary-catalogue.ts';
import { transpileSources } from '../support/transpile-sources.ts';

const kills = 10;
// Few records, so that it starts quickly, and the real reference lists.
const { root } = await aTemporaryCatalogue(t);
const compiled = join(root, 'compiled');
await transpileSources(compiled, ['src', 'scripts']);
const files = { CATALOGUE_DIR: join(root, 'catalogue'), SEEDS_DIR: join(root, 'seeds') };
const home = await mkdtemp(join(tmpdir(), 'write-faults-'));
t.teardown(() => rm(home, { recursive: true, force: true }));

async function surviveKills(t: Test, database: Record<string, string>): Promise<void> {
  const environment = { ...files, ...database };
  const adminKey = await makeAdminKey(compiled, environment);
  const start = () => startKillable(compiled, environment);
  const figures = await killWhileWriting({ start, adminKey, kills, writers: 4, longestMs: 600 });
  t.comment(figures);
  t.ok(figures.acknowledged >= kills, 'enough was acknowledged to lose something');
  t.same(figures.lost, [], 'everything acknowledged is there');
  t.same(figures.half, [], 'nothing is there by half');
  t.same(figures.gaps, [], 'the log has no gaps');
}

t.test('killed ten times while several register: SQLite', (t) =>
  surviveKills(t, { DATA_DIR: join(home, 'sqlite') }),
);

t.test('killed ten times while several register: PostgreSQL', { skip: noPostgres }, async (t) => {
  const cluster = await startPostgres();
  t.teardown(() => cluster.remove());
  await surviveKills(t, { DATA_DIR: join(home, 'postgres'), DATABASE_URL: await cluster.createDatabase() });
});
