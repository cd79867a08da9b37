import t from 'tap';
import { buildApp } from '../../src/app.ts';
import { holdsUntil } from '../../src/domain/reuse/reuse-standing.ts';
import { forgetOld } from '../../src/use-cases/forget-old.ts';
import { lapseReuse } from '../../src/use-cases/lapse-reuse.ts';
import { reuseModeration } from '../../src/use-cases/moderate-reuse.ts';
import { toReuseWrite } from '../../src/use-cases/to-reuse-write.ts';
import { openRealCatalogue } from '../support/test-app.ts';

const { services, get, send, aKey } = await openRealCatalogue(t);
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

t.test(
  'a statement lapses after twelve months without a job, is reminded of before, and can be renewed',
  async (t) => {
    const asset = 'hackney-data-platform';
    const made = await state(asset, { organisation: 'CMD', use: 'live' }, camden);
    const until = new Date(made.body.until);
    const later = (days: number) => new Date(until.getTime() + days * 86_400_000);
    const at = async (now: Date) => {
      const app = await buildApp(
        { ...services, now: () => now },
        { rateLimitMax: 100_000, corsOrigins: '*' },
      );
      t.teardown(() => app.close());
      return async (path: string) => (await app.inject({ url: path })).json();
    };
    await settled();
    const onTheDay = await at(until);
    t.match((await onTheDay(`/api/v1/assets/${asset}/reuse`)).counts, { confirmed: 0 });
    t.match(
      (await onTheDay(`/api/v1/assets/${asset}`)).reuse,
      { confirmed: 0 },
      'though nothing was written',
    );
    t.match((await onTheDay(`/api/v1/assets/${asset}/reuse`)).lapsed, [{ organisation: { id: 'cmd' } }]);
    const before = await at(later(-1));
    t.match((await before(`/api/v1/assets/${asset}`)).reuse, { confirmed: 1 });
    const reminding = { ...services, now: () => later(-29) };
    t.ok((await lapseReuse(reminding)).reminded >= 1);
    t.equal((await lapseReuse(reminding)).reminded, 0, 'once');
    t.ok((await lapseReuse({ ...services, now: () => later(1) })).lapsed >= 1);
    t.equal((await get(`/api/v1/reuse/${made.body.id}`)).body.state, 'lapsed');
    const renewed = await send('POST', `/api/v1/reuse/${made.body.id}/renew`, undefined, camden);
    t.match(renewed.body, { state: 'confirmed' });
    const actions = (await services.store.entryRevisions('reuse', made.body.id)).map(({ action }) => action);
    t.same(actions, ['confirmed', 'reminded', 'lapsed', 'confirmed']);
  },
);

t.test('a dispute by the user ends it, one by others is shown; withdrawing frees the place', async (t) => {
  const asset = 'planx';
  const made = await state(asset, { organisation: 'CMD', use: 'live' }, moderator);
  t.match(made.body, { state: 'claimed' });
  const path = `/api/v1/reuse/${made.body.id}`;
  t.match((await send('POST', `${path}/dispute`, { reason: 'We doubt it' }, leeds)).body, {
    state: 'claimed',
    disputes: [{ by: { role: 'contributor', organisation: 'lds' }, reason: 'We doubt it' }],
  });
  t.match((await send('POST', `${path}/dispute`, { reason: 'We do not' }, camden)).body.state, 'disputed');
  t.equal((await state(asset, { organisation: 'CMD', use: 'live' }, moderator)).status, 409);
  t.equal((await state(asset, { organisation: 'CMD', use: 'live' }, leeds)).body.state, 'pending');
  t.match(await send('POST', `${path}/withdraw`, { reason: 'over' }, camden), {
    status: 200,
    body: { state: 'withdrawn' },
  });
  t.equal((await get(path)).status, 410);
  t.match(await state(asset, { organisation: 'CMD', use: 'live' }, camden), { status: 201 });
});

t.test('bad statements are refused, naming the field and what is allowed', async (t) => {
  const good = { organisation: 'LDS', use: 'live' };
  for (const [field, body] of [
    ['organisation', { ...good, organisation: 'Atlantis' }],
    ['organisation', { ...good, organisation: 'Taunton Deane' }],
    ['use', { ...good, use: 'always' }],
    ['since', { ...good, since: '2999' }],
    ['since', { ...good, since: 'May' }],
    ['evidence', { ...good, evidence: 'x\u202ey' }],
    ['nonsense', { ...good, nonsense: 1 }],
  ] as const) {
    const { status, body: problem } = await state('bops', body);
    t.equal(status, 400, field);
    t.equal(problem.errors?.[0]?.field, field);
  }
  t.equal((await state('no-such-thing', good)).status, 404);
});

t.test('a moderator decides about what strangers say', async (t) => {
  const asset = 'planx';
  const waiting = await state(asset, { organisation: 'BNS', use: 'piloting', contact: 'team@bns.example' });
  const entry = await services.store.findEntry('reuse', waiting.body.id);
  if (entry === undefined) return t.fail('it is stored');
  const at = new Date().toISOString();
  const approved = await reuseModeration.approve(services, entry, { actor: 'moderator key-1', at });
  t.equal(approved.state, 'claimed');
  await t.rejects(
    reuseModeration.reject(services, approved, { actor: 'moderator key-1', at }),
    /does not wait/,
  );
  await t.rejects(
    reuseModeration.approve(services, entry, { actor: 'moderator key-2', at }),
    'two at a time',
  );
  t.notMatch(JSON.stringify((await get(`/api/v1/assets/${asset}/reuse`)).body), 'team@bns.example');
});

t.test('interest is counted, notes are for contributors, and what nobody has is listed', async (t) => {
  const service = '1';
  const wanted = [...services.directory.services.keys()];
  let gap = service;
  for (const id of wanted) {
    const links = await services.store.linksTo({ kind: 'service', id });
    if (!links.some(({ kind }) => kind === 'asset')) {
      gap = id;
      break;
    }
  }
  const made = await send(
    'POST',
    '/api/v1/interests',
    { service: gap, organisation: 'LDS', note: 'Let us share' },
    leeds,
  );
  t.match(made, { status: 201, body: { state: 'published', note: 'Let us share' } });
  const waiting = await send('POST', '/api/v1/interests', { service: gap, organisation: 'BNS' });
  t.match(waiting.body, { state: 'pending' });
  const { interests } = (await get(`/api/v1/interests?service=${gap}`)).body;
  t.match(interests, [{ organisation: { id: 'lds' } }]);
  t.equal(interests.length, 1);
  t.equal(interests[0].note, undefined);
  t.equal((await get(`/api/v1/interests?service=${gap}`, camden)).body.interests[0].note, 'Let us share');
  const gaps = (await get('/api/v1/interests/gaps')).body.gaps;
  t.ok(gaps.some((one: { service: { id: string } }) => one.service.id === gap));
  await settled();
  t.equal((await get(`/api/v1/services/${gap}`)).body.interested, 1);
  t.match(await send('POST', '/api/v1/interests', { organisation: 'LDS' }, leeds), { status: 400 });
  const again = await send('POST', '/api/v1/interests', { service: gap, organisation: 'LDS' }, leeds);
  t.match(again, { status: 200, body: { id: made.body.id } }, 'said anew');
  t.match(await send('POST', `/api/v1/interests/${made.body.id}/withdraw`, undefined, camden), {
    status: 403,
  });
  t.match(await send('POST', `/api/v1/interests/${made.body.id}/withdraw`, undefined, leeds), {
    status: 200,
  });
  t.equal((await get(`/api/v1/interests?service=${gap}`)).body.total, 0);
});

t.test(
  'what a council said before it was abolished is its sole successor’s as a claim, else lapses',
  async (t) => {
    const at = new Date().toISOString();
    const asset = 'hackney-repairs-hub';
    const { confirmed, claimed } = await countsOf(asset);
    const entries = ['tau', 'cma', 'nir-g'].map((organisation) =>
      toReuseWrite(
        {
          ...{ asset, organisation, use: 'live', disputes: [], history: [] },
          ...{ statedBy: 'contributor tau', statedAt: at, until: holdsUntil(at) },
        },
        {
          ...{ id: `reuse-of-${organisation}`, state: 'confirmed', action: 'submitted' },
          ...{ at, actor: 'contributor tau', basedOn: 0 },
        },
      ),
    );
    await services.store.write({
      actor: 'contributor tau',
      at,
      put: [],
      withdraw: [],
      touch: [asset],
      entries,
    });
    await settled();
    const shown = (await get(`/api/v1/assets/${asset}/reuse`)).body;
    t.match(shown.counts, { confirmed, claimed: claimed + 1 }, 'nobody speaks for who is gone');
    const ofSomerset = shown.claimed.filter(
      ({ organisation }: { organisation: { id: string } }) => organisation.id === 'smt',
    );
    t.equal(ofSomerset.length, 1, 'Taunton Deane became Somerset West and Taunton, and that Somerset');
    t.match(ofSomerset, [{ statedFor: { id: 'tau' } }]);
    t.notMatch(JSON.stringify([shown.confirmed, shown.claimed]), /"(?:cma|cbd|waf|nir-g)"/);
    for (const id of ['reuse-of-cma', 'reuse-of-nir-g']) {
      t.match(
        await get(`/api/v1/reuse/${id}`),
        { status: 200, body: { state: 'lapsed' } },
        'two successors, or none',
      );
    }
    const somerset = await aKey('contributor', ['smt']);
    const confirmedNow = await send('POST', '/api/v1/reuse/reuse-of-tau/confirm', undefined, somerset);
    t.match(confirmedNow, { status: 200, body: { state: 'confirmed', organisation: { id: 'smt' } } });
    t.match(await countsOf(asset), { confirmed: confirmed + 1, claimed });
  },
);

t.test('owners are written to by a mailbox that nobody sees, and what is over is forgotten', async (t) => {
  const mailbox = 'digital-team@leeds.example';
  const text = 'May we see how you set it up?';
  const unknown = await send(
    'POST',
    '/api/v1/assets/unboxed--bops/messages',
    { text, replyTo: 'me@cmd.example' },
    camden,
  );
  t.match(unknown, { status: 409, body: { instead: 'https://github.com/unboxed/bops/issues' } });
  const given = {
    url: `https://github.com/made-up/mail-${Date.now()}`,
    organisation: 'LDS',
    contact: mailbox,
  };
  const { id } = (await send('POST', '/api/v1/assets', given, leeds)).body;
  const stranger = await send('POST', `/api/v1/assets/${id}/messages`, { text, replyTo: 'me@home.example' });
  t.match(stranger, { status: 201, body: { state: 'pending' } });
  const sent = await send(
    'POST',
    `/api/v1/assets/${id}/messages`,
    { text, replyTo: 'me@cmd.example', organisation: 'CMD' },
    camden,
  );
  t.match(sent, { status: 201, body: { state: 'sent' } });
  const mails = await services.store.listEntries({ kind: 'mail', order: 'newest', limit: 1 });
  const mail = await services.store.kept('mail', mails.entries[0]?.id ?? '', '');
  const content = JSON.parse(mail ?? '{}');
  t.match(content, { to: mailbox, text: /May we see/, replyTo: 'me@cmd.example' });
  t.notMatch(content.text, /cmd\.example/, 'where answers go is a header of the mail, not words of it');
  for (const replyTo of ['a@b.example\r\nBcc: c@d.example', 'a@b.example, c@d.example', '<a@b.example>']) {
    const refused = await send('POST', `/api/v1/assets/${id}/messages`, { text, replyTo }, camden);
    t.match(refused, { status: 400, body: { errors: [{ field: 'replyTo' }] } });
  }
  t.notMatch(JSON.stringify([(await get(`/api/v1/assets/${id}`)).body, sent.body, unknown.body]), mailbox);
  await forgetOld({
    ...services,
    now: () => new Date(Date.now() + 31 * 86_400_000),
    days: { rejected: 90, messages: 30 },
  });
  const revisions = await services.store.entryRevisions('message', sent.body.id);
  t.notMatch(JSON.stringify(revisions), /cmd\.example|set it up/);
  t.match(
    (await services.store.findEntry('message', stranger.body.id))?.document,
    { text },
    'what waits is kept',
  );
});
