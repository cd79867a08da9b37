import { fileURLToPath } from 'node:url';
import t from 'tap';
import type { z } from 'zod';
import { readServices } from '../../src/adapters/catalogue-files/read-services.ts';
import { readThesaurus } from '../../src/adapters/catalogue-files/read-thesaurus.ts';
import { CatalogueError } from '../../src/domain/errors.ts';
import { foldWords } from '../../src/domain/query/query.ts';
import { checkThesaurus } from '../../src/domain/thesaurus/check-thesaurus.ts';
import { buildThesaurus, type Expansion } from '../../src/domain/thesaurus/thesaurus.ts';
import { ThesaurusGroup } from '../../src/domain/thesaurus/thesaurus-group.ts';
import { wordKey } from '../../src/domain/thesaurus/word-key.ts';

function aGroup(fields: Partial<z.input<typeof ThesaurusGroup>> = {}): ThesaurusGroup {
  return ThesaurusGroup.parse({
    id: 'bins',
    terms: ['bin', 'dustbin'],
    finds: ['waste collection'],
    ...fields,
  });
}

function expand(groups: ThesaurusGroup[], query: string): Expansion[] {
  return buildThesaurus(groups).expand(foldWords(query));
}

function found(groups: ThesaurusGroup[], query: string): string[] {
  return expand(groups, query).map(({ group, from, to }) => `${group} ${from}-${to}`);
}

function messages(...groups: ThesaurusGroup[]): string[] {
  return checkThesaurus(groups).map(({ field, message }) => `${field}: ${message}`);
}

t.test('a term leads to its fellows, to what it finds and to services, each at its weight', async (t) => {
  const group = aGroup({ services: ['524'], level: 'related' });
  t.same(expand([group], 'new BIN app'), [
    {
      from: 1,
      to: 2,
      term: 'bin',
      group: 'bins',
      kind: 'words',
      apart: true,
      alternatives: [
        { words: ['dustbin'], weight: 0.9 },
        { words: ['waste', 'collection'], weight: 0.3 },
      ],
      services: ['524'],
      replacements: [],
      servicesWeight: 0.3,
    },
  ]);
  t.same(expand([group], 'waste collection'), [], 'what is found leads nowhere');
});

t.test('an alternative is not expanded again', async (t) => {
  const groups = [
    aGroup({ id: 'one', terms: ['skip'], finds: ['bin'] }),
    aGroup({ id: 'two', terms: ['bin'], finds: ['refuse'] }),
  ];
  t.same(
    expand(groups, 'skip').map(({ alternatives }) => alternatives),
    [[{ words: ['bin'], weight: 0.6 }]],
  );
});

t.test('products of one sort find what they do, not one another', async (t) => {
  const group = aGroup({ terms: ['bartec', 'whitespace'], alike: false, kind: 'product' });
  t.same(expand([group], 'bartec')[0]?.alternatives, [{ words: ['waste', 'collection'], weight: 0.6 }]);
});

t.test('the longest term wins wherever it stands; neighbours may share a word', async (t) => {
  const groups = [
    aGroup({ id: 'tax', terms: ['council tax'] }),
    aGroup({ id: 'tax-reduction', terms: ['tax reduction scheme'] }),
    aGroup({ id: 'council', terms: ['council'] }),
    aGroup({ id: 'scheme', terms: ['scheme'] }),
  ];
  t.same(found(groups, 'council tax'), ['tax 0-2']);
  t.same(found(groups, 'council tax reduction scheme'), ['tax 0-2', 'tax-reduction 1-4']);
  t.same(found(groups, 'scheme for council tax'), ['scheme 0-1', 'tax 2-4']);
});

t.test(
  'an unfinished last word leads to the few terms that it may become, at half their worth',
  async (t) => {
    const groups = [
      aGroup({ id: 'repairs', terms: ['housing repairs'], finds: ['repairs hub'] }),
      aGroup({ id: 'register', terms: ['housing register'], finds: ['waiting list'] }),
      ...['binge', 'bingo', 'binary'].map((term) => aGroup({ id: term, terms: [term] })),
    ];
    const begun = (query: string) => buildThesaurus(groups).expand(foldWords(query), true);
    t.same(
      begun('new housing rep').map(({ from, to, alternatives }) => ({ from, to, alternatives })),
      [
        {
          ...{ from: 1, to: 3 },
          alternatives: [
            { words: ['housing', 'repairs'], weight: 0.5 },
            { words: ['repairs', 'hub'], weight: 0.3 },
          ],
        },
      ],
    );
    t.same(
      begun('housing re').map(({ group }) => group),
      ['repairs', 'register'],
    );
    t.same(begun('housing'), [], 'a whole word is no beginning of two');
    t.same(begun('bin'), [], 'three letters alone say too little');
    t.same(expand(groups, 'housing rep'), [], 'nor where more follows');
  },
);

t.test('a product names what does its work; only a product does', async (t) => {
  const product = { terms: ['bartec'], kind: 'product' as const, replacedBy: ['waste works'] };
  t.same(expand([aGroup(product)], 'bartec')[0]?.replacements, [['waste', 'works']]);
  t.same(messages(aGroup({ ...product, kind: 'words' })), ['bins.replacedBy: only a product is replaced']);
});

t.test('plurals, hyphens, accents, apostrophes and capitals make no difference', async (t) => {
  const groups = [aGroup({ terms: ["children's centre", 'anti-social behaviour', 'policy box', 'cafés'] })];
  for (const query of [
    'Childrens Centres',
    'children’s centre',
    'anti social behaviours',
    'policies boxes',
    'cafe',
  ]) {
    t.equal(expand(groups, query).length, 1, query);
  }
  t.equal(wordKey('cms'), 'cms', 'a word of three letters is no plural');
  t.not(wordKey('news'), wordKey('new'));
  for (const [one, many] of [
    ['house', 'houses'],
    ['bus', 'buses'],
    ['tax', 'taxes'],
    ['business', 'businesses'],
    ['enquiry', 'enquiries'],
    ['cookie', 'cookies'],
    ['church', 'churches'],
    ['cache', 'caches'],
  ] as const) {
    t.equal(wordKey(one), wordKey(many), many);
  }
});

t.test('function words inside a term may be missing or others; at its ends they count', async (t) => {
  const groups = [aGroup({ id: 'rtb', terms: ['right to buy'] }), aGroup({ id: 'lac', terms: ['in care'] })];
  t.same(found(groups, 'right to buy'), ['rtb 0-3']);
  t.same(found(groups, 'right buy'), ['rtb 0-2']);
  t.same(found(groups, 'help with care'), []);
  t.same(found(groups, 'child in care'), ['lac 1-3']);
});

t.test('an acronym is a whole word, never part of one', async (t) => {
  const groups = [aGroup({ id: 'ta', terms: ['ta', 'temporary accommodation'], kind: 'acronym' })];
  t.same(found(groups, 'TA placements'), ['ta 0-1']);
  t.same(found(groups, 'tall task staff data'), []);
});

t.test('a guard anywhere in the query puts its group aside, and only its group', async (t) => {
  const groups = [
    aGroup({ id: 'send', terms: ['send'], unless: ['send email', 'letter'] }),
    aGroup({ id: 'letters', terms: ['letter'] }),
  ];
  t.same(found(groups, 'SEND local offer'), ['send 0-1']);
  t.same(found(groups, 'how to send emails'), []);
  t.same(found(groups, 'letters we send'), ['letters 0-1']);
});

t.test('a shorter term steps in where the longer one is guarded', async (t) => {
  const groups = [
    aGroup({ id: 'long', terms: ['blue badge'], unless: ['scouts'] }),
    aGroup({ id: 'short', terms: ['badge'] }),
  ];
  t.same(found(groups, 'blue badge'), ['long 0-2']);
  t.same(found(groups, 'scouts blue badge'), ['short 2-3']);
});

t.test('a word of two senses is given once for each', async (t) => {
  const groups = [
    aGroup({ id: 'parking', terms: ['pcn'], unless: ['health'] }),
    aGroup({ id: 'health', terms: ['pcn'], finds: ['primary care'], level: 'related' }),
  ];
  t.same(found(groups, 'pcn'), ['parking 0-1', 'health 0-1']);
  t.same(found(groups, 'pcn health'), ['health 0-1']);
  t.same(messages(...groups), []);
});

t.test('nothing typed and nothing known give nothing', async (t) => {
  t.same(expand([], 'bins'), []);
  t.same(expand([aGroup()], ''), []);
  t.same(expand([aGroup()], 'constructor __proto__ toString'), []);
});

t.test('the check names terms that say nothing or twice the same', async (t) => {
  t.match(messages(aGroup({ terms: ['bin', 'Bins'] })), ['bins.terms: "Bins" folds to the same as "bin"']);
  t.match(messages(aGroup({ terms: ['--', 'bin'] })), ['bins.terms: "--" holds no word that says something']);
  t.match(messages(aGroup({ finds: ['of the'] })), [
    'bins.finds: "of the" holds no word that says something',
  ]);
  t.match(messages(aGroup({ terms: ['a.', 'b.', 'bin'] })), [
    'bins.terms: "a." holds no word that says something',
    'bins.terms: "b." is one letter',
  ]);
  t.same(messages(aGroup({ terms: ['C#', 'csharp'], kind: 'technology' })), []);
  t.match(messages(aGroup({ finds: ['dustbins'] })), [
    'bins.finds: "dustbins" folds to the same as "dustbin"',
  ]);
  t.same(messages(aGroup({ finds: ['bin'], alike: false })), [], 'products of one sort may find one of them');
});

t.test('the check names what two groups say differently', async (t) => {
  t.match(messages(aGroup(), aGroup({ terms: ['skip'] })), ['bins.id: is the id of another group too']);
  t.match(messages(aGroup(), aGroup({ id: 'rubbish', terms: ['bins'] })), [
    'rubbish.terms: "bins" is a term of "bins" too: each needs "unless" or level related',
  ]);
  const oneWay = aGroup({ id: 'one', terms: ['tip'], finds: ['recycling site'], level: 'close' });
  const again = aGroup({ id: 'two', terms: ['tip'], finds: ['recycling sites'], level: 'related' });
  t.ok(
    messages({ ...oneWay, unless: ['tip off'] }, again).some((text) =>
      text.startsWith('two.finds: "tip" finds'),
    ),
  );
  const back = aGroup({ id: 'back', terms: ['recycling site'], finds: ['tip'], level: 'same' });
  t.match(messages(oneWay, back), ['back.finds: "recycling site" finds "tip" at 0.9; "one" says 0.6']);
  t.same(messages(oneWay, { ...back, level: 'related' }), [], 'nearness may differ with the direction');
});

t.test('the check names groups that nobody reaches or that reach nothing', async (t) => {
  t.match(messages(aGroup({ unless: ['dustbins'] })), [
    'bins.unless: "dustbins" is in the term "dustbin", which is never found',
  ]);
  t.match(messages(aGroup({ terms: ['bin'], finds: [] })), ['bins.terms: lead to nothing']);
  t.match(messages(aGroup({ alike: false, finds: [] })), ['bins.terms: lead to nothing']);
  t.same(messages(aGroup({ terms: ['bin'], finds: [], services: ['524'] })), []);

  const vocabulary = new Set(['wastes', 'dustbin', 'collection']);
  t.same(checkThesaurus([aGroup()], vocabulary, new Set()), []);
  t.same(checkThesaurus([aGroup({ terms: ['tip'], finds: ['refuse of waste'] })], vocabulary), [
    { field: 'bins.finds', message: '"refuse of waste": no record holds "refuse"' },
    { field: 'bins.terms', message: 'lead to nothing' },
  ]);
  t.same(checkThesaurus([aGroup({ services: ['524', '9999'] })], undefined, new Set(['524'])), [
    { field: 'bins.services', message: 'no service has the number "9999"' },
  ]);
});

t.test('a faulty file is refused with its place', async (t) => {
  const folder = new URL(
    `file://${t.testdir({
      'a.yaml': '- id: bins\n  terms: [bin]\n  find: [waste]\n',
      'b.yaml': '- id: tips\n  terms: [tip\n',
      'c.txt': 'not read',
    })}/`,
  );
  const refused = await readThesaurus(folder).catch((error: unknown) => error);
  t.ok(refused instanceof CatalogueError);
  if (refused instanceof CatalogueError) {
    t.match(refused.faults[0], { field: 'a.yaml:3:0.find', message: 'there is no such field' });
    t.match(refused.faults[1]?.field, /^b\.yaml:\d+$/);
  }
});

t.test('the thesaurus of the catalogue', async (t) => {
  const root = new URL('../../', import.meta.url);
  const groups = await readThesaurus(new URL('seeds/thesaurus/', root));
  const { records } = await readServices(fileURLToPath(new URL('seeds/registers', root)));
  const thesaurus = buildThesaurus(groups);

  /** Groups and services that a query leads to. */
  function reached(query: string): string[] {
    return thesaurus.expand(foldWords(query)).flatMap(({ group, services }) => [group, ...services]);
  }

  t.ok(groups.length >= 400, `${groups.length} groups`);
  t.ok(groups.filter(({ kind }) => kind === 'acronym').length >= 90);
  t.same(checkThesaurus(groups, undefined, new Set(records.map(({ document }) => document.id))), []);

  const leads: [query: string, toGroupOrService: string][] = [
    ['replace Uniform', '608'],
    ['is there a Uniform alternative', '608'],
    ['SEND data', '9'],
    ['EHCPs', '9'],
    ['HMO register', '898'],
    ['DSAR tool', '826'],
    ['NNDR', '56'],
    ['something to replace Firmstep', 'firmstep'],
    ['Lagan CRM', 'verint'],
    ['capita academy', 'academy'],
    ['Universal Housing API', '141'],
    ['bartec in-cab', '524'],
    ['.NET', 'dotnet'],
    ['built in C#', 'csharp'],
    ['node.js app', 'node'],
    ['ROR', 'rails'],
    ['low-code', 'low-code'],
    ['single view of the customer', 'single-view-customer'],
    ['brokerage of care', 'brokerage'],
    ['AI', 'ai'],
    ['k8s', 'kubernetes'],
  ];
  for (const [query, target] of leads) t.ok(reached(query).includes(target), `${query}: ${target}`);

  const traps: [query: string, notGroup: string][] = [
    ['school uniform grants', 'idox-uniform'],
    ['send email to residents', 'send'],
    ['confirm your email', 'confirm'],
    ['school academy trust admissions', 'academy'],
    ['net zero', 'dotnet'],
    ['c-19 challenge', 'csharp'],
    ['pip install', 'pip'],
    ['community orchard trees', 'orchard'],
    ['alloy wheels', 'alloy'],
    ['waste containers', 'docker'],
    ['election leaflet', 'geo-tech'],
    ['pcn appeals for parking', 'pcn-health'],
    ['local development framework', 'ldf-fund'],
  ];
  for (const [query, group] of traps) t.notOk(reached(query).includes(group), `${query}: not ${group}`);
});
