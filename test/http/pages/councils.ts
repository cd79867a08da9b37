import { gzipSync } from 'node:zlib';
import type { Test } from 'tap';
import { sumAwards } from '../../../src/domain/money.ts';
import type { BrowserGround, PagesGround, PageTable } from './ground.ts';
import { phone } from './ground.ts';

/** Councils and other bodies, services, sources, and the map. */
export const councilPages: PageTable = {
  councils: '/organisations',
  'councils-found': '/organisations?q=hakney',
  'councils-none': '/organisations?q=zzzzqqq&type=nhs',
  council: '/organisations/hck',
  'council-abolished': '/organisations/tau',
  'council-successor': '/organisations/smt',
  body: '/organisations/tpximpact',
  services: '/services',
  'services-all': '/services?show=all',
  service: '/services/141',
  'service-empty': '/services/871',
  source: '/sources/announcement-000',
  'source-long': '/sources/award-register?kind=award&page=12',
};

const english = { 'accept-language': 'en' };
const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

/** The part of a page under one of its headings. */
function sectionOf(body: string, id: string): string {
  const start = body.indexOf(`<h2 class="govuk-heading-m" id="${id}">`);
  if (start < 0) return '';
  const end = body.indexOf('<h2 class="govuk-heading-m"', start + 1);
  return body.slice(start, end < 0 ? undefined : end);
}

export function testCouncils(t: Test, { app, services, read, aKey }: PagesGround): void {
  const open = (path: string) => read(path, english);
  async function send(url: string, payload: object, headers: Record<string, string>) {
    const answer = await app.inject({ method: 'POST', url, payload, headers });
    await services.refresh();
    return answer;
  }

  t.test(
    'a body, a service and a source have one address each, whatever they are asked for by',
    async (t) => {
      for (const given of ['HCK', 'E09000012', 'hackney']) {
        t.match(await open(`/organisations/${given}`), {
          statusCode: 308,
          headers: { location: '/organisations/hck' },
        });
      }
      t.match(await open('/sources/ANNOUNCEMENT-001'), { statusCode: 308 });
      for (const path of [
        '/organisations/nobody',
        '/organisations/%3Cb%3E',
        '/services/0',
        '/sources/none',
      ]) {
        t.match(await open(path), { statusCode: 404, body: 'Page not found' });
      }
      const page = await open('/services/141');
      t.match(page.body, '<link rel="canonical" href="/services/141">');
      t.match(page.body, '<title>Housing repairs: what councils have for it');
    },
  );

  t.test('an abolished council says so first, and who has its work now', async (t) => {
    const { body } = await open('/organisations/tau');
    const [, notice = ''] = /<div class="govuk-inset-text">(.*?)<\/div>/s.exec(body) ?? [];
    t.match(textOf(notice), 'It ended on 31 March 2019. It was succeeded by Somerset West and Taunton');
    t.match(notice, 'href="/organisations/smt"', 'and what became of its successor');
    t.equal(sectionOf(body, 'neighbours'), '', 'it has no neighbours to learn from');
    const split = (await open('/organisations/cma')).body;
    for (const id of ['cbd', 'waf']) t.match(split, `href="/organisations/${id}"`);
    t.match((await open('/organisations/nir-a')).body, 'The register does not say who followed it.');
  });

  t.test('a reorganisation is drawn, and stands in a table too', async (t) => {
    const timeline = sectionOf((await open('/organisations/smt')).body, 'timeline');
    t.match(timeline, /role="img" aria-label="[^"]*Somerset Council: 8 councils/);
    for (const date of ['1 April 2019', '1 April 2023']) t.match(timeline, `>${date}</text>`);
    t.equal([...timeline.matchAll(/<rect /g)].length, 8);
    const rows = timeline.slice(timeline.indexOf('<tbody'));
    t.equal([...rows.matchAll(/<tr /g)].length, 8);
    t.match(
      textOf(rows),
      'Taunton Deane Borough Council not in the register 31 March 2019 Somerset West and Taunton',
    );
    const widths = [...timeline.matchAll(/ x="(\d+)" y="\d+" width="(\d+)"/g)];
    t.ok(
      widths.every(([, x, width]) => Number(x) + Number(width) <= 340),
      'within the picture',
    );
  });

  t.test('work of councils before it stands apart, with whose it was', async (t) => {
    const { body } = await open('/organisations/smt');
    t.match(sectionOf(body, 'inherited'), 'href="/organisations/seg"');
    t.notMatch(sectionOf(body, 'projects'), 'Open source revenues and benefits');
    t.match(sectionOf(body, 'inherited'), 'Open source revenues and benefits');
  });

  t.test('money is what sources state of the awards it leads, each once', async (t) => {
    const listed = await app.inject({ url: '/api/v1/awards?organisation=LDS&pageSize=100' });
    const records = (listed.json() as { records: Award[] }).records;
    const led = records.filter(({ organisations }) =>
      organisations.some(({ id, role }) => id === 'lds' && role === 'lead'),
    );
    t.ok(led.length > 0);
    const sum = sumAwards(led);
    const { body } = await open('/organisations/lds');
    t.match(textOf(sectionOf(body, 'projects')), `It leads ${led.length} award`);
    if (sum.totalGbp > 0) t.match(body, `£${sum.totalGbp.toLocaleString('en-GB')}`);
  });

  t.test('a grant that several councils got before they became one is counted once', async (t) => {
    const { body } = await open('/organisations/dst');
    const { predecessors } = (await app.inject({ url: '/api/v1/organisations/dst' })).json() as {
      predecessors: { id: string; code: string }[];
    };
    const query = predecessors.map(({ code }) => `organisation=${code}`).join('&');
    const listed = await app.inject({ url: `/api/v1/awards?${query}&pageSize=100` });
    const before = new Set(predecessors.map(({ id }) => id));
    const led = (listed.json() as { records: Award[] }).records.filter(({ organisations }) => {
      const leads = organisations.filter(({ role }) => role === 'lead').map(({ id }) => id);
      return leads.some((id) => before.has(id)) && !leads.includes('dst');
    });
    const inherited = sectionOf(body, 'inherited');
    t.match(textOf(inherited), `They led ${led.length} award`);
    t.match(textOf(inherited), `£${sumAwards(led).totalGbp.toLocaleString('en-GB')}.`);
    const projects = [...inherited.matchAll(/href="\/projects\/([^"]+)"/g)].map(([, id]) => id);
    t.ok(projects.length > 1);
    t.same(projects, [...new Set(projects)]);
    t.match(
      inherited,
      /East Dorset District Council<\/a>, <a[^>]+>North Dorset/,
      'with all of them beside it',
    );
  });

  t.test('what neighbours confirmed comes first, until the council has it itself', async (t) => {
    const asset = 'localgov-ims';
    const before = sectionOf((await open('/organisations/cry')).body, 'neighbours');
    t.match(before, 'None of them has confirmed yet');
    const said = { organisation: 'ISL', use: 'live' };
    const islington = await aKey('contributor', ['isl']);
    t.equal((await send(`/api/v1/assets/${asset}/reuse`, said, islington)).statusCode, 201);
    const after = sectionOf((await open('/organisations/cry')).body, 'neighbours');
    t.match(
      textOf(after),
      /What neighbours confirmed that they use LocalGov IMS .* At London Borough of Islington/i,
    );
    t.notMatch(after, 'None of them has confirmed yet');
    const user = await open('/organisations/isl');
    t.match(textOf(sectionOf(user.body, 'reuse')), /Confirmed by itself .*LocalGov IMS In live use/i);
    t.match(user.body, /confirmed uses of others’ work<\/dt><dd>1</);
    const own = { organisation: 'CRY', use: 'piloting' };
    await send(`/api/v1/assets/${asset}/reuse`, own, await aKey('contributor', ['cry']));
    t.match(
      sectionOf((await open('/organisations/cry')).body, 'neighbours'),
      'None of them has confirmed yet',
    );
    const map = sectionOf((await open(`/assets/${asset}`)).body, 'use');
    t.match(map, 'Confirmed that it uses it (2)');
    t.match(map, '<title>London Borough of Islington</title>');
  });

  t.test('a service with nothing says so, and who is looking for something', async (t) => {
    const { body } = await open('/services/871');
    t.match(textOf(sectionOf(body, 'gap')), 'No shared component yet.');
    t.match(body, 'href="/interests/new?service=871"');
    const ask = { service: '871', organisation: 'LDS', note: 'for the winter' };
    t.equal((await send('/api/v1/interests', ask, await aKey('contributor', ['lds']))).statusCode, 201);
    const after = (await open('/services/871')).body;
    t.match(textOf(sectionOf(after, 'gap')), '1 council is interested: Leeds City Council');
    t.notMatch(after, 'for the winter', 'notes are not for strangers');
    const wanted = (await open('/services?show=wanted')).body;
    t.match(textOf(wanted), '1 service');
    t.match(wanted, 'href="/services/871"');
    t.match(sectionOf((await open('/organisations/lds')).body, 'wanted'), 'href="/services/871"');
  });

  t.test('counts of services are those of the catalogue', async (t) => {
    const page = (await open('/services?q=housing+repairs')).body;
    const counted = [...page.matchAll(/href="\/services\/141".*?(\d+) to reuse · (\d+) project/gs)][0];
    const { work } = (await app.inject({ url: '/api/v1/services/141' })).json() as {
      work: { kind: string }[];
    };
    t.equal(Number(counted?.[1]), work.filter(({ kind }) => kind === 'asset').length);
    t.equal(Number(counted?.[2]), work.filter(({ kind }) => kind === 'project').length);
    t.match(textOf((await open('/services?show=nothing')).body), /\d{3} services/);
  });

  t.test('bodies are found by names past and present, codes and slips', async (t) => {
    const firstOf = async (typed: string) =>
      /crc-contents"><li><a class="govuk-link" href="\/organisations\/([^"]+)"/.exec(
        (await open(`/organisations?q=${encodeURIComponent(typed)}`)).body,
      )?.[1];
    t.equal(await firstOf('hakney'), 'hck');
    t.equal(await firstOf('Hackney'), 'hck');
    t.equal(await firstOf('E06000066'), 'smt');
    t.equal(await firstOf('taunton deane'), 'tau');
    t.equal(await firstOf('unboxed'), 'unboxed');
    const north = (await open('/organisations?region=North+East&type=unitary')).body;
    t.match(north, 'Durham County Council');
    t.notMatch(north, 'Leeds');
    for (const query of ['region=Mars', 'type=castle', 'show=all%00']) {
      t.match(await open(`/organisations?${query}`), { statusCode: 400, body: /region|type|show/ });
    }
    const hostile = await open('/organisations?q=%3Cscript%3Ealert(1)%3C/script%3E');
    t.match(hostile, { statusCode: 200 });
    t.notMatch(hostile.body, '<script>alert');
  });

  t.test('the map marks what the table names, by shape, and stays light', async (t) => {
    const { body } = await open('/assets/bops');
    const [map = ''] = /<div class="crc-map">.*?<\/table>/s.exec(body) ?? [];
    const marks = [...map.matchAll(/transform="translate\(([\d.]+) ([\d.]+)\)" d="([^"]+)"><title>([^<]+)/g)];
    const rows = [...map.slice(map.indexOf('<tbody')).matchAll(/<tr /g)].length;
    const unplaced = Number(/(\d+) bod(?:y has|ies have) no place/.exec(textOf(map))?.[1] ?? 0);
    t.ok(marks.length > 10);
    t.equal(marks.length + unplaced, rows);
    const shapes = new Map(
      [...map.matchAll(/crc-mark--(\w+)"(?: transform="[^"]+")? d="([^"]+)"/g)].map(([, kind, shape]) => [
        shape,
        kind,
      ]),
    );
    const legend = [...map.matchAll(/<\/svg> [^(<]+ \((\d+)\)/g)].map(([, count]) => Number(count));
    t.equal(shapes.size, legend.length, 'a shape a kind');
    t.equal(
      legend.reduce((sum, count) => sum + count, 0),
      marks.length,
    );
    t.ok(marks.every(([, x, y]) => Number(x) <= 366 && Number(y) <= 540));
    const southwark = marks.find(([, , , , title]) => title === 'London Borough of Southwark');
    t.ok(Number(southwark?.[1]) > 232 && Number(southwark?.[2]) < 230, 'London stands in the larger part');
    t.ok(gzipSync(map).length < 10_000, `${gzipSync(map).length} bytes`);
  });

  t.test('a source tells what is taken from it, page by page', async (t) => {
    const { body } = await open('/sources/award-register?kind=award&page=12');
    t.match(textOf(body), /Awards \(573\)/);
    t.match(textOf(body), 'Page 12 of 12');
    t.equal(
      [...body.matchAll(/<td class="govuk-table__cell"><a class="govuk-link" href="\/awards\//g)].length,
      573 - 550,
    );
    t.match(await open('/sources/award-register?page=many'), { statusCode: 400 });
    t.match(await open('/sources/award-register?kind=dragon'), { statusCode: 400 });
    const unknown = textOf((await open('/sources/announcement-000')).body);
    t.match(unknown, 'The catalogue takes facts from it, no sentences.');
    t.match(unknown, 'Published by Local Government Association');
  });
}

interface Award {
  id: string;
  amountGbp?: number;
  organisations: { id: string; role: string }[];
}

export async function testCouncilsInBrowser(
  t: Test,
  { address, browser, findFaults, visit }: BrowserGround,
): Promise<void> {
  await t.test(
    'without script on a phone: from home to a former council and to who has its work now',
    async (t) => {
      const context = await browser.newContext({
        javaScriptEnabled: false,
        viewport: phone,
        locale: 'en-GB',
      });
      const page = await context.newPage();
      await page.goto(address);
      await page.click('a:has-text("Councils and other bodies")');
      await page.fill('#q', 'taunton deane');
      await page.click('button:has-text("Show them")');
      await page.click('main a:has-text("Taunton Deane")');
      t.match(await page.textContent('.govuk-inset-text'), 'It ended on 31 March 2019.');
      await page.click('.govuk-inset-text a[href="/organisations/smt"]');
      t.equal(await page.textContent('h1'), 'Somerset Council');
      await page.click('summary:has-text("The timeline as a table")');
      t.ok(await page.isVisible('td:has-text("Mendip District Council") >> nth=0'));
      await context.close();
    },
  );

  await t.test('by keyboard: narrow the services, and open the map as a table', async (t) => {
    const page = await visit(t, '/services');
    await page.focus('#q');
    await page.keyboard.type('housing repairs');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=housing/);
    await page.focus('main a[href="/services/141"]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/services\/141$/);
    await page.focus('summary:has-text("The map as a table")');
    await page.keyboard.press('Enter');
    t.ok(await page.isVisible('td:has-text("London Borough of Hackney") >> nth=0'));
    t.same(await findFaults(page), [], 'with the table open');
  });
}
