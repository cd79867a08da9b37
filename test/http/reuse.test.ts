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
