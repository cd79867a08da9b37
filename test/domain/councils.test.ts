import { fileURLToPath } from 'node:url';
import t from 'tap';
import { readCouncils } from '../../src/adapters/catalogue-files/read-councils.ts';
import { buildCouncilDirectory } from '../../src/domain/councils/council-directory.ts';
import { type Resolution, resolveOrganisations } from '../../src/domain/councils/resolve-organisations.ts';
import { describeEnd } from '../../src/domain/councils/succession.ts';
import type { Organisation } from '../../src/domain/records/organisation.ts';
import { anOrganisation } from '../support/builders.ts';

const registers = fileURLToPath(new URL('../../seeds/registers', import.meta.url));
const { records } = await readCouncils(registers);
const councils = records.flatMap((record): Organisation[] =>
  record.kind === 'organisation' ? [record.document] : [],
);
const today = () => '2026-11-22';
const directory = buildCouncilDirectory(councils, today);

const codesOf = (found: readonly { code: string }[]) => found.map(({ code }) => code).sort();
const resolve = (text: string, on?: string) => resolveOrganisations(text, directory, on);
const outcomesOf = (answer: Resolution) => answer.parts.map(({ outcome }) => outcome);
const candidatesOf = (answer: Resolution) =>
  codesOf(answer.parts.flatMap(({ candidates }) => candidates ?? []));
function council(code: string): Organisation {
  const found = directory.find(code);
  if (!found) throw new Error(`${code} is not in the register`);
  return found;
}

t.test('every council string of the announcements resolves', async (t) => {
  const strings: Record<string, string> = {
    'Blackpool Council': 'BPL',
    'Christchurch and East Dorset Councils': 'CHC EDO',
    'Dacorum Borough Council': 'DAC',
    'Dorset County Council and all six district/borough councils in Dorset': 'CHC DOR EDO NDO PUR WDO WEY',
    'Essex County Council': 'ESS',
    'Gloucestershire and Gloucester City': 'GLO GLS',
    'Lancaster City, Preston City and Fylde Borough Council': 'FYL LAC PRE',
    'Luton Council': 'LUT',
    'Milton Keynes Council': 'MIK',
    'Newcastle City Council': 'NET',
    'Newcastle Under Lyme': 'NEC',
    'North Warwickshire Borough Council and Nuneaton and Bedworth Borough Council': 'NUN NWA',
    'Nottingham City Council': 'NGM',
    'Reading Borough Council': 'RDG',
    'Redcar and Cleveland': 'RCC',
    'Solihull MBC': 'SOL',
    'South Holland and Breckland District Councils': 'BRE SHO',
    'Southampton Council': 'STH',
    'Stafford Borough Council and Cannock Chase Council': 'CAN STA',
    'Staffordshire County Council': 'STS',
    'Stockton-on-Tees': 'STT',
    'Test Valley Borough Council': 'TES',
    'Thurrock Council': 'THR',
    'Westminster CC, RB of Kensington and Chelsea & LB Hammersmith and Fulham': 'HMF KEC WSM',
    'Wirral Council': 'WRL',
    'Wyre Council': 'WYR',
    'Southwark Council': 'SWK',
    'Hackney Council': 'HCK',
    'Greater London Authority': 'GLA',
    'Surrey Heath Borough Council': 'SUR',
    'Lambeth Council': 'LBH',
    'Wycombe District Council': 'WYO',
    'Lewisham Council': 'LEW',
    'Camden Council': 'CMD',
    'The Royal Borough of Greenwich': 'GRE',
    'City of Lincoln Council': 'LIC',
    'South Kesteven District Council': 'SKE',
    'Buckinghamshire County Council': 'BKM',
    'Adur and Worthing Council': 'ADU WOT',
    'Croydon Council': 'CRY',
    'Leeds City Council': 'LDS',
    'Brighton and Hove City Council': 'BNH',
    'Bracknell Forest Council': 'BRC',
    'Oxford City Council': 'OXO',
    'Barnsley Metropolitan Council': 'BNS',
    'Dorset County Council': 'DOR',
    'Huntingdonshire District Council': 'HUN',
    Hounslow: 'HNS',
    Wigan: 'WGN',
    'East Sussex': 'ESX',
  };
  for (const [text, codes] of Object.entries(strings)) {
    for (const on of [undefined, '2015-03']) {
      const answer = resolve(text, on);
      t.equal(codesOf(answer.organisations).join(' '), codes, `${text} ${on ?? ''}`);
      t.ok(
        outcomesOf(answer).every((outcome) => outcome === 'resolved'),
        text,
      );
      t.notOk(candidatesOf(answer).length > 0 && on !== undefined, `${text}: nobody else then`);
    }
  }
});

t.test('a forum named after councils is not those councils', async (t) => {
  const text = 'Bournemouth, Dorset and Poole LRF';
  const unknown = resolve(text, '2015-03');
  t.same(outcomesOf(unknown), ['not-a-council']);
  t.same(unknown.organisations, []);
  t.match(unknown.parts[0]?.note, /local resilience forum/);

  const forum = anOrganisation({
    id: 'bournemouth-dorset-and-poole-lrf',
    title: text,
    type: 'resilience-forum',
    isCouncil: false,
  });
  const known = resolveOrganisations(text, buildCouncilDirectory([...councils, forum], today));
  t.same(
    known.organisations.map(({ id, isCouncil }) => ({ id, isCouncil })),
    [{ id: forum.id, isCouncil: false }],
  );
  for (const other of [
    'Leicestershire Partnership NHS Trust',
    'Newcastle University',
    'University of Hull',
    'NHS Harrow Clinical Commissioning Group',
    'Hackney and Lambeth NHS Trust',
  ]) {
    t.same(outcomesOf(resolve(other)), ['not-a-council'], other);
  }
  const beside = resolve('Kent County Council and Kent NHS Trust');
  t.same(outcomesOf(beside), ['resolved', 'not-a-council'], 'a council with its own words stays a council');
});

t.test('lists are split with the register', async (t) => {
  const lists: [text: string, codes: string, on?: string][] = [
    ['Adur & Worthing Councils', 'ADU WOT'],
    ['Armagh City, Banbridge and Craigavon', 'ABC'],
    ['Armagh City, Banbridge and Craigavon', 'NIR-N NIR-O NIR-Q', '2014'],
    ['Bournemouth, Christchurch & Poole', 'BPC'],
    ['Bournemouth, Christchurch and Poole', 'BMH CHC POL', '2018-06-01'],
    ['Derry and Strabane', 'DRS'],
    ['Royal Boroughs of Kingston and Greenwich', 'GRE KTT'],
    ['London Boroughs of Camden and Islington', 'CMD ISL'],
    ['Cities of London and Westminster', 'LND WSM'],
    ['Stafford and Newcastle Borough Councils', 'NEC STA'],
    ['Dorset and Somerset County Councils', 'DOR SOM'],
    ['South Holland and Kent councils', 'KEN SHO'],
    ['Richmond and Wandsworth', 'RIC WND'],
    ['Southwark, Lambeth, and Lewisham', 'LBH LEW SWK'],
    ['Leeds City Council Bradford Council', 'BRD LDS'],
    ['Camden in partnership with Islington; Hackney\nNewham', 'CMD HCK ISL NWM'],
    ['all ten Greater Manchester councils', 'BOL BUR MAN OLD RCH SKP SLF TAM TRF WGN'],
    ['the ten local authorities of Greater Manchester', 'BOL BUR MAN OLD RCH SKP SLF TAM TRF WGN'],
    ['all district councils in Somerset', 'MEN SEG SSO TAU WSO', '2018-06-01'],
    ['all four district councils in Somerset', 'MEN SEG SSO SWT'],
    ['North of Tyne Combined Authority, Leeds', 'LDS NTCA'],
  ];
  for (const [text, codes, on] of lists) {
    t.equal(codesOf(resolve(text, on).organisations).join(' '), codes, `${text} ${on ?? ''}`);
  }
  t.equal(resolve('all the London boroughs').organisations.length, 32);
  const parts = resolve('Westminster CC, RB of Kensington and Chelsea & LB Hammersmith and Fulham').parts;
  t.same(
    parts.map(({ text }) => text),
    ['Westminster CC', 'RB of Kensington and Chelsea', 'LB Hammersmith and Fulham'],
  );
});

t.test('what the register does not settle is no guess', async (t) => {
  const newcastle = resolve('Newcastle');
  t.same(outcomesOf(newcastle), ['ambiguous']);
  t.same(newcastle.organisations, []);
  t.same(candidatesOf(newcastle), ['NEC', 'NET']);
  t.same(outcomesOf(resolve('Newcastle Council')), ['ambiguous']);
  t.same(codesOf(resolve('Newcastle CC').organisations), ['NET']);
  t.same(codesOf(resolve('Newcastle BC').organisations), ['NEC']);
  t.same(candidatesOf(resolve('Kingston')), ['KHL', 'KTT']);
  t.same(candidatesOf(resolve('London')), ['GLA', 'LND']);
  t.same(candidatesOf(resolve('Cambridgeshire and Peterborough')), ['CAM', 'CPCA', 'PTE']);
  t.same(codesOf(resolve('Cambridgeshire and Peterborough CA').organisations), ['CPCA']);
  t.same(candidatesOf(resolve('LBH')), ['HAV', 'HCK', 'HIL', 'HNS', 'HRW', 'HRY', 'LBH']);

  for (const [text, note] of [
    ['Kent councils', /without saying which/],
    ['Kent and Essex councils', /without saying which/],
    ['a group of Kent councils', /without saying which/],
    ['local authorities in Essex and Hampshire', /without saying which/],
    ['five local authorities', /without saying which/],
    ['all 33 London boroughs', /the register has 32/],
    ['all seven district councils in Dorset', /the register has 6/],
  ] as const) {
    const answer = resolve(text);
    t.same(outcomesOf(answer), ['unknown'], text);
    t.same(answer.organisations, [], text);
    t.match(answer.parts[0]?.note, note, text);
  }
  t.ok(candidatesOf(resolve('Kent councils')).includes('ASF'));
  for (const [text, candidate] of [
    ['AgeUK Croydon', 'CRY'],
    ['Kent County Council Trading Standards', 'KEN'],
    ['Southamton City Council', 'STH'],
    ['Huntingdon District Council', 'HUN'],
    ['Leicester County Council', 'LEC'],
    ['Kent Borough Council', 'KEN'],
  ] as const) {
    const answer = resolve(text);
    t.same(outcomesOf(answer), ['unknown'], text);
    t.ok(candidatesOf(answer).includes(candidate), `${text}: ${candidatesOf(answer)}`);
  }
  t.same(outcomesOf(resolve('Social Finance and Leeds City Council')), ['unknown', 'resolved']);
});

t.test('a name that an ended and a living council share', async (t) => {
  for (const [text, living, ended] of [
    ['Somerset', 'SMT', 'SOM'],
    ['North Yorkshire', 'NYE', 'NYK'],
    ['Buckinghamshire', 'BUC', 'BKM'],
    ['Dorset', 'DST', 'DOR'],
    ['Somerset Council', 'SMT', 'SOM'],
  ] as const) {
    const now = resolve(text);
    t.same(codesOf(now.organisations), [living], `${text} today`);
    t.same(candidatesOf(now), [ended], `${text}: the other is offered`);
    t.same(codesOf(resolve(text, '2015-03').organisations), [ended], `${text} in 2015`);
  }
  t.same(outcomesOf(resolve('Dorset', '2019')), ['ambiguous'], 'both existed in 2019');
  const cumbria = resolve('Cumbria').organisations[0];
  t.equal(cumbria?.code, 'CMA');
  t.equal(cumbria?.endedOn, '2023-04-01');
  t.same(codesOf(cumbria?.successors ?? []), ['CBD', 'WAF']);

  const late = resolve('Dorset County Council', '2020-03-13');
  t.same(codesOf(late.organisations), ['DOR']);
  t.match(late.parts[0]?.note, 'Dorset County Council had ended on 2020-03-13');
  t.same(codesOf(late.organisations[0]?.successors ?? []), ['DST']);
  t.match(resolve('Ballymena').parts[0]?.note, /successor not in the register/);
});

t.test('the many ways to write one name', async (t) => {
  const forms: Record<string, string[]> = {
    SWK: ['southwark', 'LONDON BOROUGH OF SOUTHWARK', 'Southwark LBC', 'LB Southwark', 'SWK', 'E09000028'],
    KEC: ['RBKC', 'Royal Borough of Kensington & Chelsea', 'Kensington and Chelsea London Borough Council'],
    KHL: ['Hull', 'Hull CC', 'Kingston-upon-Hull', 'City of Kingston upon Hull'],
    NET: ['Newcastle upon Tyne', 'Newcastle-on-Tyne City Council'],
    BAS: ['Bath', 'B&NES', 'Bath & North East Somerset'],
    BPC: ['BCP', 'BCP Council'],
    BUC: ['Bucks', 'Bucks Council'],
    BKM: ['Bucks CC', 'Buckinghamshire County'],
    NTH: ['Northants', 'Northants County Council'],
    GWN: ['Cyngor Gwynedd', 'Gwynedd', 'Gwynedd County Council'],
    CMN: ['Cyngor Sir Gâr', 'Sir Gaerfyrddin'],
    AGY: ['Ynys Môn', 'Isle of Anglesey'],
    CRF: ['Cyngor Caerdydd', 'City of Cardiff'],
    SHN: ['St. Helens', 'Saint Helens MBC', 'St Helens Metropolitan Borough Council'],
    KIN: ["King's Lynn & West Norfolk", 'Kings Lynn and West Norfolk BC'],
    LND: ['City of London', 'City of London Corporation', 'Corporation of London'],
    SWA: ['City and County of Swansea', 'Swansea City Council'],
    BNS: ['Barnsley MBC', 'Barnsley Council'],
    DUR: ['County Durham', 'Durham CC', 'Durham'],
    COL: ['Colchester City Council'],
    ELM: ['Elmbridge District Council'],
    GLS: ['Gloucestershire (County Council)', 'Glos CC'],
    HMF: ['LBHF', 'H&F', 'Hammersmith & Fulham'],
    SFK: ['Suffolk Council'],
    LCR: ['Liverpool City Region', 'Liverpool City Region Combined Authority'],
    LIV: ['Liverpool', 'Liverpool City'],
    CBF: ['Central Beds'],
    ABE: ['city of aberdeen', 'Aberdeen'],
    ELS: ['Comhairle nan Eilean Siar', 'Western Isles Council'],
  };
  for (const [code, texts] of Object.entries(forms)) {
    for (const text of texts) t.same(codesOf(resolve(text).organisations), [code], text);
  }
  t.match(resolve('Colchester City Council').parts[0]?.note, /register calls it Colchester Borough Council/);
  let unresolved = 0;
  for (const { title, shortName, otherNames, code } of councils.filter(({ endDate }) => !endDate)) {
    for (const name of [title, shortName ?? title, ...otherNames]) {
      const { best } = directory.matchName(name);
      if (best.length !== 1 || best[0]?.organisation.code !== code) {
        unresolved += 1;
        t.equal(name, 'adur and worthing borough council', `${code}: ${name}`);
      }
    }
  }
  t.equal(unresolved, 1, 'of all living names only the joint one is no name of one council');
});

t.test('predecessors, successors, chains and splits', async (t) => {
  t.same(codesOf(directory.directSuccessorsOf('tau')), ['SWT']);
  t.same(codesOf(directory.successorsOf('tau')), ['SMT', 'SWT']);
  t.same(codesOf(directory.currentFor('tau')), ['SMT']);
  t.same(codesOf(directory.currentFor('nth')), ['NNT', 'WNT']);
  t.same(codesOf(directory.currentFor('swk')), ['SWK']);
  t.same(directory.currentFor('nir-g'), []);
  t.same(directory.currentFor('nobody'), []);
  t.same(codesOf(directory.directPredecessorsOf('dst')), ['DOR', 'EDO', 'NDO', 'PUR', 'WDO', 'WEY']);
  t.ok(codesOf(directory.predecessorsOf('smt')).includes('TAU'), 'through Somerset West and Taunton');

  const dorset = council('dor');
  t.equal(describeEnd(dorset, directory), 'ended 31 March 2019; succeeded by Dorset Council');
  t.equal(
    describeEnd(council('tau'), directory),
    'ended 31 March 2019; succeeded by Somerset West and Taunton Council, now Somerset Council',
  );
  t.equal(
    describeEnd(council('cma'), directory),
    'ended 1 April 2023; succeeded by Cumberland Council and Westmorland and Furness Council',
  );
  t.match(describeEnd(council('nir-g'), directory), /^ended 31 March 2015; successor not in the register$/);
  t.equal(describeEnd(council('swk'), directory), undefined);

  const one = anOrganisation({ id: 'one', endDate: '2020-03-31', successors: ['two'] });
  const two = anOrganisation({ id: 'two', endDate: '2021-03-31', successors: ['one'] });
  t.same(buildCouncilDirectory([one, two], today).currentFor('one'), [], 'a circle ends');
  const coming = buildCouncilDirectory([anOrganisation({ id: 'one', endDate: '2028-03-31' })], today);
  t.equal(coming.isLiving(council('swk')), true);
  t.same(codesOf(coming.currentFor('one')), ['ONE'], 'an end still to come is not an end');
});

t.test('who existed when, under both conventions of end dates', async (t) => {
  for (const code of ['dor', 'cma']) {
    const body = council(code);
    const year = body.endDate?.slice(0, 4);
    t.ok(directory.existedOn(body, `${year}-03-30`), code);
    t.ok(directory.existedOn(body, `${year}-03-31`), code);
    t.notOk(directory.existedOn(body, `${year}-04-01`), code);
    t.ok(directory.existedOn(body, '1990'), 'a blank start is long ago');
    t.ok(directory.existedOn(body, `${year}`), 'some day of the year');
    t.notOk(directory.existedOn(body, `${year}-05`));
  }
  t.notOk(directory.existedOn(council('dst'), '2019-03-31'));
  t.ok(directory.existedOn(council('dst'), '2019-04-01'));
  t.ok(directory.existedOn(council('lds'), '2004-05-01'), 'a start in 2005 is the start of the record');
});

t.test('a body is found by any of its codes', async (t) => {
  t.equal(directory.find('SwK')?.code, 'SWK');
  t.equal(directory.find('e09000028')?.code, 'SWK');
  t.equal(directory.find('southwark')?.code, 'SWK');
  t.equal(directory.find('lbh')?.title, 'London Borough of Lambeth');
  t.equal(directory.find('nobody'), undefined);
  t.equal(directory.find(''), undefined);
  const twins = [
    anOrganisation({ id: 'one', gssCode: 'E10000001', endDate: '2020-03-31' }),
    anOrganisation({ id: 'two', gssCode: 'E10000001', govUkSlug: 'twins', formerGssCodes: ['E10000002'] }),
    anOrganisation({ id: 'three', govUkSlug: 'twins', otherCodes: ['THREE-UA'] }),
  ];
  const small = buildCouncilDirectory(twins, today);
  t.equal(small.find('E10000001')?.id, 'two', 'the living one of two with a code');
  t.equal(small.find('E10000002')?.id, 'two');
  t.equal(small.find('three-ua')?.id, 'three');
  t.equal(small.find('twins'), undefined, 'a slug of two bodies finds neither');
});

t.test('odd and hostile text', async (t) => {
  t.same(resolve('').parts, []);
  t.same(resolve(' ,;& and ').parts, []);
  t.match(resolve('x'.repeat(501)).parts[0], { outcome: 'unknown', note: 'longer than 500 characters' });
  t.same(codesOf(resolve('Leeds', 'not a date').organisations), ['LDS'], 'a date that is none is left out');
  t.equal(resolve('Leeds', 'not a date').on, undefined);
  const hostile = [
    'and '.repeat(125),
    'city of '.repeat(62),
    'all councils in '.repeat(31),
    'Dorset, '.repeat(62),
    'Newcastle and Kingston and London and '.repeat(13),
    'North West '.repeat(45),
    '('.repeat(500),
    '\u0000\u202e\ud800'.repeat(150),
    'ﷺ'.repeat(500),
    '__proto__ constructor toString',
    'the '.repeat(125),
    'councils councils of the county of '.repeat(14),
  ];
  for (const text of hostile) {
    resolve(text);
    const began = performance.now();
    const answer = resolve(text.slice(0, 500));
    t.comment(`${JSON.stringify(text.slice(0, 20))}: ${(performance.now() - began).toFixed(1)} ms`);
    t.ok(Array.isArray(answer.parts));
  }
});
