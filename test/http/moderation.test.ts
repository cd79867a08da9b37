import t from 'tap';
import type { Submission } from '../../src/domain/registration/submission.ts';
import { undoDecision } from '../../src/use-cases/undo-decision.ts';
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

t.test('one asset becomes another name of the other, whichever way it came in', async (t) => {
  const a = (await register('https://github.com/made-up/merge-a', moderator)).body;
  const b = (await register('https://github.com/made-up/merge-b', moderator)).body;
  const c = (await register('https://github.com/made-up/merge-c')).body;
  t.strictSame([a.state, b.state, c.state], ['published', 'published', 'pending']);
  const use = { organisation: 'LDS', use: 'live' };
  t.equal((await send('POST', `/api/v1/assets/${a.id}/reuse`, use, leeds)).status, 201);
  t.equal((await send('POST', '/api/v1/interests', { asset: a.id, organisation: 'LDS' }, leeds)).status, 201);

  t.match(await decide('bops', 'merge', { into: b.id }), {
    status: 409,
    body: { merge: { from: b.id, into: 'bops' } },
  });
  t.match(await decide(a.id, 'merge', { into: a.id }), { status: 409 }, 'not into itself');
  t.match(await decide(a.id, 'merge', { into: 'nothing-there' }), {
    status: 400,
    body: { errors: [{ field: 'into' }] },
  });
  t.match(await decide(a.id, 'merge', { into: c.id }), { status: 400 }, 'nor into what is not public');
  const both = await Promise.all([
    decide(a.id, 'merge', { into: b.id, reason: 'the same' }),
    decide(b.id, 'merge', { into: a.id }, other),
  ]);
  t.strictSame(both.map(({ status }) => status).sort(), [200, 409], 'never round in a circle');
  const [kept, gone] = both[0]?.status === 200 ? [b.id, a.id] : [a.id, b.id];
  t.match(both.find(({ status }) => status === 200)?.body, { id: gone, state: 'merged', record: kept });
  await services.refresh();
  t.match(await get(`/api/v1/assets/${gone}`), {
    status: 308,
    headers: { location: `/api/v1/assets/${kept}` },
  });
  t.ok((await get(`/api/v1/assets/${kept}`)).body.aliases.includes(gone));
  t.match(
    (await get(`/api/v1/assets/${kept}/reuse`)).body.confirmed,
    [{ organisation: { id: 'lds' } }],
    'statements follow',
  );
  t.match((await get(`/api/v1/interests?asset=${kept}`)).body, { total: 1 });
  t.match(await decide(gone, 'merge', { into: 'bops' }), { status: 409 }, 'once');
  t.match(await register(`https://github.com/made-up/${gone.split('--')[1]}`), {
    status: 409,
    body: { existing: { id: kept } },
  });

  t.match(await decide(c.id, 'merge', { into: kept }), {
    status: 200,
    body: { state: 'merged', record: kept },
  });
  await services.refresh();
  t.match(await get(`/api/v1/assets/${c.id}`), { status: 308 }, 'what was never published leads there too');

  t.match(await decide(kept, 'merge', { into: 'norbot' }), { status: 400 });
  const [first, second] = ['hackney-data-platform', 'hackney-here-to-help'];
  t.match(await decide(kept, 'merge', { into: first }), { status: 200, body: { record: first } });
  t.match(await decide(first, 'merge', { into: second }), {
    status: 200,
    body: { type: 'asset', record: second },
  });
  await services.refresh();
  for (const id of [a.id, b.id, c.id, first]) {
    t.match(
      await get(`/api/v1/assets/${id}`),
      { status: 308, headers: { location: `/api/v1/assets/${second}` } },
      id,
    );
  }
  t.match(await decide(second, 'merge', { into: a.id }), { status: 409 }, 'a chain leads to its end');
});

t.test(
  'an organisation that looks after an asset corrects it at once, and the edit link lapses',
  async (t) => {
    const stranger = await aKey('contributor', ['hck']);
    const path = '/api/v1/assets/mysociety--fixmystreet/ownership';
    t.equal((await send('POST', path, { organisation: 'LDS' })).status, 401);
    t.equal((await send('POST', path, { organisation: 'LDS' }, stranger)).status, 403);
    const claimed = await send('POST', path, { organisation: 'LDS', note: 'we run it' }, leeds);
    t.match(claimed, { status: 201, body: { state: 'claimed', organisation: { id: 'lds' } } });
    t.equal((await send('POST', path, { organisation: 'LDS' }, leeds)).status, 409);
    t.match((await get(path)).body, { ownership: [] });
    const corrections = '/api/v1/assets/mysociety--fixmystreet/corrections';
    const say = (value: string) => ({ field: 'hosting', value, reason: 'we host it' });
    t.match((await send('POST', corrections, say('one place'), leeds)).body, { state: 'pending' });
    t.match((await waiting('&type=ownership')).records, [{ reasons: [/Leeds City Council/, 'we run it'] }]);
    t.match(await decide(claimed.body.id, 'approve'), { status: 200, body: { state: 'confirmed' } });
    t.match(await decide(claimed.body.id, 'reject', { reason: 'late' }), { status: 409 });
    t.match((await get(path)).body, { ownership: [{ state: 'confirmed', organisation: { id: 'lds' } }] });
    t.match((await send('POST', corrections, say('another place'), leeds)).body, { state: 'accepted' });
    t.match((await send('POST', corrections, say('a third'), stranger)).body, { state: 'pending' });

    const made = (await register('https://github.com/made-up/owned')).body;
    await decide(made.id, 'approve');
    const mine = (await send('POST', `/api/v1/assets/${made.id}/ownership`, { organisation: 'LDS' }, leeds))
      .body;
    t.equal(
      (await get(`/api/v1/assets/${made.id}`, { authorization: `Bearer ${made.editToken}` })).status,
      200,
    );
    await decide(mine.id, 'approve');
    t.equal(
      (await get(`/api/v1/assets/${made.id}`, { authorization: `Bearer ${made.editToken}` })).status,
      401,
    );
    const edit = { summary: 'Written by those who look after it.' };
    const ifMatch = { 'if-match': '*' };
    t.match(await send('PATCH', `/api/v1/assets/${made.id}`, edit, { ...leeds, ...ifMatch }), {
      status: 200,
      body: { state: 'published' },
    });
    t.equal((await get(`/api/v1/assets/${made.id}`)).body.summary, edit.summary, 'theirs are public at once');
    t.equal(
      (await send('PATCH', `/api/v1/assets/${made.id}`, edit, { ...stranger, ...ifMatch })).status,
      403,
    );
    t.match(await send('POST', `/api/v1/ownership/${mine.id}/end`, { reason: 'moved' }, stranger), {
      status: 403,
    });
    t.match(await send('POST', `/api/v1/ownership/${mine.id}/end`, { reason: 'moved' }, leeds), {
      status: 200,
      body: { state: 'ended' },
    });
  },
);

t.test(
  'what strangers state of reuse, and what was seen in repositories, waits in the same queue',
  async (t) => {
    const use = await send('POST', '/api/v1/assets/bops/reuse', {
      organisation: 'LDS',
      use: 'piloting',
      evidence: 'a page',
    });
    const wish = await send('POST', '/api/v1/interests', {
      service: '608',
      organisation: 'LDS',
      note: 'soon',
    });
    t.strictSame([use.status, wish.status], [201, 201]);
    const proposedAt = '2020-01-01T00:00:00.000Z';
    const open = { reasons: ['seen'], state: 'open', proposedAt } as const;
    await services.enrichment.propose([
      { key: 'reuse:bops:bir', type: 'reuse', subject: 'bops', object: 'bir', ...open },
      { key: 'repository:made-up--found', type: 'repository', subject: 'made-up/found', ...open },
      {
        key: 'variant:bops:unboxed--bops',
        type: 'variant',
        subject: 'bops',
        object: 'unboxed--bops',
        ...open,
      },
    ]);
    const queue = await waiting();
    t.equal(queue.records[0].at, proposedAt, 'oldest first');
    t.ok(queue.records[0].ageDays > 2000);
    t.equal(queue.total, queue.records.length);
    const page = await get('/api/v1/moderation?pageSize=1&page=2&type=proposal', moderator);
    t.match(page, { headers: { link: /rel="next"/ }, body: { total: 3, records: [{ type: 'proposal' }] } });
    t.match(
      queue.records.find((one: { id: string }) => one.id === use.body.id),
      {
        type: 'reuse',
        subject: 'bops',
        reasons: ['Leeds City Council: piloting', 'evidence: a page'],
      },
    );
    t.match(await decide(use.body.id, 'approve'), { status: 200, body: { state: 'claimed' } });
    t.match(await decide(wish.body.id, 'reject', { reason: 'no' }), {
      status: 200,
      body: { state: 'rejected' },
    });
    t.match(await decide(use.body.id, 'approve', {}, other), { status: 409 });

    t.match(await decide('reuse:bops:bir', 'approve'), { status: 200, body: { state: 'accepted' } });
    t.match(await decide('reuse:bops:bir', 'reject', { reason: 'late' }), { status: 409 });
    t.match(await decide('variant:bops:unboxed--bops', 'reject', { reason: 'its part' }), { status: 200 });
    t.match(await decide('repository:made-up--found', 'approve'), { status: 200 });
    await services.refresh();
    const bops = (await get('/api/v1/assets/bops')).body;
    t.ok(bops.adoption.some(({ id }: { id: string }) => id === 'bir'));
    t.match((await get('/api/v1/assets/made-up--found')).body, { origin: 'registered' });
    const proposals = await services.enrichment.proposals();
    t.match(
      proposals.find(({ key }) => key === 'variant:bops:unboxed--bops'),
      { decision: 'its part', decidedBy: /^moderator/ },
    );
  },
);

t.test('a curated asset is withdrawn and restored, with everything that named it', async (t) => {
  const path = '/api/v1/assets/hackney-repairs-hub';
  const before = (await get(path)).body;
  const project = (await get('/api/v1/projects?organisation=HCK&pageSize=1')).body;
  t.equal((await send('POST', `${path}/withdraw`, { reason: 'x' }, leeds)).status, 403);
  const hackney = await aKey('contributor', ['hck']);
  t.equal((await send('POST', `${path}/withdraw`, { reason: 'a mistake' }, hackney)).status, 200);
  await services.refresh();
  t.equal((await get(path)).status, 410);
  const found =
    (await get('/api/v1/search?q=repairs+hub')).body.hits ??
    (await get('/api/v1/search?q=repairs+hub')).body.records;
  t.notOk(
    found.some(({ id }: { id: string }) => id === before.id),
    'no search finds it',
  );
  t.equal(
    (await send('POST', `${path}/corrections`, { field: 'title', value: 'x', reason: 'y' })).status,
    410,
  );
  t.equal((await send('POST', `${path}/restore`, { reason: 'not one' }, moderator)).status, 200);
  await services.refresh();
  const after = (await get(path)).body;
  t.strictSame([after.title, after.parts, after.statements], [before.title, before.parts, before.statements]);
  t.equal((await send('POST', `${path}/restore`, { reason: 'again' }, moderator)).status, 409);
  t.same(
    (await get('/api/v1/projects?organisation=HCK&pageSize=1')).body.records[0].outputs,
    project.records[0].outputs,
  );
});

t.test(
  'a duplicate that the service saw is merged on a moderator’s word, and a repeated request decides once',
  async (t) => {
    const mine = (await register('https://github.com/made-up/seen-twice', moderator)).body;
    const key = `merge:${mine.id}:bops`;
    const proposedAt = '2021-01-01T00:00:00.000Z';
    const proposal = { key, type: 'merge', subject: mine.id, object: 'bops', state: 'open' } as const;
    await services.enrichment.propose([{ ...proposal, reasons: ['one number'], proposedAt }]);
    t.match((await waiting('&type=proposal')).records, [
      { id: key, reasons: ['the same as bops', 'one number'] },
    ]);
    t.match(await decide(key, 'approve', { reason: 'yes' }), { status: 200, body: { state: 'accepted' } });
    await services.refresh();
    t.match(await get(`/api/v1/assets/${mine.id}`), {
      status: 308,
      headers: { location: '/api/v1/assets/bops' },
    });

    const once = { ...moderator, 'idempotency-key': 'decide-it-once' };
    const waits = (await register('https://github.com/made-up/decided-once')).body;
    const first = await decide(waits.id, 'approve', { reason: 'fine' }, once);
    const again = await decide(waits.id, 'approve', { reason: 'fine' }, once);
    t.strictSame([first.status, again.status, again.body], [200, 200, first.body]);
    t.equal((await decide(waits.id, 'approve', { reason: 'other' }, once)).status, 422);
  },
);

t.test('a registered asset that was merged stands by itself again when that is undone', async (t) => {
  const actor = { role: 'moderator' as const, id: 'one', organisations: [] };
  const undo = async (id: string) => {
    await undoDecision(services, id, { actor, reason: 'two things after all' });
    await services.refresh();
  };
  const keeper = (await register('https://github.com/made-up/keeper', moderator)).body.id;
  for (const into of ['bops', keeper]) {
    const { id } = (await register(`https://github.com/made-up/apart-from-${into}`, moderator)).body;
    t.match(await decide(id, 'merge', { into }), { status: 200, body: { record: into } });
    t.equal((await get(`/api/v1/assets/${id}`)).status, 308);
    await undo(id);
    t.match(await get(`/api/v1/assets/${id}`), { status: 200, body: { id, state: 'published' } });
    t.match(await get(`/api/v1/assets/${into}`), { status: 200, body: { id: into, state: 'published' } });
    t.notOk((await services.store.find('asset', into))?.document.aliases.includes(id), 'its name is its own');
    const entry = await services.store.findEntry<Submission>('submission', id);
    t.match(entry, { state: 'published', document: { mergedInto: undefined } });
    t.match(entry?.document.history.at(-1), { from: 'merged', to: 'published', reason: /two things/ });
  }
  const waits = (await register('https://github.com/made-up/apart-and-waiting')).body.id;
  await decide(waits, 'merge', { into: 'bops' });
  await undo(waits);
  t.match(
    (await waiting('&type=registration')).records.find(({ id }: { id: string }) => id === waits),
    {
      state: 'pending',
    },
  );
  t.equal((await get(`/api/v1/assets/${waits}`)).status, 404, 'and nobody else sees it');
});

t.test('the answer to a decision is kept in the write of the decision, whatever was decided', async (t) => {
  const asset = (
    await register('https://github.com/made-up/with-mailbox', leeds, {
      organisation: 'LDS',
      contact: 'team@leeds.example',
    })
  ).body.id;
  const text = { text: 'May we see it?', replyTo: 'me@home.example' };
  const proposalOf = (subject: string) => ({
    ...{ key: `variant:${subject}:bops`, type: 'variant', subject, object: 'bops', relation: 'fork' },
    ...{ state: 'open', reasons: ['it says so'], proposedAt: '2021-01-01T00:00:00.000Z' },
  });
  const proposals = ['unboxed--bops', 'tpximpact--bops'].map((id) => proposalOf(id));
  await services.enrichment.propose(proposals as Parameters<typeof services.enrichment.propose>[0]);
  const waits: [string, string, string][] = [
    [
      (await send('POST', '/api/v1/interests', { asset, organisation: 'BNS' })).body.id,
      'approve',
      'published',
    ],
    [(await send('POST', '/api/v1/interests', { asset, organisation: 'CMD' })).body.id, 'reject', 'rejected'],
    [(await send('POST', `/api/v1/assets/${asset}/messages`, text)).body.id, 'approve', 'sent'],
    [(await send('POST', `/api/v1/assets/${asset}/messages`, text)).body.id, 'reject', 'rejected'],
    [proposals[0]?.key ?? '', 'approve', 'accepted'],
    [proposals[1]?.key ?? '', 'reject', 'rejected'],
  ];
  const { keep } = services.store;
  t.teardown(() => Object.assign(services.store, { keep }));
  services.store.keep = async () => {
    throw new Error('kept in a write of its own');
  };
  for (const [index, [id, verb, state]] of waits.entries()) {
    const once = { ...moderator, 'idempotency-key': `kept-with-it-${index}` };
    const first = await decide(id, verb, { reason: 'so it is' }, once);
    t.match(first, { status: 200, body: { id, state } }, `${verb} ${id}`);
    const again = await decide(id, verb, { reason: 'so it is' }, once);
    t.strictSame([again.status, again.body], [200, first.body]);
    t.equal((await decide(id, verb, { reason: 'so it is' })).status, 409, 'decided once');
  }
});

t.test('nothing hostile is taken for more than text', async (t) => {
  const say = (body: unknown, id = 'bops') =>
    send('POST', `/api/v1/assets/${id}/corrections`, body, moderator);
  const html = '<img src=x onerror=alert(1)>';
  const told = await say({ field: 'gettingStarted', value: html, reason: html });
  t.match(told, { status: 201, body: { value: html } }, 'text, as it was given');
  const hostile: unknown[] = [
    null,
    [],
    5,
    { field: '__proto__', value: 'x', reason: 'y' },
    { field: 'toString', value: 'x', reason: 'y' },
    { field: 'title', value: 'x', reason: '\u0000' },
    { field: 'title', value: ['x'], reason: 'y' },
    { field: 'title', value: 'x'.repeat(9000), reason: 'y' },
    { field: 'otherNames', value: Array(50).fill('x'), reason: 'y' },
    { field: 'partners', value: [html], reason: 'y' },
    { field: 'awardedOn', value: '2020-13-01', reason: 'y' },
    { field: 'homepage', value: 'https://a:b@example.org/', reason: 'y' },
  ];
  for (const body of hostile) {
    t.equal((await say(body)).status, 400, JSON.stringify(body)?.slice(0, 80));
  }
  for (const id of ['..%2f..%2fetc', '%00', 'correction-', 'a'.repeat(500), "x'--", 'reuse:bops:nobody']) {
    const { status } = await decide(id, 'approve');
    t.ok([400, 404].includes(status), `${id.slice(0, 30)} answers ${status}`);
  }
});
