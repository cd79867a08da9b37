import t from 'tap';
import type { Submission } from '../../src/domain/registration/submission.ts';
import { openRealCatalogue } from '../support/test-app.ts';

const { get, send, aKey, services } = await openRealCatalogue(t);
const moderator = await aKey('moderator');
const other = await aKey('moderator');
const leeds = await aKey('contributor', ['lds']);

interface Shown {
  field: string;
  shown: boolean;
}

const register = async (url: string, headers = {}, more = {}) =>
  send('POST', '/api/v1/assets', { url, ...more }, headers);
const decide = (id: string, verb: string, body: object = {}, headers = moderator) =>
  send('POST', `/api/v1/moderation/${id}/${verb}`, body, headers);
const waiting = async (query = '') => (await get(`/api/v1/moderation?pageSize=100${query}`, moderator)).body;

t.test('a correction waits, is shown first once accepted, and can be taken back', async (t) => {
  const path = '/api/v1/assets/bops/corrections';
  const before = (await get('/api/v1/assets/bops')).body;
  const given = {
    field: 'maturity',
    value: 'Piloted',
    reason: 'Two councils try it',
    evidence: 'https://example.org/',
  };
  const stated = await send('POST', path, given);
  t.match(stated, {
    status: 201,
    headers: { location: /\/api\/v1\/corrections\/correction-/ },
    body: {
      state: 'pending',
      field: 'maturity',
      value: 'piloted',
      before: before.maturity,
      actor: { role: 'anonymous' },
    },
  });
  const { id } = stated.body;
  t.equal((await send('POST', path, given)).status, 409, 'the same is not stated twice');
  t.match((await get(path)).body, { total: 0 }, 'strangers see nothing of it');
  t.equal((await get(`/api/v1/corrections/${id}`)).status, 404);
  t.equal((await get(`/api/v1/corrections/${id}`, moderator)).status, 200);
  t.match((await waiting('&type=correction')).records, [
    {
      id,
      type: 'correction',
      title: before.title,
      subject: 'bops',
      state: 'pending',
      ageDays: 0,
      reasons: ['Two councils try it', 'evidence: https://example.org/'],
      changes: [{ field: 'maturity', before: before.maturity, after: 'piloted' }],
      actions: ['approve', 'reject'],
    },
  ]);
  t.match(await decide(id, 'merge', { into: 'bops' }), {
    status: 409,
    body: { errors: [{ allowed: ['approve', 'reject'] }] },
  });
  t.equal((await decide(id, 'reject')).status, 400, 'a refusal has a reason');

  const both = await Promise.all([decide(id, 'approve'), decide(id, 'reject', { reason: 'no' }, other)]);
  const statuses = both.map(({ status }) => status).sort();
  t.equal(statuses[0], 200, 'of two moderators one decides');
  t.ok([409, 412].includes(statuses[1] ?? 0), `the other is told (${statuses[1]})`);
  if (both[0]?.status !== 200) return;
  await services.refresh();
  const after = (await get('/api/v1/assets/bops')).body;
  t.equal(after.maturity, 'piloted');
  t.match(after.statements[0], {
    field: 'maturity',
    value: 'piloted',
    shown: true,
    sources: [{ id: 'corrections', how: /^anonymous, \d{4}-\d\d-\d\d: Two councils try it \(https:/ }],
  });
  const kept = after.statements.filter(({ field, shown }: Shown) => field === 'maturity' && !shown);
  t.match(kept, [{ value: before.maturity }], 'what the file says stands beside it');
  t.ok(after.disagreements.includes('maturity'));
  t.match((await get(path)).body, {
    total: 1,
    corrections: [{ id, state: 'accepted', decision: { actor: { role: 'moderator' } } }],
  });
  const found = (await get('/api/v1/assets?maturity=piloted&pageSize=100')).body.records;
  t.ok(
    found.some((one: { id: string }) => one.id === 'bops'),
    'lists follow',
  );

  t.equal((await send('POST', `/api/v1/corrections/${id}/withdraw`, { reason: 'x' }, leeds)).status, 403);
  const taken = await send('POST', `/api/v1/corrections/${id}/withdraw`, { reason: 'not so' }, moderator);
  t.match(taken, { status: 200, body: { state: 'withdrawn' } });
  await services.refresh();
  const again = (await get('/api/v1/assets/bops')).body;
  t.strictSame(
    [again.maturity, again.statements, again.disagreements],
    [before.maturity, before.statements, before.disagreements],
  );
});

t.test('what may be corrected, and how, is said where it is not so', async (t) => {
  const say = (field: string, value: unknown, path = 'assets/bops') =>
    send('POST', `/api/v1/${path}/corrections`, { field, value, reason: 'because' });
  const refused = async (field: string, value: unknown, pattern: object, path?: string) =>
    t.match(
      await say(field, value, path),
      { status: 400, body: pattern },
      `${path ?? ''} ${field} ${JSON.stringify(value)}`,
    );
  await refused('id', 'x', { errors: [{ field: 'field', allowed: /title/ }] });
  await refused('constructor', 'x', { errors: [{ field: 'field' }] });
  await refused('title', null, { errors: [{ field: 'value' }] });
  await refused('title', 'a\u202eb', { errors: [{ field: 'value', message: /direction/ }] });
  await refused('maturity', 'old', { errors: [{ allowed: ['idea', 'prototype'] }] });
  await refused('homepage', 'javascript:alert(1)', { errors: [{ field: 'value' }] });
  await refused('lead', 'Atlantis', { errors: [{ field: 'value' }] });
  await refused('services', '608', { errors: [{ message: /list/ }] });
  await refused('services', ['999999'], { errors: [{ message: /LGSL/ }] });
  await refused('licence', 'some licence', { errors: [{ message: /SPDX/ }] });
  await refused('amountGbp', -1, { errors: [{ field: 'value' }] }, 'awards/southwark-planning');
  await refused('title', { a: 1 }, { errors: [{ field: 'value' }] });
  t.match(
    await send('POST', '/api/v1/assets/bops/corrections', {
      field: 'title',
      value: 'x',
      reason: 'y',
      sql: 1,
    }),
    {
      status: 400,
      body: { errors: [{ field: 'sql' }] },
    },
  );
  t.equal((await say('title', 'x', 'assets/nothing-there')).status, 404);
  const { title } = (await get('/api/v1/assets/bops')).body;
  t.equal((await say('title', title)).status, 409, 'what it says already');
});

t.test(
  'an accepted amount is shown before the announcement’s, an organisation and a licence by their own words',
  async (t) => {
    const award = (await get('/api/v1/awards/southwark-planning')).body;
    const state = (path: string, field: string, value: unknown) =>
      send('POST', `/api/v1/${path}/corrections`, { field, value, reason: 'the ledger says so' }, moderator);
    t.match(await state('awards/southwark-planning', 'amountGbp', 123_456), {
      status: 201,
      body: { state: 'accepted', before: award.amountGbp },
    });
    t.equal((await state('assets/bops', 'lead', 'Leeds City Council')).status, 201);
    t.match((await state('assets/bops', 'licence', 'GPLv3')).body, { value: 'GPL-3.0' });
    t.equal((await state('projects/southwark-planning', 'fundingPhase', 'alpha')).status, 201);
    t.equal((await state('funds/ldf-1-2m', 'totalGbp', 1_250_000)).status, 201);
    await services.refresh();
    const now = (await get('/api/v1/awards/southwark-planning')).body;
    t.match(now, { amountGbp: 123_456, amountSource: { id: 'corrections' } });
    t.ok(
      now.statements.some(
        ({ value, shown }: Shown & { value: unknown }) => value === award.amountGbp && !shown,
      ),
    );
    const bops = (await get('/api/v1/assets/bops')).body;
    t.match(bops.licence, { status: 'stated', expression: 'GPL-3.0' });
    t.ok(
      bops.organisations.some((one: { id: string; role: string }) => one.id === 'lds' && one.role === 'lead'),
    );
    t.equal((await get('/api/v1/projects/southwark-planning')).body.fundingPhase, 'alpha');
  },
);

t.test('a registration is approved, sent back or rejected, each with who, when and why', async (t) => {
  const made = await register('https://github.com/made-up/queue-one');
  t.equal(made.status, 201);
  const { id, editToken } = made.body;
  const owner = { authorization: `Bearer ${editToken}` };
  const queued = (await waiting('&type=registration')).records.find((one: { id: string }) => one.id === id);
  t.match(queued, {
    type: 'registration',
    actor: { role: 'anonymous' },
    actions: ['approve', 'request-changes', 'reject', 'merge'],
  });
  t.ok(queued.reasons.includes('the repository made-up/queue-one'));
  t.equal((await get('/api/v1/moderation', owner)).status, 403);
  t.equal((await get('/api/v1/moderation')).status, 401);

  t.match(await decide(id, 'request-changes', { reason: 'whose is it?' }), {
    status: 200,
    body: { state: 'changes-requested' },
  });
  const seen = await get(`/api/v1/assets/${id}`, owner);
  t.match(JSON.stringify(seen.body), /whose is it\?/, 'who submitted it reads why');
  const etag = String(seen.headers.etag);
  const changed = await send(
    'PATCH',
    `/api/v1/assets/${id}`,
    { organisation: 'LDS' },
    { ...owner, 'if-match': etag },
  );
  t.match(changed, { status: 200, body: { state: 'pending' } }, 'it waits again');
  const both = await Promise.all([
    decide(id, 'approve', { reason: 'fine' }),
    decide(id, 'approve', {}, other),
  ]);
  const statuses = both.map(({ status }) => status).sort();
  t.equal(statuses[0], 200);
  t.ok([409, 412].includes(statuses[1] ?? 0), `the second moderator is told (${statuses[1]})`);
  await services.refresh();
  t.match(await get(`/api/v1/assets/${id}`), {
    status: 200,
    body: { origin: 'registered', state: 'published', revision: 1 },
  });
  const entry = await services.store.findEntry<Submission>('submission', id);
  t.match(entry?.document.history.at(-1), { from: 'pending', to: 'published', actor: /^moderator/ });

  const tag = String((await get(`/api/v1/assets/${id}`, owner)).headers.etag);
  const edit = await send(
    'PATCH',
    `/api/v1/assets/${id}`,
    { title: 'A better title' },
    { ...owner, 'if-match': tag },
  );
  t.match(edit, { status: 200, body: { state: 'pending' } });
  const [waits] = (await waiting('&type=edit')).records;
  t.match(waits, {
    id,
    type: 'edit',
    changes: [{ field: 'title', before: 'queue-one', after: 'A better title' }],
  });
  t.match(await decide(id, 'reject', { reason: 'the old one is fine' }), {
    status: 200,
    body: { state: 'published' },
  });
  await services.refresh();
  t.equal((await get(`/api/v1/assets/${id}`)).body.title, 'queue-one', 'the published one stays');
  t.match(await decide(id, 'approve'), { status: 409 }, 'nothing waits any more');

  const refused = (await register('https://github.com/made-up/queue-two')).body;
  t.match(await decide(refused.id, 'reject', { reason: 'an empty repository' }), {
    status: 200,
    body: { state: 'rejected' },
  });
  t.equal((await get(`/api/v1/assets/${refused.id}`)).status, 404);
  t.equal((await decide('nothing-like-this', 'approve')).status, 404);
});
