import t, { type Test } from 'tap';
import { lapseReuse } from '../../src/use-cases/lapse-reuse.ts';
import { openRealCatalogue } from '../support/test-app.ts';

const { app: _app, services, get, send, aKey } = await openRealCatalogue(t);
const leeds = await aKey('contributor', ['lds']);
const camden = await aKey('contributor', ['cmd']);
const moderator = await aKey('moderator');

type Headers = Record<string, string>;

async function state(asset: string, body: object, headers: Headers = {}) {
  return send('POST', `/api/v1/assets/${asset}/reuse`, body, headers);
}

async function countsOf(asset: string) {
  return (await get(`/api/v1/assets/${asset}/reuse`)).body.counts;
}

t.test('the using council confirms by saying so, others claim, strangers wait', async (t) => {
  const asset = 'bops';
  const confirmed = await state(asset, { organisation: 'LDS', use: 'live', since: '2025-04' }, leeds);
  t.equal(confirmed.status, 201);
  t.match(confirmed.body, { state: 'confirmed', use: 'live', organisation: { id: 'lds' }, since: '2025-04' });
  t.match(confirmed.body.confirmedBy, { role: 'contributor', organisation: 'lds' });
  const claimed = await state(asset, { organisation: 'Camden', use: 'piloting' }, leeds);
  t.match(claimed.body, { state: 'claimed', organisation: { id: 'cmd' } });
  const waiting = await state(asset, { organisation: 'BNS', use: 'live' });
  t.match(waiting, { status: 201, body: { state: 'pending' } });
  t.match(await countsOf(asset), { confirmed: 1, live: 1, claimed: 1 });
  const shown = (await get(`/api/v1/assets/${asset}/reuse`)).body;
  t.notMatch(JSON.stringify(shown), /bns"/, 'what waits is shown to nobody');
  t.equal((await get(`/api/v1/reuse/${waiting.body.id}`)).status, 404);
  t.equal((await get(`/api/v1/reuse/${waiting.body.id}`, moderator)).body.state, 'pending');
  t.equal((await send('POST', `/api/v1/reuse/${claimed.body.id}/confirm`, undefined, leeds)).status, 403);
  const now = await send('POST', `/api/v1/reuse/${claimed.body.id}/confirm`, undefined, camden);
  t.match(now, { status: 200, body: { state: 'confirmed' } });
  t.match(await countsOf(asset), { confirmed: 2, live: 1, claimed: 0 });
});

/** The service holds what was written, as searches see it. */
async function settled(): Promise<void> {
  await services.refresh();
}

t.test('what is confirmed counts in details, health, lineage and search; the lead does not', async (t) => {
  const asset = 'housing-repairs-online';
  const before = (await get(`/api/v1/assets/${asset}`)).body;
  t.match(before.reuse, { confirmed: 0, live: 0, claimed: 0 });
  const lead = before.organisations.find(({ role }: { role: string }) => role === 'lead').id;
  const own = await state(asset, { organisation: lead, use: 'live' }, await aKey('contributor', [lead]));
  t.match(own.body, { state: 'confirmed' });
  await state(asset, { organisation: 'LDS', use: 'live' }, leeds);
  await settled();
  const reuse = (await get(`/api/v1/assets/${asset}/reuse`)).body;
  t.match(reuse.atLead, [{ organisation: { id: lead } }], 'in use at the lead');
  t.match(reuse.confirmed, [{ organisation: { id: 'lds' } }]);
  t.equal(reuse.confirmed.length, 1);
  t.match((await get(`/api/v1/assets/${asset}`)).body.reuse, { confirmed: 1, live: 1, claimed: 0 });
  const health = (await get(`/api/v1/assets/${asset}/health`)).body;
  t.match(
    health.reuse.find(({ rule }: { rule: string }) => rule === 'confirmed-elsewhere'),
    { outcome: 'met', evidence: [{ value: 1 }, { value: 0 }] },
  );
  const found = (await get('/api/v1/search?reuse=confirmed&pageSize=100')).body;
  t.ok(found.hits.some(({ id }: { id: string }) => id === asset));
  const { edges, nodes } = (await get(`/api/v1/lineage/asset/${asset}`)).body;
  const edge = edges.find(({ type }: { type: string }) => type === 'reuse');
  t.match(edge, {
    from: `asset:${asset}`,
    to: 'organisation:lds',
    sources: [{ how: /live; confirmed by a contributor of lds on \d{4}-/ }],
  });
  t.ok(nodes.some(({ id }: { id: string }) => id === 'organisation:lds'));
  const ofLeeds = (await get('/api/v1/organisations/LDS/reuse')).body;
  t.ok(ofLeeds.statements.some((one: { asset: { id: string } }) => one.asset.id === asset));
});
