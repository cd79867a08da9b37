import { zipSync } from 'fflate';
import t, { type Test } from 'tap';
import { givenAddress, givenLine, givenText } from '../../src/domain/registration/given-text.ts';
import { readRegisteredAddress } from '../../src/domain/registration/repository-address.ts';
import { stepTo } from '../../src/domain/registration/submission-steps.ts';
import { openKnownAssets } from '../../src/use-cases/open-known-assets.ts';
import { openRepositoryLookup } from '../../src/use-cases/open-repository-lookup.ts';
import { registerAsset } from '../../src/use-cases/register-asset.ts';
import { until } from '../support/small-catalogue.ts';
import { openRealCatalogue } from '../support/test-app.ts';
import { aWorkbook } from '../support/workbook.ts';

const here = await openRealCatalogue(t);
const { services, send, get, aKey } = here;
const leeds = await aKey('contributor', ['lds']);
const southwark = await aKey('contributor', ['swk']);
const moderator = await aKey('moderator');
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const register = (body: unknown, headers = {}) => send('POST', '/api/v1/assets', body, headers);
let made = 0;
const aUrl = () => {
  made += 1;
  return `https://github.com/made-up-council/tool-${made}`;
};

async function isFound(title: string): Promise<boolean> {
  const { body } = await get(`/api/v1/search?q=${encodeURIComponent(`"${title}"`)}`);
  return body.hits.some((hit: { title: string }) => hit.title === title);
}

t.test('an address alone is enough, and nobody sees what nobody has looked at', async (t) => {
  const url = 'https://github.com/Made-Up-Council/Pothole-Spotter';
  const { status, headers, body } = await register({ url });
  t.equal(status, 201);
  t.match(body, {
    id: 'made-up-council--pothole-spotter',
    state: 'pending',
    asset: { title: 'Pothole-Spotter', repository: 'Made-Up-Council/Pothole-Spotter', checked: false },
    missing: ['summary', 'organisation', 'services', 'licence', 'maturity', 'title', 'contact'],
    editLink: `/assets/made-up-council--pothole-spotter/edit?token=${body.editToken}`,
    submittedBy: { role: 'anonymous' },
  });
  t.equal(headers.location, '/api/v1/assets/made-up-council--pothole-spotter');
  t.ok(headers.etag);
  const stored = await services.store.findEntry('submission', body.id);
  t.notMatch(JSON.stringify(stored), body.editToken, 'the token is kept as a hash');

  const path = `/api/v1/assets/${body.id}`;
  for (const headers of [{}, southwark]) t.equal((await get(path, headers)).status, 404);
  t.equal((await get(`${path}/revisions`)).status, 404);
  for (const headers of [bearer(body.editToken), moderator]) {
    const own = await get(path, headers);
    t.match(own, {
      status: 200,
      headers: { 'cache-control': 'no-store', vary: /authorization/i },
      body: { state: 'pending', title: 'Pothole-Spotter', asset: { id: body.id }, missing: body.missing },
    });
    t.ok(own.headers.etag);
  }
  await services.refresh();
  t.notOk(await isFound('Pothole-Spotter'));
  const listed = await get('/api/v1/assets?updatedSince=2026-01-01&pageSize=100');
  t.notMatch(JSON.stringify(listed.body), body.id);
});

t.test('every spelling of an address is one record', async (t) => {
  const repository = { repository: 'unboxed/bops' };
  for (const spelling of [
    'unboxed/bops',
    'http://www.github.com/unboxed/bops.git/',
    'git@github.com:unboxed/bops.git',
    'ssh://git@github.com:22/unboxed/bops',
    'https://github.com./unboxed/bops.',
    'https://github.com:443//unboxed//bops/tree/main?tab=readme#top',
    '<https://github.com/%75nboxed/bops>.',
    'org-123@github.com:unboxed/bops',
  ]) {
    t.same(readRegisteredAddress(spelling), repository, spelling);
  }
  for (const wrong of [
    'https://user:secret@github.com/unboxed/bops',
    'https://github.com/unboxed',
    'https://github.com/un--boxed/bops',
    `https://github.com/unboxed/${'.'.repeat(1000)}x`,
    'https://github.com/unbоxed/bops',
    'javascript:alert(1)',
    'ftp://example.org/file',
    'data:text/html,x',
    'hello',
  ]) {
    const { status, body } = await register({ url: wrong });
    t.match({ status, body }, { status: 400, body: { errors: [{ field: 'url' }] } }, wrong);
  }
  const first = await register({ url: 'https://github.com/Made-Up-Council/Twice' });
  for (const url of ['made-up-council/twice', 'https://github.com/made-up-council/TWICE/issues/1']) {
    const again = await register({ url });
    t.equal(again.status, 409);
    t.same(Object.keys(again.body.existing).sort(), ['id', 'why'], 'what is not public is named by its id');
    t.equal(again.body.existing.id, first.body.id);
  }
  const listed = await register({ url: 'git@github.com:Unboxed/BOPS.git' });
  t.match(listed, { status: 409, body: { existing: { id: 'unboxed--bops', title: 'BOPS' } } });
  const fork = await register({ url: 'https://github.com/made-up-council/bops' });
  t.equal(fork.status, 201, 'the same name elsewhere is a hint, no refusal');
  t.ok(fork.body.similar.some(({ id }: { id: string }) => id === 'unboxed--bops'));
});

t.test('who may decide it publishes at once, and a search finds it', async (t) => {
  const title = 'Zebra crossing planner';
  const summary = 'Plans crossings near schools.';
  const startedAt = Date.now();
  const own = await register({ url: aUrl(), title, summary, organisation: 'LDS', services: [141] }, leeds);
  t.match(own, { status: 201, body: { state: 'published', asset: { services: ['141'] } } });
  await until(t, 'it is found', () => isFound(title));
  t.ok(Date.now() - startedAt < 5000, 'soon, also on a busy machine: bench:writes measures it');
  t.match(await get(`/api/v1/assets/${own.body.id}`), {
    status: 200,
    body: { state: 'published', origin: 'registered', organisations: [{ id: 'lds', role: 'lead' }] },
  });
  const other = await register({ url: aUrl(), organisation: 'SWK' }, leeds);
  t.equal(other.body.state, 'pending', 'for another organisation');
  const named = await register({ url: aUrl(), organisation: 'Southwark Council' }, moderator);
  t.match(named.body, { state: 'published', asset: { lead: { organisation: 'swk' } } });
  t.equal(
    (await register({ url: aUrl() }, leeds)).body.asset.lead.organisation,
    'lds',
    'its own, unless it says',
  );
  const page = {
    ...{ url: 'https://example.org/bins/research/', title: 'What residents say of bins' },
    ...{ assetKind: 'research', summary: 'Interviews with 30 residents.', organisation: 'LDS' },
  };
  const research = await register(page, leeds);
  t.match(research.body, { id: 'what-residents-say-of-bins', state: 'published' });
  const same = await register({ ...page, url: 'http://www.example.org/bins/research?utm_source=x#top' });
  t.match(same, { status: 409, body: { existing: { id: research.body.id } } });
  const reserved = await register({ ...page, url: 'https://example.org/prefill', title: 'Prefill' }, leeds);
  t.equal(reserved.body.id, 'prefill-2', 'no path of the API');
  const namesake = await register({ ...page, url: 'https://example.org/other' }, leeds);
  t.equal(namesake.body.id, 'what-residents-say-of-bins-2');
  const bare = await register({ url: 'https://example.org/bare' });
  t.same(
    bare.body.errors.map(({ field }: { field: string }) => field),
    ['title', 'assetKind', 'summary'],
  );
});

t.test('what is wrong is refused by name, with what is allowed', async (t) => {
  const wrong: [Record<string, unknown>, string, RegExp][] = [
    [{ organisation: 'Leads' }, 'organisation', /not known/],
    [{ organisation: 'Lееds City Council' }, 'organisation', /another alphabet/],
    [{ services: ['141', '999999'] }, 'services.1', /LGSL/],
    [{ maturity: 'finished' }, 'maturity', /./],
    [{ assetKind: 'thing' }, 'assetKind', /./],
    [{ title: 'a\u202eb' }, 'title', /control/],
    [{ summary: 'a\u0000b' }, 'summary', /control/],
    [{ title: 'two\nlines' }, 'title', /one line/],
    [{ title: 'x'.repeat(201) }, 'title', /at most 200/],
    [{ homepage: 'javascript:alert(1)' }, 'homepage', /http/],
    [{ homepage: 'https://a:b@example.org' }, 'homepage', /password/],
    [{ contact: 'call me' }, 'contact', /mailbox/],
    [{ themes: ['dragons'] }, 'themes.0', /not listed/],
    [{ id: 'mine' }, 'id', /not a known field; allowed are url, title/],
    [{ sources: [] }, 'sources', /not a known field/],
  ];
  for (const [fields, field, message] of wrong) {
    const { status, body } = await register({ url: aUrl(), ...fields });
    t.equal(status, 400, JSON.stringify(fields));
    t.match(body.errors, [{ field, message }]);
  }
  t.match((await register({ url: aUrl(), organisation: 'Leads' })).body.errors[0].allowed, [/Leeds/]);
  for (const body of ['[]', '"x"', 'null', '{', '{}', '{"url":1}', '{"url":["a"]}']) {
    const answer = await send('POST', '/api/v1/assets', body, { 'content-type': 'application/json' });
    t.equal(answer.status, 400, body);
  }
  const html = await register(
    { url: aUrl(), title: '<script>alert(1)</script>', organisation: 'LDS' },
    leeds,
  );
  t.equal(html.body.asset.title, '<script>alert(1)</script>', 'markup is text');
  t.equal(givenLine(10).parse('  Cafe\u0301 '), 'Café');
  t.equal(givenText(10).parse('a\r\nb'), 'a\nb');
  t.throws(() => givenAddress.parse('ftp://example.org'));
  const licensed = await register({ url: aUrl(), licence: 'the mit license' });
  t.match(licensed.body.asset.licence, { status: 'stated', expression: 'MIT' });
});

t.test('a change needs the version that it was made from', async (t) => {
  const { body: registered, headers } = await register({ url: aUrl(), contact: 'team@example.gov.uk' });
  const path = `/api/v1/assets/${registered.id}`;
  const own = bearer(registered.editToken);
  const change = (body: unknown, extra = {}) => send('PATCH', path, body, { ...own, ...extra });
  t.equal((await change({ title: 'One' })).status, 428);
  const first = await change({ title: 'One', licence: 'MIT' }, { 'if-match': String(headers.etag) });
  t.match(first, {
    status: 200,
    body: { state: 'pending', asset: { title: 'One' }, contact: 'team@example.gov.uk' },
  });
  t.equal((await change({ title: 'Two' }, { 'if-match': String(headers.etag) })).status, 412);
  const merge = { 'if-match': String(first.headers.etag), 'content-type': 'application/merge-patch+json' };
  const second = await change(JSON.stringify({ licence: null, contact: null, title: null }), merge);
  t.match(second, { status: 200, body: { asset: { title: registered.asset.title } } });
  t.notOk('licence' in second.body.asset || 'contact' in second.body);
  t.equal((await change({ title: 'Three' }, { 'if-match': '*' })).status, 200);
  for (const fields of [{ id: 'x' }, { repository: 'a/b' }, { claims: [] }, { url: 'x' }]) {
    t.equal((await change(fields, { 'if-match': '*' })).status, 400, JSON.stringify(fields));
  }
  t.equal((await send('PATCH', path, { title: 'x' }, { ...southwark, 'if-match': '*' })).status, 404);
  t.equal((await send('PATCH', path, { title: 'x' }, { 'if-match': '*' })).status, 401);
  const curated = await send('PATCH', '/api/v1/assets/bops', { title: 'x' }, { ...leeds, 'if-match': '*' });
  t.match(curated, { status: 409, body: { corrections: 'POST /api/v1/assets/bops/corrections' } });
});

t.test('what is public stays as it is until somebody who may decide has', async (t) => {
  const url = aUrl();
  const registered = await register({ url, title: 'Bin days', organisation: 'LDS' }, leeds);
  const path = `/api/v1/assets/${registered.body.id}`;
  const own = bearer(registered.body.editToken);
  const edited = await send(
    'PATCH',
    path,
    { title: 'Bin weeks' },
    { ...own, 'if-match': String(registered.headers.etag) },
  );
  t.match(edited, {
    status: 200,
    body: { state: 'pending', asset: { title: 'Bin weeks' }, wasPublished: true },
  });
  t.equal((await get(path)).body.title, 'Bin days', 'strangers');
  t.match((await get(path, own)).body, { state: 'pending', title: 'Bin weeks' });
  const decided = await send(
    'PATCH',
    path,
    { summary: 'When bins are emptied.' },
    { ...leeds, 'if-match': '*' },
  );
  t.match(decided.body, { state: 'published', asset: { title: 'Bin weeks' } });
  await services.refresh();
  const shown = await get(path);
  t.match(shown.body, { title: 'Bin weeks', revision: 2 });
  const byPublicTag = { ...leeds, 'if-match': String(shown.headers.etag) };
  t.equal((await send('PATCH', path, { title: 'Bin months' }, byPublicTag)).status, 200);
  t.equal((await send('PATCH', path, { title: 'x' }, byPublicTag)).status, 412);

  const { body } = await get(`${path}/revisions`);
  t.match(body.revisions, [
    { revision: 1, action: 'added', actor: { role: 'contributor', organisation: 'lds' } },
    {
      revision: 2,
      changed: [{ field: 'summary' }, { field: 'title', before: 'Bin days', after: 'Bin weeks' }],
    },
    { revision: 3, changed: [{ field: 'title' }] },
  ]);
  t.notOk('workingCopy' in body, 'what waited is for its owners');
  t.notMatch(JSON.stringify(body), 'key-', 'no key is named');
  t.match((await get(`${path}/revisions`, leeds)).body.workingCopy, [
    {},
    { state: 'pending' },
    { state: 'published' },
    {},
  ]);
});

t.test('what is withdrawn can be restored, with a reason', async (t) => {
  const title = 'Allotment waiting list';
  const registered = await register({ url: aUrl(), title, organisation: 'LDS' }, leeds);
  const path = `/api/v1/assets/${registered.body.id}`;
  const act = (verb: string, headers = {}, body: unknown = { reason: 'a better one came' }) =>
    send('POST', `${path}/${verb}`, body, headers);
  t.equal((await act('withdraw')).status, 401);
  t.equal((await act('withdraw', southwark)).status, 403);
  t.equal((await act('withdraw', bearer(registered.body.editToken))).status, 403);
  t.equal((await act('withdraw', leeds, {})).status, 400);
  t.match(await act('withdraw', leeds), { status: 200, body: { state: 'withdrawn' } });
  await services.refresh();
  t.equal((await get(path)).status, 410);
  t.notOk(await isFound(title));
  t.match((await get(path, leeds)).body.history.at(-1), { to: 'withdrawn', reason: 'a better one came' });
  t.equal((await act('withdraw', leeds)).status, 409, 'once');
  const again = await register({ url: registered.body.asset.address });
  t.match(again, { status: 409, body: { existing: { id: registered.body.id } } });
  t.match(await act('restore', leeds), { status: 200, body: { state: 'published' } });
  await services.refresh();
  t.equal((await get(path)).body.title, title);
  t.equal((await act('restore', leeds)).status, 409);

  const mine = await register({ url: aUrl() });
  const owned = bearer(mine.body.editToken);
  const withdrawn = await send(
    'POST',
    `/api/v1/assets/${mine.body.id}/withdraw`,
    { reason: 'a mistake' },
    owned,
  );
  t.equal(withdrawn.body.state, 'withdrawn');
  t.equal(
    (await register({ url: mine.body.asset.address })).status,
    201,
    'what nobody saw may be registered anew',
  );
  t.equal((await get(`/api/v1/assets/${mine.body.id}`, owned)).status, 401, 'with a new edit token');
  const over = () => stepTo(withdrawn.body, 'merged', { to: 'published', at: '', actor: '' });
  t.throws(over, /merged and cannot become published/);
});

t.test('a draft waits for its owner; edit links are renewed and revoked', async (t) => {
  const draft = await register({ url: aUrl(), draft: true });
  t.equal(draft.body.state, 'draft');
  const path = `/api/v1/assets/${draft.body.id}`;
  const own = bearer(draft.body.editToken);
  t.equal((await send('PATCH', path, { title: 'Later' }, { ...own, 'if-match': '*' })).body.state, 'draft');
  t.match(await send('POST', `${path}/submit`, {}, own), { status: 200, body: { state: 'pending' } });
  t.equal((await send('POST', `${path}/submit`, {}, own)).status, 409);

  const renewed = await send('POST', `${path}/edit-token`, {}, moderator);
  t.match(renewed, { status: 201, body: { editToken: /^cre_/, expiresAt: /^20/ } });
  t.equal((await get(path, own)).status, 401);
  t.equal((await get(path, bearer(renewed.body.editToken))).status, 200);
  t.equal((await send('DELETE', `${path}/edit-token`, undefined, moderator)).status, 204);
  t.equal((await get(path, bearer(renewed.body.editToken))).status, 401);
  t.equal((await send('POST', '/api/v1/assets/bops/edit-token', {}, moderator)).status, 404);
  const refreshed = await send('POST', '/api/v1/assets/unboxed--bops/refresh', {}, moderator);
  t.match(refreshed, { status: 202, body: { status: 'queued', repository: 'unboxed/bops' } });
  t.ok((await services.enrichment.find('unboxed--bops'))?.dueAt, 'it is due');
  t.equal((await send('POST', '/api/v1/assets/bops/refresh', {}, moderator)).status, 409);
});

t.test('a repeated request is one, however it comes', async (t) => {
  const url = aUrl();
  const key = { 'idempotency-key': 'a-key-1' };
  const before = await services.store.head();
  const both = await Promise.all([register({ url }, key), register({ url }, key)]);
  const third = await register({ url }, key);
  for (const answer of [...both, third]) {
    t.equal(answer.status, 201);
    t.same(answer.body, both[0].body);
    t.equal(answer.headers.etag, both[0].headers.etag);
    t.equal(answer.headers.location, both[0].headers.location);
  }
  t.equal((await services.store.head()) - before, 1, 'one row of the log');
  t.match(await register({ url: aUrl() }, key), {
    status: 422,
    body: { errors: [{ field: 'Idempotency-Key' }] },
  });
  t.equal((await register({ url }, { ...key, ...leeds })).status, 409, 'the key is the caller’s own');
  const kept = await services.store.kept('idempotency', 'a-key-1', services.now().toISOString());
  t.equal(kept, undefined, 'no key is kept as it was sent');
  t.equal((await register({ url: aUrl() }, { 'idempotency-key': 'é' })).status, 400);

  const path = `/api/v1/assets/${third.body.id}`;
  const headers = {
    ...bearer(third.body.editToken),
    'if-match': String(third.headers.etag),
    'idempotency-key': 'b',
  };
  const changed = await send('PATCH', path, { title: 'Once' }, headers);
  const repeated = await send('PATCH', path, { title: 'Once' }, headers);
  t.match(repeated, { status: 200, body: changed.body }, 'though its If-Match is stale by now');
  t.equal(repeated.headers['idempotent-replayed'], 'true');
  t.equal(repeated.body.revision, 2);
});

t.test('spreadsheets are read row by row, and written all or none', async (t) => {
  const columns = ['URL', 'Name', 'Council', 'LGSL', 'Licence', 'Colour'];
  const rows = [
    ['https://github.com/made-up-council/sheet-one', 'Sheet one', 'LDS', '141; 608', 'MIT', 'red'],
    ['github.com/made-up-council/Sheet-One.git', '', '', '', '', ''],
    ['https://github.com/unboxed/bops', '', '', '', '', ''],
    ['https://github.com/made-up-council/sheet-two', '=HYPERLINK("http://evil")', 'Leads', '', '', ''],
    ['https://github.com/made-up-council/sheet-three', '', 'SWK', '', '', ''],
  ];
  const csv = [columns, ...rows]
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\r\n');
  const cells = rows.map((row) =>
    row.map((cell) => (cell.startsWith('=') ? { formula: cell, value: 'x' } : cell)),
  );
  const form = aForm(Buffer.from(csv));
  const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const before = await services.store.head();
  const expected = {
    status: 200,
    body: {
      ...{ committed: false, total: 5, good: 2, faulty: 1, duplicates: 2, ignoredColumns: ['Colour'] },
      rows: [
        {
          row: 2,
          outcome: 'good',
          id: 'made-up-council--sheet-one',
          becomes: 'published',
          values: { licence: 'MIT' },
        },
        { row: 3, outcome: 'duplicate', sameAsRow: 2 },
        { row: 4, outcome: 'duplicate', existing: { id: 'unboxed--bops' } },
        { row: 5, outcome: 'faulty', errors: [{ field: 'organisation', message: /not known/ }] },
        { row: 6, outcome: 'good', becomes: 'pending' },
      ],
    },
  };
  const imports = (body: unknown, type: string, query = '', extra = {}) =>
    send('POST', `/api/v1/asset-imports${query}`, body, { ...leeds, 'content-type': type, ...extra });
  t.match(await imports(csv, 'text/csv'), expected);
  t.match(await imports(aWorkbook([columns, ...cells]), xlsx), expected, 'as XLSX');
  t.match(await imports(form.body, form.type), expected, 'as a form');
  t.equal(await services.store.head(), before, 'a preview writes nothing');
  t.equal((await send('POST', '/api/v1/asset-imports', csv, { 'content-type': 'text/csv' })).status, 401);

  const once = { 'idempotency-key': 'sheet' };
  const written = await imports(csv, 'text/csv', '?commit=true', once);
  t.match(written, { status: 200, body: { committed: true, good: 2 } });
  t.same((await imports(csv, 'text/csv', '?commit=true', once)).body, written.body);
  t.match((await imports(csv, 'text/csv')).body, { good: 0, duplicates: 4 });
  t.equal((await get('/api/v1/assets/made-up-council--sheet-one')).status, 200);
  t.equal((await get('/api/v1/assets/made-up-council--sheet-three')).status, 404);
  await refuseBadFiles(t, (body, type) => imports(body, type), xlsx);
});

async function refuseBadFiles(
  t: Test,
  imports: (body: unknown, type: string) => Promise<{ status: number; body: { detail: string } }>,
  xlsx: string,
): Promise<void> {
  const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(60_000_000) });
  const far = '<row r="1"><c r="XFD1048576"><v>1</v></c></row>';
  const hidden = '<row r="1"><c s=">" r="XFD1"><v>1</v></c></row>';
  const many = ['url', ...Array.from({ length: 5001 }, (_, n) => `https://github.com/a/b${n}`)].join('\n');
  const bad: [unknown, string, string][] = [
    [Buffer.from(bomb), xlsx, 'a zip bomb'],
    [aWorkbook([], { sheet: far }), xlsx, 'a cell far out'],
    [aWorkbook([], { sheet: hidden }), xlsx, 'a cell far out, hidden'],
    [Buffer.from('PK\u0003\u0004nonsense'), xlsx, 'no zip'],
    [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1]), xlsx, 'the old form'],
    [many, 'text/csv', 'too many rows'],
    ['name\nx', 'text/csv', 'no addresses'],
    ['url\n"open', 'text/csv', 'a quote that never ends'],
    ['', 'text/csv', 'nothing'],
    ['x', 'multipart/form-data; boundary=x', 'a form that is cut off'],
    ['x', 'multipart/form-data', 'a form without a boundary'],
  ];
  for (const [body, type, what] of bad) {
    const answer = await imports(body, type);
    t.equal(answer.status, 400, `${what}: ${answer.body.detail}`);
  }
  t.equal((await imports(`url\n${'x'.repeat(5_100_000)}`, 'text/csv')).status, 413);
  t.equal((await imports('{}', 'application/xml')).status, 415);
}

function aForm(file: Buffer): { body: Buffer; type: string } {
  const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="../../a.csv"\r\ncontent-type: text/csv\r\n\r\n`;
  return {
    body: Buffer.concat([Buffer.from(head), file, Buffer.from('\r\n--x--\r\n')]),
    type: 'multipart/form-data; boundary=x',
  };
}

t.test('GitHub is asked where it can be, and holds nothing up where it cannot', async (t) => {
  let asked = 0;
  let now = 0;
  const lookUp = openRepositoryLookup({
    openHost: async () => ({
      async *read() {
        asked += 1;
        await new Promise(() => undefined);
        return undefined;
      },
    }),
    now: () => new Date(now),
    timeoutMs: 20,
  });
  t.same(
    await Promise.all([lookUp('a/b'), lookUp('c/d')]),
    [undefined, undefined],
    'one asks, the other goes on',
  );
  t.equal(await lookUp('a/b'), undefined);
  t.equal(asked, 1, 'a failure is remembered');
  now += 61_000;
  await lookUp('a/b');
  t.equal(asked, 2, 'for a minute');

  const registering = { ...services, known: openKnownAssets(services.store) };
  const reading = {
    ...{ outcome: 'found' as const, hostId: '42', repository: 'made-up-council/new-name', failed: {} },
    ...{ unchanged: [], memory: {}, request: { repository: 'made-up-council/old-name' } },
    facets: {
      ...{ description: 'Finds potholes.', homepage: 'https://example.org/holes' },
      licence: { spdx: 'MIT', file: 'LICENSE' },
      fork: { isFork: true, parent: 'unboxed/bops' },
    },
  };
  const answering = { ...registering, lookUp: async () => reading };
  const { entry } = await registerAsset(
    answering,
    { url: 'https://github.com/made-up-council/old-name', title: 'My own words' },
    { role: 'anonymous', organisations: [] },
  );
  t.match(entry, {
    id: 'made-up-council--new-name',
    document: {
      asset: {
        ...{ title: 'My own words', summary: 'Finds potholes.', homepage: 'https://example.org/holes' },
        ...{ aliases: ['made-up-council--old-name'], licence: { expression: 'MIT' }, readInPart: true },
        relations: [{ type: 'variantOf', asset: 'unboxed--bops', variant: 'fork' }],
      },
      similar: [{ id: 'unboxed--bops', why: 'it is a fork of this' }],
    },
  });
  const prefilled = await get('/api/v1/assets/prefill?url=unboxed/bops');
  t.match(prefilled.body, {
    existing: { id: 'unboxed--bops' },
    fields: { licence: 'MIT' },
    readFrom: 'copy',
  });
  t.equal((await get('/api/v1/assets/prefill?url=hello')).status, 400);
  t.equal((await get('/api/v1/assets/prefill')).status, 400);
});

const hostile: readonly unknown[] = [
  ...[
    '\u0000',
    '\ud800',
    '\u202e',
    '\u{e0041}',
    '<script>alert(1)</script>',
    "' OR 1=1 --",
    '../../etc/passwd',
    '%00',
  ],
  ...[
    '%2e%2e%2f',
    '#{7*7}',
    '{{7*7}}',
    '=cmd|x',
    'A'.repeat(3000),
    'a\r\nX: y',
    '\u0301'.repeat(100),
    'constructor',
  ],
  ...[
    '__proto__',
    'null',
    '-1',
    '1e999',
    'javascript:alert(1)',
    'http://[::1]/',
    'file:///x',
    'https://a:b@example.org',
  ],
  ...[
    'https://github.com/a/%2e%2e',
    'https://github.com/a/b%0d%0a',
    `a/${'.'.repeat(1500)}x`,
    'MIT AND ('.repeat(20),
  ],
  ...[
    '('.repeat(50),
    `${'a-'.repeat(40)}/b`,
    {},
    [],
    null,
    1,
    1e21,
    true,
    [[]],
    [null],
    ['<b>'],
    { a: { b: 1 } },
  ],
];

t.test('whatever is sent, it is taken as text or refused by name', async (t) => {
  const fields =
    'url title assetKind summary organisation services licence maturity contact homepage themes id'.split(
      ' ',
    );
  const answers: Record<number, number> = {};
  for (const field of fields) {
    for (const value of hostile) {
      const { status, body } = await register({ url: aUrl(), [field]: value });
      answers[status] = (answers[status] ?? 0) + 1;
      const told = `${field} ${JSON.stringify(value)?.slice(0, 60)}: ${status}`;
      if (status === 201) t.equal(body.state, 'pending', told);
      else if (status !== 409) t.ok(status === 400 && body.errors.length > 0, told);
    }
  }
  t.comment(`${fields.length * hostile.length} inputs: ${JSON.stringify(answers)}`);
});
