import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { send } from '../../scripts/bench/write-faults/register-until-killed.ts';
import { makeAdminKey, startKillable } from '../../scripts/bench/write-faults/start-killable.ts';
import { buildApp } from '../../src/app.ts';
import { aTemporaryCatalogue } from '../support/temporary-catalogue.ts';
import { openRealCatalogue } from '../support/test-app.ts';
import { transpileSources } from '../support/transpile-sources.ts';

/** A disk of its own that is soon full; undefined where this user may not mount one. */
async function aSmallDisk(t: Test, megabytes: number): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'small-disk-'));
  mkdirSync(folder, { recursive: true });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  t.teardown(async () => {
    if (mounted.status === 0) spawnSync('umount', ['-l', folder]);
    await rm(folder, { recursive: true, force: true });
  });
  return mounted.status === 0 ? folder : undefined;
}

const disk = await aSmallDisk(t, 24);
const whyNoDisk = disk === undefined && 'needs to mount a small disk: run it as root';

t.test(
  'a full disk refuses writes, loses nothing, and is over when there is room',
  { skip: whyNoDisk },
  async (t) => {
    if (disk === undefined) return;
    const { root } = await aTemporaryCatalogue(t);
    const compiled = join(root, 'compiled');
    await transpileSources(compiled, ['src', 'scripts']);
    const environment = {
      ...{ CATALOGUE_DIR: join(root, 'catalogue'), SEEDS_DIR: join(root, 'seeds'), DATA_DIR: disk },
      LOG_LEVEL: 'silent',
    };
    const adminKey = await makeAdminKey(compiled, environment);
    const service = await startKillable(compiled, environment);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    t.teardown(async () => {
      agent.destroy();
      service.signal('SIGKILL');
      await service.ended();
    });
    const ask = (method: string, path: string, body?: unknown, token?: string) =>
      send(service.address, agent, method, path, {
        body,
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      });
    const kept: { id: string; token: string }[] = [];
    let made = 0;
    async function register() {
      made += 1;
      const url = `https://github.com/a-council-of-tests/full-${made}`;
      const answer = await ask('POST', '/api/v1/assets', {
        url,
        summary: 'x'.repeat(500),
        description: 'y'.repeat(7000),
      });
      if (answer?.status === 201)
        kept.push({ id: String(answer.body.id), token: String(answer.body.editToken) });
      return answer;
    }
    t.match(await register(), { status: 201 });

    // All but a little of what is free is taken by something else.
    const filler = join(disk, 'filler');
    for (let megabytes = 24; megabytes > 0; megabytes -= 1) {
      const written = await writeFile(filler, Buffer.alloc(megabytes * 1_000_000)).then(
        () => true,
        () => false,
      );
      if (written) break;
      rmSync(filler, { force: true });
    }
    let refused = await register();
    for (let tries = 0; refused?.status === 201 && tries < 2000; tries += 1) refused = await register();
    t.match(
      refused,
      { status: 503, body: { title: 'Service Unavailable' } },
      'a write is refused, by a problem',
    );
    t.match(await register(), { status: 503 }, 'and the next one too');
    t.match(await ask('GET', '/api/v1/search?q=full'), { status: 200 }, 'searches go on');
    t.match(
      await ask('GET', '/api/v1/moderation', undefined, adminKey),
      { status: 200 },
      'reads go on, keys included',
    );

    rmSync(filler, { force: true });
    let again = await register();
    for (let tries = 0; again?.status === 503 && tries < 50; tries += 1) again = await register();
    t.match(again, { status: 201 }, 'with room again, writes go on');
    for (const { id, token } of kept)
      t.match(
        await ask('GET', `/api/v1/assets/${id}`, undefined, token),
        { status: 200, body: { id } },
        `${id} is there`,
      );
    const log = (await ask('GET', '/api/v1/changes?limit=1000', undefined, adminKey))?.body.changes as {
      seq: number;
    }[];
    t.same(
      log.map(({ seq }) => seq),
      log.map((_, at) => at + 1),
      'the log has no gaps',
    );
    const waiting = await ask('GET', '/api/v1/moderation?pageSize=1', undefined, adminKey);
    t.equal(waiting?.body.total, kept.length, 'what was refused is not there by half');
  },
);

t.test('a clock that goes back loses no order and no right', async (t) => {
  const { services } = await openRealCatalogue(t);
  let time = Date.parse('2026-11-22T12:00:00Z');
  const app = await buildApp(
    { ...services, now: () => new Date(time) },
    { rateLimitMax: 100_000, rateLimitWritesMax: 100_000, corsOrigins: '*' },
  );
  t.teardown(() => app.close());
  const post = (payload: object, headers = {}) =>
    app.inject({ method: 'POST', url: '/api/v1/assets', payload, headers });
  const body = { url: 'https://github.com/a-council-of-tests/clocks', summary: 'First.' };
  const once = { 'idempotency-key': 'the-same-request' };
  const before = await services.store.head();
  const made = await post(body, once);
  t.equal(made.statusCode, 201);
  const { id, editToken } = made.json();

  time -= 36 * 3_600_000;
  t.equal((await post(body, once)).body, made.body, 'a repeated request is still the same request');
  const edited = await app.inject({
    method: 'PATCH',
    url: `/api/v1/assets/${id}`,
    payload: { summary: 'Second.' },
    headers: { authorization: `Bearer ${editToken}`, 'if-match': String(made.headers.etag) },
  });
  t.equal(edited.statusCode, 200, 'its edit token holds');
  const stale = await app.inject({
    method: 'PATCH',
    url: `/api/v1/assets/${id}`,
    payload: { summary: 'Third.' },
    headers: { authorization: `Bearer ${editToken}`, 'if-match': String(made.headers.etag) },
  });
  t.equal(stale.statusCode, 412, 'what is stale goes by revision, not by time');
  const changes = await services.store.changesSince(before, 10);
  t.same(
    changes.map(({ seq }) => seq - before),
    [1, 2],
    'the log goes on in order',
  );
  t.same(
    changes.map(({ revision }) => revision),
    [1, 2],
  );
  const revisions = await services.store.entryRevisions('submission', id);
  t.same(
    revisions.map(({ action }) => action),
    ['submitted', 'changed'],
  );
});
