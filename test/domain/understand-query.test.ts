import { fileURLToPath } from 'node:url';
import t from 'tap';
import { readCouncils } from '../../src/adapters/catalogue-files/read-councils.ts';
import { porterStem } from '../../src/adapters/search/porter-stem.ts';
import { openSqliteRecordStore } from '../../src/adapters/storage/open-sqlite-record-store.ts';
import { buildCouncilDirectory } from '../../src/domain/councils/council-directory.ts';
import { foldWords } from '../../src/domain/query/query.ts';
import { buildQueryReader, spellings } from '../../src/domain/query/query-reader.ts';
import type { Alternative, Slot, UnderstoodQuery } from '../../src/domain/query/understood-query.ts';
import type { Organisation } from '../../src/domain/records/organisation.ts';
import type { CatalogueRecord } from '../../src/domain/records/record.ts';
import { namesInQuery } from '../../src/domain/search/points.ts';
import { buildThesaurus } from '../../src/domain/thesaurus/thesaurus.ts';
import { ThesaurusGroup } from '../../src/domain/thesaurus/thesaurus-group.ts';
import { openDirectory } from '../../src/use-cases/open-directory.ts';
import { openQueryReader } from '../../src/use-cases/open-query-reader.ts';
import { anOrganisation } from '../support/builders.ts';

const { records } = await readCouncils(fileURLToPath(new URL('../../seeds/registers', import.meta.url)));
const councils = records.flatMap((record): Organisation[] =>
  record.kind === 'organisation' ? [record.document] : [],
);

const titles = [
  'Housing repairs online',
  'Repairs Hub',
  'Back Office Planning System',
  'PlanX planning applications',
  'Reducing invalid planning applications',
  'LocalGov Drupal',
  'localgovdrupal/localgov_core LocalGov Drupal core',
  'FixMyStreet street reporting',
  'Fly tipping reports',
  'Blue badge applications',
  'Missed bin reports',
  'Bin collection calendar for a website',
  'Waste collection and recycling',
  'Income management and card payments',
  'GOV.UK Pay payments',
  'E-forms and form builder',
  'Taxi licence checks',
  'Children looked after return',
  'Polling station finder',
  'Meeting transcription with Minute',
  'Reading lists for libraries',
  'Warm spaces map',
  'Open Referral UK service directory',
  'Council tax account',
  'Building control',
  'Damp and mould in homes',
  'Umbraco 13 starter kit',
  'Organisation of data',
  'Planning management',
  'Local Digital Fund round 4, beta, £250,000 in 2018',
  'Bath and North East Somerset, Somerset West and Taunton, Lewisham Homes',
];

function countWords(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const word of new Set(foldWords(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

const groups = [
  { id: 'bins', terms: ['missed bin', 'bin not collected'], finds: ['waste collection'], services: ['524'] },
  {
    id: 'uniform',
    terms: ['uniform', 'idox uniform'],
    finds: ['planning applications'],
    services: ['608'],
    kind: 'product',
  },
  {
    id: 'agresso',
    terms: ['agresso'],
    finds: ['income management'],
    replacedBy: ['repairs hub'],
    kind: 'product',
  },
  { id: 'library-books', terms: ['reading lists'], finds: ['libraries'], apart: false },
  { id: 'lamp-out', terms: ['lamp out'], finds: ['street reporting'], apart: false },
  { id: 'lgd', terms: ['lgd', 'localgov drupal'], kind: 'product' },
  { id: 'once', terms: ['tell us once'], finds: ['reports'] },
  { id: 'dinosaurs', terms: ['dinosaur'], finds: ['fossil'] },
].map((group) => ThesaurusGroup.parse(group));

const licences = ['MIT', 'GPL-2.0', 'GPL-3.0', 'AGPL-3.0', 'Apache-2.0', 'CC-BY-NC-4.0', 'Python-2.0'].map(
  (id) => ({
    id,
    name: id,
    family: id,
  }),
);

const { understand } = buildQueryReader({
  councils: buildCouncilDirectory(
    [
      ...councils,
      anOrganisation({ id: 'lewisham-homes', title: 'Lewisham Homes', type: 'company', isCouncil: false }),
    ],
    () => '2026-11-22',
  ),
  thesaurus: buildThesaurus(groups),
  vocabulary: countWords(titles),
  further: groups.flatMap(({ terms }) => terms.flatMap(foldWords)),
  stem: porterStem,
  funds: [
    { id: 'ldf', title: 'Local Digital Fund' },
    {
      id: 'ldf-round-2',
      title: 'Local Digital Fund round 2',
      round: '2',
      startDate: '2019-09-12',
      partOf: 'ldf',
    },
    {
      id: 'ldf-1-2m',
      title: 'Local Digital Fund round 4',
      round: '4',
      startDate: '2020-03-13',
      partOf: 'ldf',
    },
    { id: 'proptech-round-1', title: 'PropTech Innovation Fund Round 1', startDate: '2021-10-01' },
    { id: 'proptech-round-2', title: 'PropTech Innovation Fund Round 2', startDate: '2022-03-01' },
    { id: 'covid-challenge-800k', title: 'C-19 Challenge', otherNames: ['Local Digital Covid-19 Challenge'] },
    {
      id: 'ripa-alpha',
      title: 'Reducing Invalid Planning Applications (RIPA) Alpha',
      startDate: '2019-10-31',
    },
  ],
  services: [
    { id: '524', title: 'Household waste collection' },
    { id: '485', title: 'Residential planning applications' },
    { id: '209', title: 'Building control' },
    { id: '34', title: 'Exclusion of school pupils', formerLabels: ['Reports'] },
  ],
  licences,
  languages: ['C#', 'PHP', 'Ruby', 'Python', 'JavaScript', 'TypeScript', 'R', 'Go'],
});

const looksFor = ({ slots }: UnderstoodQuery) =>
  slots.filter(({ preference }) => !preference).map(({ typed }) => typed);
const prefers = ({ slots }: UnderstoodQuery) =>
  slots.filter(({ preference }) => preference).map(({ typed }) => typed);

function slotOf(query: UnderstoodQuery, typed: string): Slot {
  const slot = query.slots.find((one) => one.typed === typed);
  if (!slot) throw new Error(`no slot "${typed}" in ${JSON.stringify(query.slots.map((one) => one.typed))}`);
  return slot;
}

function wordsOf({ alternatives }: Slot, why?: string): string[] {
  return alternatives
    .filter((one) => why === undefined || one.why === why)
    .flatMap((one) => (one.match === 'words' ? [one.words.join(' ')] : []));
}

function facetOf({ alternatives }: Slot, facet: string): readonly string[] {
  return alternatives.flatMap((one: Alternative) =>
    one.match === 'facet' && one.facet === facet ? one.values : [],
  );
}

/** The share of what is required that a record answers by being called so. */
function replacedName(query: string, name: string): number {
  const asked = understand(query);
  const weights = asked.slots.map(({ importance }) => importance);
  return namesInQuery(asked, weights).get(name) ?? 0;
}

t.test('a council named anywhere is a scope with its predecessors and successors', async (t) => {
  const cases: [query: string, rest: string[], scope: string[]][] = [
    ['Hackney repairs', ['repairs'], ['hck']],
    ['repairs hackney', ['repairs'], ['hck']],
    ['LB Southwark building control', ['building', 'control'], ['swk']],
    ['RBKC', [], ['kec']],
    ['what did Taunton Deane get', [], ['tau', 'swt', 'smt']],
    ['Christchurch', [], ['chc', 'bpc']],
    ['Sedgemoor council tax', ['tax'], ['seg', 'smt']],
    ['fly tipping Herts', ['fly', 'tipping'], ['hrt']],
    ['St. Helens bins', ['bins'], ['shn']],
    ['Leeds council tax', ['tax'], ['lds']],
    ['Camden and Islington repairs', ['repairs'], ['cmd', 'isl']],
    ['Ynys Môn', [], ['agy']],
    ['ynys mon', [], ['agy']],
  ];
  for (const [query, rest, scope] of cases) {
    const understood = understand(query);
    t.same(looksFor(understood), rest, query);
    t.same(understood.organisations.slice(0, scope.length), scope, query);
  }
  t.same(understand('Taunton Deane').explained.council, [
    'Taunton Deane Borough Council (now Somerset Council)',
  ]);
});

t.test('a council set means the councils of the area', async (t) => {
  const { organisations, purpose, explained } = understand('Kent councils using Open Referral');
  t.equal(purpose, 'use');
  for (const id of ['ken', 'mai', 'tha']) t.ok(organisations.includes(id), id);
  t.same(explained.council, ['Kent County Council and the councils in its area']);
});

t.test('councils may be named together by region and type', async (t) => {
  const meant = (query: string) => {
    const { organisations } = understand(query);
    return councils.filter(({ id }) => organisations.includes(id));
  };
  const cases: [query: string, told: string, fits: (one: Organisation) => boolean][] = [
    ['London boroughs housing', 'councils in London', ({ region }) => region === 'London'],
    ['councils in the north west', 'councils in the North West', ({ region }) => region === 'North West'],
    ['repairs in Scotland', 'councils in Scotland', ({ nation }) => nation === 'Scotland'],
    ['county councils repairs', 'county councils', ({ type }) => type === 'county'],
    [
      'district councils in the south east',
      'district councils in the South East',
      ({ type, region }) => type === 'district' && region === 'South East',
    ],
  ];
  for (const [query, told, fits] of cases) {
    t.same(understand(query).explained.council, [told], query);
    const wanted = councils.filter(
      (one) => (one.isCouncil || one.type === 'combined-authority') && fits(one),
    );
    t.ok(wanted.length > 10);
    t.same(
      meant(query).map(({ id }) => id),
      wanted.map(({ id }) => id),
      query,
    );
  }
  t.ok(meant('districts in Kent').some(({ title }) => title.startsWith('Ashford')));
  for (const query of ['north west', 'welsh language', 'other councils', 'county council'])
    t.same(meant(query), [], query);
});

t.test('an ambiguous name is all that it may be, and said so', async (t) => {
  const { organisations, explained } = understand('Newcastle bins');
  t.same([...organisations].sort(), ['nec', 'net']);
  t.same(explained.council, ['Newcastle-under-Lyme Borough Council or Newcastle City Council']);
});

t.test('a name that is a word stays one unless the context says otherwise', async (t) => {
  const councils: [query: string, council?: string][] = [
    ['reading'],
    ['reading lists'],
    ['bath lifts'],
    ['sale of homes'],
    ['bury the dead'],
    ['hackney carriage licence'],
    ['Leeds university'],
    ['north east'],
    ['borough council'],
    ['London'],
    ['Lewisham Homes repairs'],
    ['reading council bins', 'rdg'],
    ['reading borough council', 'rdg'],
    ['warm spaces in reading', 'rdg'],
    ['in reading warm spaces', 'rdg'],
    ["Reading's libraries", 'rdg'],
    ['city of bath parking', 'bas'],
    ['what did bath get', 'bas'],
    ['bin app for hull', 'khl'],
    ['reading council tax', 'rdg'],
  ];
  for (const [query, council] of councils.slice(1)) {
    t.equal(understand(query).organisations[0], council, query);
  }
  t.equal(understand('reading').organisations[0], 'rdg', 'the whole query is the name');
});

t.test('sums of money are limits, and words where records write them', async (t) => {
  const cases: [query: string, amount: UnderstoodQuery['amountGbp']][] = [
    ['grants over £1m', { min: 1_000_000 }],
    ['awards over 50k', { min: 50_000 }],
    ['under £20,000', { max: 20_000 }],
    ['between £50k and £100k', { min: 50_000, max: 100_000 }],
    ['£50k to £1.5m', { min: 50_000, max: 1_500_000 }],
    ['over 50', undefined],
    ['100 repairs', undefined],
    ['open311 over 65', undefined],
  ];
  for (const [query, amount] of cases) t.same(understand(query).amountGbp, amount, query);
  const sum = understand('repairs £250k');
  t.same(sum.amountGbp, { min: 237_500, max: 262_500 });
  t.same(wordsOf(slotOf(sum, '250k')).sort(), ['250 000', '250000', '250k']);
  t.equal(sum.purpose, 'money');
  t.same(prefers(sum), ['250k']);
});

t.test('years, rounds and funds', async (t) => {
  t.same(understand('repairs 2018-20').years, [2018, 2019, 2020]);
  t.same(understand('repairs since 2034').years, [2034, 2035]);
  t.equal(understand('repairs 1999').years, undefined);
  const cases: [query: string, funds: string[]][] = [
    ['local digital fund round 2', ['ldf-round-2']],
    ['local digital fund round four', ['ldf-1-2m']],
    ['fourth round', ['ldf-1-2m']],
    ['round 2', ['ldf-round-2', 'proptech-round-2']],
    ['proptech round 1', ['proptech-round-1']],
    ['covid challenge', ['covid-challenge-800k']],
    ['proptech innovation fund 2022', ['proptech-round-2']],
  ];
  for (const [query, funds] of cases) {
    const understood = understand(query);
    t.same(
      understood.slots.flatMap((slot) => facetOf(slot, 'fund')),
      funds,
      query,
    );
    t.equal(understood.purpose, 'money', query);
  }
  const need = understand('planning applications');
  t.same(
    need.slots.flatMap((slot) => facetOf(slot, 'fund')),
    [],
    'words of a fund name no fund',
  );
});

t.test('licences, languages and phases are preferences', async (t) => {
  const cases: [query: string, typed: string, facet: string, values: string[]][] = [
    ['MIT planning applications', 'mit', 'licence', ['MIT']],
    ['GPL repairs', 'gpl', 'licence', ['GPL-2.0', 'GPL-3.0']],
    [
      'open source repairs',
      'open source',
      'licence',
      ['MIT', 'GPL-2.0', 'GPL-3.0', 'AGPL-3.0', 'Apache-2.0', 'Python-2.0'],
    ],
    ['repairs without licence', 'without licence', 'licence', ['none-found']],
    ['.NET payments', 'net', 'language', ['C#']],
    ['C# form builder', 'c', 'language', ['C#']],
    ['python planning', 'python', 'language', ['Python']],
    ['website in Drupal', 'drupal', 'language', ['PHP']],
    ['repairs alpha', 'alpha', 'fundingPhase', ['alpha']],
  ];
  for (const [query, typed, facet, values] of cases) {
    const slot = slotOf(understand(query), typed);
    t.ok(slot.preference, query);
    t.same(facetOf(slot, facet), values, query);
  }
  t.same(wordsOf(slotOf(understand('C# repairs'), 'c')), [], 'the letter alone is not looked for');
  t.notOk(slotOf(understand('MIT'), 'mit').preference, 'alone it is what is asked for');
  t.same(
    facetOf(slotOf(understand('umbraco starter kit'), 'umbraco'), 'language'),
    ['C#'],
    'a framework stays a word',
  );
  t.notOk(slotOf(understand('umbraco starter kit'), 'umbraco').preference);
});

t.test('questions lose what only asks and keep their matter', async (t) => {
  const cases: [query: string, matter: string[]][] = [
    ['is there a tool to process planning applications', ['planning', 'applications']],
    ['has anyone built a polling station finder?', ['polling', 'station', 'finder']],
    ['something for reporting damp', ['reporting', 'damp']],
    ['How do other councils let tenants book a repair online?', ['tenants', 'book', 'repair']],
    ['we are looking for a form builder please', ['form', 'builder']],
    ['tell us once', ['once']],
    ['panic button to leave a page', ['panic', 'button', 'leave', 'page']],
    ['IT', ['it']],
    ['what is there', ['what', 'there']],
    ['who', ['who']],
  ];
  for (const [query, matter] of cases) t.same(looksFor(understand(query)), matter, query);
  t.same(understand('is there a polling station finder').explained.dropped, ['is there a']);
  t.ok(understand('is there a polling station finder').exactForms?.includes('polling station finder'));
});

t.test('what a query is for', async (t) => {
  const cases: [query: string, purpose: string, matter: string[]][] = [
    ['who uses PlanX', 'use', ['planx']],
    ['councils using LocalGov Drupal', 'use', ['localgov', 'drupal']],
    ['adopters of FixMyStreet', 'use', ['fixmystreet']],
    ['which councils have PlanX', 'use', ['planx']],
    ['funding for PlanX', 'money', ['planx']],
    ['how much did Hackney get for repairs', 'money', ['repairs']],
    ['managing grants', 'need', ['grants']],
    ['which councils have shared their website', 'need', ['website']],
  ];
  for (const [query, purpose, matter] of cases) {
    t.equal(understand(query).purpose, purpose, query);
    t.same(looksFor(understand(query)), matter, query);
  }
  const replace = understand('alternative to Uniform');
  t.equal(replace.relation, 'replace');
  const [first] = slotOf(replace, 'uniform').alternatives;
  t.same(
    first?.match === 'words' && first.words,
    ['planning', 'applications'],
    'what it does counts above its name',
  );
  t.equal(understand('uniform replacement').relation, 'replace', 'the noun after a product');
  t.same(looksFor(understand('replacement bin')), ['replacement', 'bin'], 'but not before a thing');
  for (const query of [
    'we want to leave Uniform',
    'our Uniform contract is ending',
    'Uniform is too expensive',
    'fed up with Uniform',
  ]) {
    t.equal(understand(query).relation, 'replace', query);
  }
  t.equal(understand('leave a page').relation, undefined);
  const known = slotOf(understand('replace Agresso'), 'agresso');
  t.same(wordsOf(known)[0], 'repairs hub', 'what is known to do its work counts most');
  t.same(wordsOf(known, 'replacement:agresso'), ['repairs hub']);
  t.ok(replacedName('replace Agresso', 'repairs hub') > replacedName('replace Agresso', 'agresso'));
  t.notOk(wordsOf(slotOf(understand('agresso'), 'agresso')).includes('repairs hub'), 'for that alone');
  t.notOk(understand('replace FixMyStreet').exactForms?.includes('fixmystreet'));
  t.equal(understand('who paid for PlanX').purpose, 'money');
  t.equal(understand('what did Hackney get').purpose, 'money');
  t.equal(understand('what have other councils done for schools').purpose, 'need');
  const unheard = understand('replace Zzyzx for planning');
  t.same(looksFor(unheard), ['planning'], 'a product that no record names need not be named');
  const connect = understand('works with GOV.UK Pay');
  t.equal(connect.relation, 'works-with');
  t.same(looksFor(connect), ['pay']);
});

t.test('mistyped words are corrected, right ones never', async (t) => {
  const cases: [query: string, corrected: string | undefined][] = [
    ['houisng repiars', 'housing repairs'],
    ['poling staton', 'polling station'],
    ['meeting transciption', 'meeting transcription'],
    ['hackeny repairs', 'hackney repairs'],
    ['bleu badge', 'blue badge'],
    ['bule badge', 'blue badge'],
    ['blxe badge', undefined],
    ['wst', undefined],
    ['housing repair', undefined],
    ['housing rep', undefined],
    ['organize data', 'organise data'],
    ['open312', undefined],
    ['alphagov/repiars', undefined],
  ];
  for (const [query, corrected] of cases) t.equal(spellings(understand(query)), corrected, query);
  const slot = slotOf(understand('blue bagde applications'), 'bagde');
  t.same(wordsOf(slot, 'corrected'), ['badge']);
  t.ok((slot.alternatives.find((one) => one.why === 'corrected')?.weight ?? 1) < 1);
  t.same(understand('hackeny repairs').organisations, ['hck']);
  t.same(understand('houisng repairs').explained.corrected, ['houisng → housing']);
});

t.test('words are found joined, split and in their other forms', async (t) => {
  t.ok(wordsOf(slotOf(understand('plan x'), 'plan')).includes('planx'));
  t.ok(wordsOf(slotOf(understand('local gov drupal'), 'drupal')).includes('localgovdrupal'));
  t.ok(wordsOf(slotOf(understand('flytipping'), 'flytipping')).includes('fly tipping'));
  t.ok(wordsOf(slotOf(understand('eforms'), 'eforms')).includes('e forms'));
  t.same(wordsOf(slotOf(understand('e-forms.'), 'e-forms'), 'typed'), ['e forms', 'forms']);
  t.ok(wordsOf(slotOf(understand('child return'), 'child')).includes('children'));
  t.ok(wordsOf(slotOf(understand('organization data'), 'organization')).includes('organisation'));
  t.ok(wordsOf(slotOf(understand('taxi license.'), 'license')).includes('licence'));
});

t.test('the last word may be a beginning', async (t) => {
  const isBeginning = (query: string, typed: string) =>
    slotOf(understand(query), typed).alternatives.some((one) => one.match === 'words' && one.prefix);
  t.ok(isBeginning('fixmys', 'fixmys'));
  t.notOk(slotOf(understand('fixmys'), 'fixmys').unknown);
  t.notOk(isBeginning('fixmys ', 'fixmys'), 'not before a space');
  t.notOk(isBeginning('hous repairs', 'hous'));
});

t.test('terms of the thesaurus stand for each word they span', async (t) => {
  const understood = understand('missed bin');
  for (const typed of ['missed', 'bin']) {
    const slot = slotOf(understood, typed);
    t.ok(wordsOf(slot, 'thesaurus:bins').includes('waste collection'), typed);
    t.same(facetOf(slot, 'service'), ['524'], typed);
  }
  t.notOk(
    wordsOf(slotOf(understood, 'bin')).includes('bin not collected'),
    'what no record holds is left out',
  );
  t.same(understood.explained.service, ['Household waste collection']);
  const [together, ...alone] = slotOf(understand('building control'), 'control').alternatives;
  t.same(
    together?.match === 'words' && together.words,
    ['building', 'control'],
    'a term together counts most',
  );
  t.ok(alone.some((one) => one.match === 'words' && one.words.join() === 'control' && one.weight < 1));
  t.same(
    facetOf(slotOf(understand('building control'), 'control'), 'service'),
    ['209'],
    'a service by its own name',
  );
  t.same(
    facetOf(slotOf(understand('reports'), 'reports'), 'service'),
    [],
    'a former label of one word says little',
  );
});

t.test('the words of a term that mean something else alone are found only together', async (t) => {
  t.same(wordsOf(slotOf(understand('reading lists'), 'lists')), ['reading lists', 'libraries']);
  t.same(
    wordsOf(slotOf(understand('lamp out'), 'lamp')),
    ['lamp out', 'street reporting'],
    'with a weak word',
  );
});

t.test('in a whole question what is known of the field counts more than the words around it', async (t) => {
  const importances = (query: string) =>
    Object.fromEntries(understand(query).slots.map(({ typed, importance }) => [typed, importance]));
  t.same(importances('how can we see a missed bin map'), { missed: 1, bin: 1, map: 0.6 });
  t.same(importances('missed bin map'), { missed: 1, bin: 1, map: 1 }, 'not among a few words');
  t.same(importances('how can we see a map'), { map: 1 }, 'nor where nothing is known');
});

t.test('quoted phrases and negatives are taken as they are', async (t) => {
  const understood = understand('"missed bin" -garden -"black mould" repiars');
  t.same(understood.phrases, [['missed', 'bin']]);
  t.same([...understood.excluded].sort(), ['black mould', 'garden']);
  t.same(looksFor(understood), ['repiars']);
});

t.test('what nothing holds is known as unknown', async (t) => {
  t.same(
    understand('zzzzzzzz dinosaur').slots.map(({ unknown }) => unknown),
    [true, true],
    'a term that leads to nothing too',
  );
  t.same(
    understand('unicorn repairs').slots.map(({ unknown }) => unknown ?? false),
    [true, false],
  );
  t.same(looksFor(understand('dinosaur repairs')), ['repairs'], 'a word of the field that no record holds');
  t.same(looksFor(understand('unicorn repairs')), ['unicorn', 'repairs'], 'a word that nobody knows');
  t.same(understand('()[]{}<>').slots, []);
  t.same(understand('').slots, []);
});

t.test('words that only ask are preferred where a term of the thesaurus holds them', async (t) => {
  const understood = understand('tell us once');
  t.same(prefers(understood), ['tell', 'us']);
  t.ok(wordsOf(slotOf(understood, 'tell'), 'thesaurus:once').includes('reports'));
});

t.test('an open reader follows the directory and the index', async (t) => {
  const store = await openSqliteRecordStore({ file: ':memory:' });
  t.teardown(() => store.close());
  const put = async (...written: CatalogueRecord[]) => {
    await store.write({
      ...{ actor: 'test', at: '2026-01-01T00:00:00Z', withdraw: [] },
      put: written.map((record) => ({ record, origin: 'curated', links: [], terms: [], aliases: [] })),
    });
  };
  await put({
    kind: 'organisation',
    document: anOrganisation({ id: 'swk', title: 'Southwark Council' }),
  });
  const lists = { themes: [], platforms: [], standards: [], licences: [], licenceIds: [], thesaurus: groups };
  const directory = await openDirectory(store, lists, { readMany: async () => [] });
  let words = new Map([['repairs', 1]]);
  const reader = await openQueryReader({
    ...{ directory, thesaurus: groups },
    index: { vocabulary: async () => words },
  });
  t.same(reader.understand('southwark repiars').organisations, ['swk']);
  t.equal(reader.understand('southwark repiars').correctedText, 'southwark repairs');
  t.ok(reader.understand('mould').slots[0]?.unknown);

  await put({
    kind: 'organisation',
    document: anOrganisation({ id: 'bns', title: 'Barnsley Council' }),
  });
  words = new Map([['mould', 1]]);
  await directory.refresh();
  await reader.refresh();
  t.same(reader.understand('barnsley mould').organisations, ['bns']);
  t.notOk(reader.understand('mould').slots[0]?.unknown);
});
