import type { Test } from 'tap';
import { wrapText } from '../../../src/http/web/lineage/wrap-text.ts';
import { overviewFunding } from '../../../src/use-cases/overview-funding.ts';
import type { BrowserGround, PagesGround, PageTable } from './ground.ts';

/** Projects, awards and funds with their lineage. */
export const fundingPages: PageTable = {
  award: '/awards/southwark-planning',
  'award-without-amount': '/awards/digital-experts-11',
  project: '/projects/croydon-code-sharing',
  'project-example': '/projects/fly-tipping-app',
  fund: '/funds/ldf-1-2m',
  'fund-with-rounds': '/funds/ldf',
  'fund-for-capacity': '/funds/green-belt-reviews',
  funds: '/funds',
  lineage: '/lineage/fund/ldf?page=14',
};

const english = { 'accept-language': 'en' };

/** The text of a page's main part, one space between words. */
function textOf(html: string): string {
  const [, main = ''] = /<main[^>]*>(.*)<\/main>/s.exec(html) ?? [];
  return main
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ');
}

export function testFunding(t: Test, { app, aKey, read, services }: PagesGround): void {
  t.test('an award says in its first lines what was paid, to whom, and what came of it', async (t) => {
    const text = textOf((await read('/awards/southwark-planning', english)).body);
    t.match(
      text,
      'Local Digital Fund round 4 gave £350,000 to London Borough of Southwark on 13 March 2020, with 3 partners.',
    );
    t.match(
      text,
      /It paid for the project Back office planning application systems ?\. 1 thing that others can/,
    );
    t.match(text, 'Nobody else has confirmed yet that they use it.');
    const none = textOf((await read('/awards/award-198', english)).body);
    t.match(none, 'No public output is recorded.');
    t.match(none, 'whether something public came of it');
    const inferred = textOf((await read('/awards/bucks-service-directory', english)).body);
    t.match(inferred, 'No public output is recorded.', 'general knowledge is no output found');
    t.match(inferred, /General knowledge, but no source, links it with .*Outpost/);
  });

  t.test('reuse that a council confirms is told where the money came from, and drawn', async (t) => {
    const path = '/projects/croydon-code-sharing';
    t.match(textOf((await read(path, english)).body), 'Nobody else has confirmed yet that they use it.');
    const said = await app.inject({
      method: 'POST',
      url: '/api/v1/assets/localgov-drupal/reuse',
      payload: { organisation: 'LDS', use: 'live' },
      headers: await aKey('contributor', ['lds']),
    });
    t.equal(said.statusCode, 201);
    await services.refresh();
    const after = await read(path, english);
    t.match(textOf(after.body), '1 body has confirmed that it reuses it: Leeds City Council');
    t.match(after.body, 'aria-label="Leeds City Council, confirmed"');
    t.match(textOf((await read(path, { 'accept-language': 'cy' })).body), 'Mae 1 corff wedi cadarnhau');
  });

  t.test('amounts that differ stand side by side, and what is not known is not guessed', async (t) => {
    const differing = textOf((await read('/awards/southwark-planning', english)).body);
    t.match(differing, 'Sources differ on the amount. They state 2 different ones:');
    t.match(differing, /£350,000 – .*\(shown here\).*£1,025,000 – /);
    const ambiguous = textOf((await read('/awards/digital-experts-11', english)).body);
    t.match(ambiguous, 'No source states how much it was.');
    t.match(ambiguous, 'One source states £10,000, but it may be about another award');
    t.notMatch(ambiguous, 'gave £10,000');
    const fund = textOf((await read('/funds/lga-digital-experts', english)).body);
    t.match(
      fund,
      'The catalogue knows 27 awards of it: £80,000 together. For 22 awards no source states an amount.',
    );
    t.match(fund, /£390,000 – .*£405,000 – /);
  });

  t.test(
    'sums count an award once: those of rounds are in their fund, and funds add up to the whole',
    async (t) => {
      const { funds, total, byYear, byPlace, byProgramme } = await overviewFunding(services);
      const digital = funds.filter(({ capacity }) => !capacity);
      const sumOf = (groups: readonly { totalGbp: number }[]) =>
        groups.reduce((sum, { totalGbp }) => sum + totalGbp, 0);
      for (const groups of [digital, byYear, byPlace, byProgramme]) {
        t.equal(sumOf(groups), total.totalGbp);
        t.equal(
          groups.reduce((sum, { awards }) => sum + awards, 0),
          total.awards,
        );
      }
      const rounds = digital.filter(({ id }) => services.directory.fund(id)?.partOf === 'ldf');
      t.ok(rounds.length > 5);
      const text = textOf((await read('/funds/ldf', english)).body);
      t.match(text, `${new Intl.NumberFormat('en-GB').format(sumOf(rounds))} together`);
      const overview = textOf((await read('/funds', english)).body);
      t.match(overview, `£${new Intl.NumberFormat('en-GB').format(total.totalGbp)}`);
      for (const { title } of funds)
        t.ok(overview.includes(title.replaceAll("'", '’')) || overview.includes(title));
    },
  );

  t.test('the drawing says what its table says, and marks what it is about', async (t) => {
    const { body } = await read('/awards/southwark-planning', english);
    const [, picture = ''] = /<svg width[^>]*role="group"(.*?)<\/details>/s.exec(body) ?? [];
    t.match(picture, 'crc-lineage__start');
    t.match(picture, 'href="/funds/ldf-1-2m"');
    t.match(picture, 'href="/projects/southwark-planning"');
    t.match(picture, 'href="/assets/bops"');
    t.match(picture, 'crc-lineage__line--unsure', 'what is seen in files alone is dashed');
    t.match(picture, 'seen in files');
    t.match(picture, 'and 5 more');
    const links = body.match(
      /<tr class="govuk-table__row">\s*<th scope="row"[^>]*><span class="crc-muted">/g,
    );
    const lineage = JSON.parse((await read('/api/v1/lineage/award/southwark-planning')).body);
    t.equal(links?.length, 40);
    t.match(textOf(body), `The first 40 of ${lineage.edges.length} links.`);
    let rows = 0;
    for (let page = 1; page <= Math.ceil(lineage.edges.length / 100); page += 1) {
      const listed = await read(`/lineage/award/southwark-planning?page=${page}`);
      rows += listed.body.match(/<th scope="row"/g)?.length ?? 0;
    }
    t.equal(rows, lineage.edges.length, 'every link has its row');
    t.match((await read('/assets/bops')).body, 'id="lineage"');
    const none = await read('/awards/award-198', english);
    t.match(none.body, 'crc-lineage__box--none-found');
  });

  t.test('each has one address; what is not there or not right is said', async (t) => {
    const moved = await read('/awards/AWARD-500');
    t.match(moved, { statusCode: 308, headers: { location: '/awards/southwark-planning' } });
    t.match(await read('/lineage/award/award-500'), {
      statusCode: 308,
      headers: { location: '/lineage/award/southwark-planning' },
    });
    for (const path of [
      '/funds/none',
      '/projects/none',
      '/awards/none',
      '/lineage/fund/none',
      '/lineage/x/ldf',
    ]) {
      t.equal((await read(path)).statusCode, 404, path);
    }
    t.match(await read('/lineage/fund/ldf?page=0'), { statusCode: 400, body: 'page' });
    t.match(await read('/lineage/fund/ldf?page=9999'), { statusCode: 400, body: 'page' });
    t.match((await read('/funds/ldf')).body, '<link rel="canonical" href="/funds/ldf">');
  });

  t.test(
    'text in boxes is broken where it must be, and nothing of it is lost before the last line',
    async (t) => {
      t.same(wrapText('Back office planning', 11, 4), ['Back office', 'planning']);
      t.same(wrapText('one two three four', 5, 2), ['one', 'two…']);
      t.same(wrapText('x'.repeat(300), 10, 3), ['x'.repeat(10), 'x'.repeat(10), `${'x'.repeat(9)}…`]);
      t.same(wrapText('lbhackney-it--data-platform', 16, 4), ['lbhackney-it--', 'data-platform']);
      t.same(wrapText('', 10, 3), []);
    },
  );
}

export async function testFundingInBrowser(t: Test, { visit, address }: BrowserGround): Promise<void> {
  await t.test('from all funds to what came of an award, by keyboard and without script', async (t) => {
    const page = await visit(t, '/', { javaScriptEnabled: false });
    await page.click('footer a[href="/funds"]');
    await page.click('a[href="/funds/ldf-1-2m"]');
    await page.waitForURL(`${address}/funds/ldf-1-2m`);
    await page.focus('.crc-lineage a[href="/awards/southwark-planning"]');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${address}/awards/southwark-planning`);
    t.match(await page.textContent('.govuk-body-l'), '£350,000');
    const table = page.locator('#lineage-table table');
    t.equal(await table.isVisible(), false);
    await page.focus('#lineage-table summary');
    await page.keyboard.press('Enter');
    t.equal(await table.isVisible(), true, 'the table opens without script');
    await page.click('.crc-lineage a[href="/assets/bops"]');
    await page.waitForURL(`${address}/assets/bops`);
  });

  await t.test(
    'the drawing is read in forced colours, and scrolls in its own region on a phone',
    async (t) => {
      const page = await visit(t, '/awards/southwark-planning', {
        forcedColors: 'active',
        viewport: { width: 320, height: 800 },
      });
      const colours = await page.evaluate(`(() => {
      const of = (selector, what) => getComputedStyle(document.querySelector(selector))[what];
      return [of('.crc-lineage__start text', 'fill'), of('.crc-lineage__start rect', 'fill'),
        of('.crc-lineage a text', 'fill'), of('.crc-lineage a rect', 'fill')];
    })()`);
      const [startText, startBox, text, box] = colours as string[];
      t.not(startText, startBox);
      t.not(text, box);
      const overflow =
        'document.querySelector(".crc-lineage").scrollWidth - document.querySelector(".crc-lineage").clientWidth';
      t.ok(Number(await page.evaluate(overflow)) > 0, 'it is wider than its region');
      t.ok(Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')) <= 0);
    },
  );
}
