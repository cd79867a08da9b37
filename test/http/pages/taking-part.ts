import type { Test } from 'tap';
import { type BrowserGround, desktop, type PagesGround, type PageTable, phone } from './ground.ts';

/** What readers do with an asset, and how they correct what is said of funding. */
export const takingPartPages: PageTable = {
  reuse: '/assets/bops/reuse',
  correction: '/assets/bops/correction',
  'correction-choice': '/assets/bops/correction?field=maturity',
  'correction-list': '/assets/bops/correction?field=services',
  'correction-choices': '/assets/bops/correction?field=audience',
  'correction-themes': '/projects/croydon-code-sharing/correction?field=themes',
  'correction-amount': '/awards/southwark-planning/correction?field=amountGbp',
  'correction-of-fund': '/funds/ldf-1-2m/correction',
  'message-no-mailbox': '/assets/bops/message',
  interest: '/interests/new?asset=bops',
  'interest-any': '/interests/new',
  interests: '/interests',
  sent: '/sent?what=reuse&state=pending&asset=bops',
};

const hidden = (html: string): Record<string, string> => {
  const inputs = [...html.matchAll(/<input type="hidden"(?: id="\w+")? name="([^"]+)" value="([^"]*)">/g)];
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, value]));
};
const enough = 4000;

export function testTakingPart(t: Test, { app, services, read, post, pass, aKey }: PagesGround): void {
  async function fill(url: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
    const shown = hidden((await read(url, headers)).body);
    pass(enough);
    return post(url.split('?')[0] ?? url, { ...shown, ...fields }, headers);
  }
  const decide = async (path: string, payload: object, headers: Record<string, string>) =>
    app.inject({ method: 'POST', url: path, payload, headers });

  t.test('“we use this”: faults at the field, a moderator first, once', async (t) => {
    const empty = await fill('/assets/bops/reuse', {});
    t.match(empty, { statusCode: 400, body: /href="#organisation"[\s\S]*href="#use"/ });
    const past = await fill('/assets/bops/reuse', {
      organisation: 'Christchurch',
      use: 'live',
      since: '2999',
    });
    t.equal(past.statusCode, 400);
    const since = await fill('/assets/bops/reuse', { organisation: 'Leeds', use: 'live', since: 'lately' });
    t.match(since, { statusCode: 400, body: /id="since-error"[\s\S]*for example 2025/ });
    t.match(since.body, 'value="Leeds"');
    t.match(since.body, /value="live" checked/);

    const shown = hidden((await read('/assets/bops/reuse')).body);
    pass(enough);
    const sent = {
      ...shown,
      organisation: 'Wigan',
      use: 'piloting',
      since: '2025-04',
      evidence: '<b>seen</b>',
    };
    const done = await post('/assets/bops/reuse', sent);
    t.match(done, { statusCode: 303, headers: { location: '/sent?what=reuse&state=pending&asset=bops' } });
    t.match(await post('/assets/bops/reuse', sent), { statusCode: 303 });
    const waiting = await services.store.listEntries<{ organisation: string }>({
      kind: 'reuse',
      states: ['pending'],
      limit: 50,
    });
    t.equal(
      waiting.entries.filter(({ document }) => document.organisation === 'wgn').length,
      1,
      'sent twice',
    );
    t.match(await read('/sent?what=reuse&state=pending&asset=bops'), {
      statusCode: 200,
      body: /waits for a moderator/,
    });
    t.notMatch((await read('/assets/bops')).body, '&lt;b&gt;seen', 'nobody sees it yet');
    t.equal((await read('/sent?what=reuse&state=toldyouso')).statusCode, 404);
  });

  t.test('the using council confirms a claim, renews and withdraws it; others may object', async (t) => {
    const [leeds, wigan, moderator] = await Promise.all([
      aKey('contributor', ['lds']),
      aKey('contributor', ['wgn']),
      aKey('moderator'),
    ]);
    const claimed = await fill('/assets/bops/reuse', { organisation: 'LDS', use: 'live' }, moderator);
    t.match(claimed.headers.location, 'state=claimed');
    const [, path = ''] = /href="(\/reuse\/reuse-\w+)"/.exec((await read('/assets/bops')).body) ?? [];
    const stranger = await read(path);
    t.match(stranger, { statusCode: 200, body: /Leeds City Council and BOPS/ });
    t.notMatch(stranger.body, 'Confirm it');
    t.match(stranger.body, 'Sign in to confirm');
    t.equal((await post(`${path}/confirm`, {})).statusCode >= 300, true);
    t.notMatch((await read(path, wigan)).body, 'Confirm it');
    t.match((await read(path, leeds)).body, 'Confirm it');
    t.equal((await post(`${path}/confirm`, {}, wigan)).statusCode, 403);
    const confirmed = await post(`${path}/confirm`, {}, leeds);
    t.match(confirmed, { statusCode: 303, headers: { location: `${path}?done=confirm` } });
    t.match((await read(`${path}?done=confirm`, leeds)).body, 'It is confirmed.');
    t.match((await read('/assets/bops')).body, 'Confirmed by the councils that use it');
    t.equal((await post(`${path}/renew`, {}, leeds)).statusCode, 303);
    t.match(await post(`${path}/dispute`, {}, wigan), { statusCode: 400, body: /id="reason-error"/ });
    t.equal((await post(`${path}/dispute`, { reason: 'They left' }, wigan)).statusCode, 303);
    t.match((await read(path)).body, 'They left');
    t.equal((await post(`${path}/withdraw`, {}, leeds)).statusCode, 303);
    t.equal((await read(path)).statusCode, 410);
    const own = await fill('/assets/bops/reuse', { organisation: 'LDS', use: 'stopped' }, leeds);
    t.match(own.headers.location, 'state=confirmed');
  });

  t.test('interests name services as people do, and show who wants what', async (t) => {
    const leeds = await aKey('contributor', ['lds']);
    const unclear = await fill('/interests/new', { service: 'bin', organisation: 'LDS' });
    t.match(unclear, { statusCode: 400, body: /id="service-error"/ });
    const [service] = [...services.directory.services.values()].filter(({ status }) => status === 'live');
    const own = await fill(
      '/interests/new',
      { service: service?.title ?? '', organisation: 'LDS', note: 'For our contact centre' },
      leeds,
    );
    t.match(own.headers.location, /what=interest&state=published&service=/);
    const asked = await fill('/interests/new?asset=bops', { organisation: 'Wigan' });
    t.match(asked.headers.location, /state=pending&asset=bops/);
    t.match(await read(own.headers.location as string), { statusCode: 200, body: /It is public now/ });
    const listed = await read('/interests');
    t.match(listed.body, service?.title);
    t.notMatch(listed.body, 'contact centre', 'what for is not for strangers');
    t.notMatch(listed.body, 'Wigan');
    t.match((await read('/interests', leeds)).body, 'contact centre');
    t.equal((await read('/interests/new?asset=no-such-thing')).statusCode, 404);
  });

  t.test('a correction says what the record says now, and takes a choice, a list or nothing', async (t) => {
    const moderator = await aKey('moderator');
    const fields = await read('/assets/bops/correction');
    t.match(fields.body, /<option value="title"[^>]*>Name: BOPS</);
    const same = await fill('/assets/bops/correction?field=title', { value: 'BOPS', reason: 'So it is' });
    t.match(same, { statusCode: 409, body: /the record says this already/ });
    const wrong = await fill('/assets/bops/correction?field=lead', { value: 'Springfield', reason: 'x' });
    t.match(wrong, { statusCode: 400, body: /id="value-error"/ });
    t.match(wrong.body, 'value="Springfield"');
    const services = await fill('/assets/bops/correction?field=services', {
      value: 'No such service at all',
      reason: 'x',
    });
    t.match(services, { statusCode: 400, body: /is not in the list/ });
    const waits = await fill('/assets/bops/correction?field=maturity', { value: 'retired', reason: 'Gone' });
    t.match(waits.headers.location, 'what=correction&state=pending&asset=bops');
    const twice = await fill('/assets/bops/correction?field=maturity', { value: 'retired', reason: 'It is' });
    t.match(twice, { statusCode: 409, body: /The same was said already/ });
    const path = '/assets/bops/correction?field=gettingStarted';
    const shown = await fill(path, { value: 'Read the guide.', reason: 'It helps' }, moderator);
    t.match(shown.headers.location, 'state=accepted');
    const emptied = await fill(path, { empty: 'yes', reason: 'No, it does not' }, moderator);
    t.match(emptied.headers.location, 'state=accepted');
    t.equal(
      (await read('/assets/BOPS/correction?field=lead')).headers.location,
      '/assets/bops/correction?field=lead',
    );
  });

  t.test('what is said of an award, a project and a fund is corrected by the same form', async (t) => {
    const moderator = await aKey('moderator');
    for (const path of ['/awards/digital-experts-11', '/projects/croydon-code-sharing', '/funds/ldf-1-2m'])
      t.match((await read(path)).body, new RegExp(`href="${path}/correction">Something wrong\\? Tell us<`));
    const award = '/awards/digital-experts-11/correction';
    t.match((await read(award)).body, '<option value="amountGbp">Amount: nothing</option>');
    t.match(await fill(`${award}?field=amountGbp`, { value: 'ten', reason: 'x' }), {
      statusCode: 400,
      body: /id="value-error"[\s\S]*a sum in pounds/,
    });
    const undated = { value: '£12,345', reason: 'The ledger says so', dated: '2016-02' };
    const unseen = await fill(`${award}?field=amountGbp`, undated);
    t.match(unseen, { statusCode: 400, body: /id="evidence-error"/ });
    t.match(unseen.body, 'value="£12,345"', 'what was filled in stays');
    const seen = { ...undated, evidence: 'https://council.example/ledger' };
    t.match(await fill(`${award}?field=amountGbp`, { ...seen, dated: 'lately' }), {
      statusCode: 400,
      body: /id="dated-error"[\s\S]*for example 2025/,
    });
    const sent = await fill(`${award}?field=amountGbp`, seen);
    t.match(sent.headers.location, 'what=correction&state=pending&award=digital-experts-11');
    const told = await read(String(sent.headers.location));
    t.match(told.body, /href="\/awards\/digital-experts-11">Back to <span lang="en">/);
    t.notMatch((await read('/awards/digital-experts-11')).body, '£12,345</');

    const queue = await read('/moderate?type=correction', moderator);
    const [, waits = ''] =
      /href="(\/moderate\/correction-[\w-]+)\?[^"]*">[^<]*<span[^>]*>Newcastle/.exec(queue.body) ?? [];
    const decision = await read(waits, moderator);
    t.match(decision.body, /Amount[\s\S]*<ins>[\s\S]*£12,345/);
    t.match(decision.body, /href="https:\/\/council\.example\/ledger"[^>]*>[^<]*<\/a>, February 2016/);
    t.match(decision.body, 'href="/awards/digital-experts-11"');
    t.equal((await post(waits, { verb: 'approve' }, moderator)).statusCode, 303);
    t.match((await read('/awards/digital-experts-11')).body, '£12,345');

    const fund = '/funds/ldf-1-2m/correction';
    const funder = 'Ministry of Housing, Communities and Local Government';
    t.match(await fill(`${fund}?field=funder`, { value: funder, reason: 'So it is' }), {
      statusCode: 409,
      body: /the record says this already/,
    });
    const project = '/projects/croydon-code-sharing/correction';
    const themes = await read(`${project}?field=themes`);
    t.match(themes.body, /type="checkbox" value="websites" checked/);
    const named = await fill(
      `${project}?field=leads`,
      { value: 'Croydon\nLeeds', reason: 'Both' },
      moderator,
    );
    t.match(named.headers.location, 'state=accepted&project=croydon-code-sharing');
    t.match((await read('/projects/croydon-code-sharing')).body, 'Leeds City Council');
    const welsh = await read(`${project}?field=fundingPhase`, { 'accept-language': 'cy' });
    t.match(welsh.body, /Awgrymu cywiriad[\s\S]*<option value="discovery">Darganfod</);
    t.equal(
      (await read('/awards/AWARD-500/correction?field=title')).headers.location,
      '/awards/southwark-planning/correction?field=title',
    );
    t.equal((await read('/awards/no-such-award/correction')).statusCode, 404);
  });

  t.test('messages reach a mailbox that nobody sees; a claim is for who is signed in', async (t) => {
    const leeds = await aKey('contributor', ['lds']);
    t.match((await read('/assets/bops/message')).body, 'knows no mailbox');
    const payload = {
      ...{ url: 'https://github.com/made-up-council/asked', organisation: 'LDS' },
      ...{ title: 'Asked about', contact: 'bins-team@council.example' },
    };
    const made = await decide('/api/v1/assets', payload, leeds);
    const path = `/assets/${made.json().id}`;
    const page = await read(`${path}/message`);
    t.notMatch(page.body, 'bins-team@');
    const wrong = await fill(`${path}/message`, { text: 'Hello', replyTo: 'me' });
    t.match(wrong, { statusCode: 400, body: /id="replyTo-error"/ });
    const sent = await fill(`${path}/message`, { text: 'May we see it?', replyTo: 'us@council.example' });
    t.match(sent.headers.location, 'what=message&state=pending');
    t.equal(
      (await read(`${path}/correction`)).headers.location,
      `${path}/edit`,
      'what is registered is edited',
    );

    const signIn = await read('/assets/bops/claim');
    t.ok(signIn.statusCode === 401 || signIn.headers.location?.toString().startsWith('/sign-in'));
    const claimed = await fill('/assets/bops/claim', { organisation: 'LDS', note: 'Ours' }, leeds);
    t.match(claimed.headers.location, 'what=claim&state=claimed');
    const others = await fill('/assets/bops/claim', { organisation: 'SWK' }, leeds);
    t.equal(others.statusCode, 403);
  });

  t.test('an asset can be cited, with what it is, where, and when it was looked at', async (t) => {
    const { body } = await read('/assets/bops', { 'accept-language': 'en' });
    t.match(body, /BOPS\. Council Reuse Catalogue\. http[^ ]+\/assets\/bops\. accessed \d+ \w+ 20\d\d\./);
    for (const action of [
      'We use this',
      'We are interested',
      'Suggest a correction',
      'Ask its owners',
      'Cite it',
    ])
      t.match(body, `>${action}<`);
    t.notMatch(body, 'Claim it for your organisation');
  });
}

export async function testTakingPartInBrowser(t: Test, { pass, visit, look }: BrowserGround): Promise<void> {
  for (const [size, viewport, javaScriptEnabled, path, link, field, value] of [
    [
      'phone',
      phone,
      false,
      '/awards/greenwich-housing-repairs',
      'Something wrong? Tell us',
      'fundingPhase',
      'live',
    ],
    ['desktop', desktop, true, '/assets/hackney-repairs-hub', 'Suggest a correction', 'maturity', 'dormant'],
  ] as const) {
    await t.test(`from ${path} to a correction of it, ${size}`, async (t) => {
      const page = await visit(t, path, { viewport, javaScriptEnabled });
      await page.click(`a:has-text("${link}")`);
      await page.selectOption('#field', field);
      await page.click('button:has-text("Continue")');
      await page.selectOption('#value', value);
      pass(enough);
      await page.click('button:has-text("Suggest it")');
      t.match(await page.textContent('.govuk-error-summary'), 'Why');
      if (javaScriptEnabled) await look(t, page, `correction-faults-${size}`);
      t.equal(await page.inputValue('#value'), value, 'what was chosen stays');
      await page.fill('#reason', 'It was replaced.');
      await page.click('button:has-text("Suggest it")');
      t.match(await page.textContent('h1'), 'Thank you');
    });
  }
}
