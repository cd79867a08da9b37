import t from 'tap';
import { openRealCatalogue } from '../support/test-app.ts';

/** The five founding announcements end to end: every award with its fund and source, every council string with its bodies. */

const { get } = await openRealCatalogue(t);

const digitalExperts = Array.from({ length: 27 }, (_, at) => `digital-experts-${at + 1}`);
const roundFour: Record<string, number> = {
  'southwark-planning': 350_000,
  'lambeth-invalid-applications': 350_000,
  'greenwich-housing-repairs': 50_000,
  'bucks-service-directory': 250_000,
  'croydon-code-sharing': 100_000,
  'barnsley-payments': 100_000,
};
const namedProjects: Record<string, string> = {
  'hounslow-top-20': 'announcement-002',
  'wigan-single-view': 'announcement-002',
  'east-sussex-troubled-families': 'announcement-002',
  'chat-health': 'announcement-003',
  'fly-tipping-app': 'announcement-003',
  'council-tax-online': 'announcement-003',
};

interface Lineage {
  nodes: { id: string; kind: string; title: string }[];
  edges: { from: string; to: string; type: string; basis: string; sources: { id: string }[] }[];
}

async function lineageOf(kind: string, id: string): Promise<Lineage> {
  const { status, body } = await get(`/api/v1/lineage/${kind}/${id}`);
  t.equal(status, 200, `${kind} ${id} has a lineage`);
  return body;
}

t.test('every award of the announcements answers with its fund and its source', async (t) => {
  for (const id of [...digitalExperts, ...Object.keys(roundFour)]) {
    const { nodes, edges } = await lineageOf('award', id);
    const source = id.startsWith('digital') ? 'announcement-000' : 'announcement-001';
    const fund = id.startsWith('digital') ? 'lga-digital-experts' : 'ldf-1-2m';
    const ids = nodes.map((node) => node.id);
    t.ok(ids.includes(`fund:${fund}`), `${id} reaches its fund`);
    t.ok(ids.includes(`source:${source}`), `${id} reaches its announcement`);
    t.ok(
      edges.every((edge) => edge.sources.length > 0),
      `every edge of ${id} has a source`,
    );
  }
});

t.test(
  'the six awards of the £1.2m announcement sum to it, and each leads to an asset or says that none was found',
  async (t) => {
    let sum = 0;
    for (const [id, amount] of Object.entries(roundFour)) {
      const award = (await get(`/api/v1/awards/${id}`)).body;
      t.equal(award.amountGbp, amount, id);
      t.equal(award.amountSource.id, 'announcement-001', 'as the announcement states it');
      sum += award.amountGbp;
      const { nodes, edges } = await lineageOf('award', id);
      const outputs = edges.filter(
        (edge) => edge.from === `project:${id}` && edge.to.startsWith('asset:') && edge.basis !== 'inferred',
      );
      const noneFound = edges.some(
        (edge) =>
          edge.from === `project:${id}` &&
          nodes.some((node) => node.id === edge.to && node.kind === 'none-found'),
      );
      t.not(
        outputs.length > 0,
        noneFound,
        `${id} has either an output that a source names or a node that says none was found`,
      );
    }
    t.equal(sum, 1_200_000);
    const fund = (await get('/api/v1/funds/ldf-1-2m')).body;
    t.equal(fund.awardsSumGbp, 1_200_000, 'and the fund sums each award once');
  },
);

t.test('amounts of the Digital Experts are shown only where a source states them', async (t) => {
  const shown: Record<string, number> = {};
  for (const id of digitalExperts) {
    const { amountGbp } = (await get(`/api/v1/awards/${id}`)).body;
    if (amountGbp !== undefined) shown[id] = amountGbp;
  }
  t.same(shown, {
    'digital-experts-1': 10_000,
    'digital-experts-5': 25_000,
    'digital-experts-6': 10_000,
    'digital-experts-8': 25_000,
    'digital-experts-15': 10_000,
  });
  for (const id of ['digital-experts-11', 'digital-experts-12']) {
    const { statements } = (await get(`/api/v1/awards/${id}`)).body;
    t.ok(
      statements.some(
        (one: { field: string; ambiguous?: boolean; shown: boolean }) =>
          one.field === 'amountGbp' && one.ambiguous && !one.shown,
      ),
      `${id} lists the ambiguous claim on "Newcastle"`,
    );
  }
});

t.test('disagreements stand beside the value shown', async (t) => {
  const award = (await get('/api/v1/awards/southwark-planning')).body;
  t.ok(award.disagreements.includes('amountGbp'));
  const amounts = award.statements.filter((one: { field: string }) => one.field === 'amountGbp');
  t.match(amounts, [{ value: 350_000, shown: true }], 'the announcement is the value shown');
  t.ok(
    amounts.some(
      (one: { value: number; shown: boolean; sources: { id: string }[] }) =>
        one.value === 1_025_000 && !one.shown && one.sources[0]?.id === 'award-register',
    ),
    'the register is kept beside it',
  );
  const experts = (await get('/api/v1/funds/lga-digital-experts')).body;
  t.ok(experts.disagreements.length > 0, '27 authorities or 42 councils');
});

t.test('the named projects are found by lineage and by search, examples last', async (t) => {
  for (const [id, source] of Object.entries(namedProjects)) {
    const { nodes } = await lineageOf('project', id);
    t.ok(
      nodes.some((node) => node.id === `source:${source}`),
      `${id} reaches ${source}`,
    );
  }
  for (const id of [...Object.keys(namedProjects), ...digitalExperts, ...Object.keys(roundFour)]) {
    const record = (await get(`/api/v1/projects/${id}`)).body;
    const q = encodeURIComponent(`"${record.title.replaceAll('"', '')}"`);
    const pages = [];
    for (let page = 1; page <= 3; page += 1)
      pages.push(...(await get(`/api/v1/search?q=${q}&page=${page}&pageSize=100`)).body.hits);
    t.ok(
      pages.some((hit: { id: string }) => hit.id === id),
      `${id} is found by its title`,
    );
  }
  const flyTipping = (await get('/api/v1/search?q=fly+tipping&pageSize=100')).body.hits.map(
    (hit: { id: string }) => hit.id,
  );
  const example = flyTipping.indexOf('fly-tipping-app');
  t.equal(example, flyTipping.length - 1, 'the example is last');
});

const councilStrings: Record<string, string[]> = {
  'Blackpool Council': ['BPL'],
  'Christchurch and East Dorset Councils': ['CHC', 'EDO'],
  'Dacorum Borough Council': ['DAC'],
  'Dorset County Council and all six district/borough councils in Dorset': [
    'DOR',
    'CHC',
    'EDO',
    'NDO',
    'PUR',
    'WDO',
    'WEY',
  ],
  'Essex County Council': ['ESS'],
  'Gloucestershire and Gloucester City': ['GLS', 'GLO'],
  'Lancaster City, Preston City and Fylde Borough Council': ['LAC', 'PRE', 'FYL'],
  'Luton Council': ['LUT'],
  'Milton Keynes Council': ['MIK'],
  'Newcastle City Council': ['NET'],
  'Newcastle Under Lyme': ['NEC'],
  'North Warwickshire Borough Council and Nuneaton and Bedworth Borough Council': ['NWA', 'NUN'],
  'Nottingham City Council': ['NGM'],
  'Reading Borough Council': ['RDG'],
  'Redcar and Cleveland': ['RCC'],
  'Solihull MBC': ['SOL'],
  'South Holland and Breckland District Councils': ['SHO', 'BRE'],
  'Southampton Council': ['STH'],
  'Stafford Borough Council and Cannock Chase Council': ['STA', 'CAN'],
  'Staffordshire County Council': ['STS'],
  'Stockton-on-Tees': ['STT'],
  'Test Valley Borough Council': ['TES'],
  'Thurrock Council': ['THR'],
  'Westminster CC, RB of Kensington and Chelsea & LB Hammersmith and Fulham': ['WSM', 'KEC', 'HMF'],
  'Wirral Council': ['WRL'],
  'Wyre Council': ['WYR'],
  'Southwark Council': ['SWK'],
  'Hackney Council': ['HCK'],
  'Greater London Authority': ['GLA'],
  'Surrey Heath Borough Council': ['SUR'],
  'Lambeth Council': ['LBH'],
  'Wycombe District Council': ['WYO'],
  'Lewisham Council': ['LEW'],
  'Camden Council': ['CMD'],
  'The Royal Borough of Greenwich': ['GRE'],
  'City of Lincoln Council': ['LIC'],
  'South Kesteven District Council': ['SKE'],
  'Buckinghamshire County Council': ['BKM'],
  'Adur and Worthing Council': ['ADU', 'WOT'],
  'Croydon Council': ['CRY'],
  'Leeds City Council': ['LDS'],
  'Brighton and Hove City Council': ['BNH'],
  'Bracknell Forest Council': ['BRC'],
  'Oxford City Council': ['OXO'],
  'Barnsley Metropolitan Council': ['BNS'],
  'Dorset County Council': ['DOR'],
  'Huntingdonshire District Council': ['HUN'],
  Hounslow: ['HNS'],
  Wigan: ['WGN'],
  'East Sussex': ['ESX'],
};

t.test('every council string of the announcements resolves, composites with the register', async (t) => {
  for (const [name, codes] of Object.entries(councilStrings)) {
    const { body } = await get(`/api/v1/resolve?on=2015-03-01&name=${encodeURIComponent(name)}`);
    t.same(body.organisations.map((one: { code: string }) => one.code).sort(), codes.toSorted(), name);
  }
  const forum = (await get(`/api/v1/resolve?name=${encodeURIComponent('Bournemouth, Dorset and Poole LRF')}`))
    .body;
  t.match(forum.organisations, [{ isCouncil: false }], 'a resilience forum is no council');
  const newcastle = (await get('/api/v1/resolve?name=Newcastle')).body;
  t.match(newcastle.parts, [{ outcome: 'ambiguous', organisations: [] }]);
  t.same(newcastle.parts[0].candidates.map((one: { code: string }) => one.code).sort(), ['NEC', 'NET']);
  const christchurch = (await get('/api/v1/resolve?name=Christchurch+and+East+Dorset+Councils')).body
    .organisations;
  t.same(
    christchurch.map((one: { code: string; successors: { code: string }[] }) => [
      one.code,
      one.successors.map((next) => next.code),
    ]),
    [
      ['CHC', ['BPC']],
      ['EDO', ['DST']],
    ],
    'one award, two successors',
  );
});
