import { test } from 'tap';
import { toRepositoryFacts } from '../../src/domain/enrichment/current-facts.ts';
import { foldExact, foldWords, parseQuery } from '../../src/domain/query/query.ts';
import type { Organisation } from '../../src/domain/records/organisation.ts';
import { buildNameList } from '../../src/domain/search/name-list.ts';
import type { SearchContext } from '../../src/domain/search/search-context.ts';
import { exactForms, repositoryText } from '../../src/domain/search/search-text.ts';
import { isSearchable, toSearchDocument } from '../../src/domain/search/to-search-document.ts';
import {
  aFund,
  anAsset,
  anAward,
  anOrganisation,
  aProject,
  aRepository,
  aService,
} from '../support/builders.ts';

const updatedAt = '2026-02-03T04:05:06.000Z';

test('a query is taken apart', (t) => {
  t.same(parseQuery('  Housing   repairs '), {
    text: 'Housing repairs',
    words: ['housing', 'repairs'],
    phrases: [],
    excluded: [],
    prefixLast: false,
  });
  t.same(parseQuery('the map of “damp and mould” -online -"big bang" in hous'), {
    text: 'the map of “damp and mould” -online -"big bang" in hous',
    words: ['map', 'hous'],
    phrases: [['damp', 'and', 'mould']],
    excluded: ['big bang', 'online'],
    prefixLast: true,
  });
  t.same(parseQuery('fly-tipping -e-forms').words, ['fly', 'tipping']);
  t.same(parseQuery('fly-tipping -e-forms').excluded, ['e forms']);
  t.same(parseQuery('- repairs -- " -').words, ['repairs']);
  t.same(parseQuery('a "').words, ['a'], 'a function word alone is what was asked for');
  t.same(parseQuery('"the" of').words, [], 'but not beside a phrase');
  t.same(parseQuery('Unboxed/BOPS').words, ['unboxed', 'bops']);
  t.same(parseQuery('').words, []);
  t.equal(parseQuery('a b').prefixLast, false, 'one letter begins everything');
  t.equal(parseQuery('repairs for').prefixLast, false, 'a dropped word is not finished by another');
  t.equal(parseQuery(Array.from({ length: 500 }, (_, at) => `word${at}`).join(' ')).words.length, 32);
  t.end();
});

test('both sides of a search fold alike', (t) => {
  t.same(foldWords('Cyngor Sir Ynys Môn’s ﬁle, O’Brien & 3½ £k'), [
    'cyngor',
    'sir',
    'ynys',
    'mons',
    'file',
    'obrien',
    '31',
    '2',
    'k',
  ]);
  t.same(foldWords("children's 'quoted' words'"), ['childrens', 'quoted', 'words']);
  t.equal(foldExact('  Fly-Tipping: the App! '), 'fly tipping the app');
  for (const typed of [
    'unboxed/bops',
    'Unboxed/BOPS',
    'https://github.com/unboxed/bops',
    'github.com/unboxed/bops.git',
    'http://www.github.com/unboxed/bops/',
  ]) {
    t.equal(foldExact(typed), 'unboxed/bops', typed);
  }
  t.equal(foldExact('https://example.org/a page'), 'https example org a page');
  t.same(exactForms(['LocalGov Drupal', 'a/b', undefined, '!']), [
    'localgov drupal',
    'localgovdrupal',
    'a/b',
  ]);
  t.equal(
    repositoryText('LBHackney-IT/HousingRepairsOnline.API'),
    'LBHackney-IT/HousingRepairsOnline.API LB Hackney IT Housing Repairs Online API',
  );
  t.equal(repositoryText('unboxed/bops'), 'unboxed/bops');
  t.end();
});

test('names are listed by the beginnings of their words', (t) => {
  const list = buildNameList([
    { entry: 1, names: ['Council housing', ''] },
    { entry: 2, names: ['Housing repairs', 'Repairs'] },
    { entry: 3, names: ['Housing'] },
  ]);
  t.same(list.beginning('HOUS', 9), [
    { entry: 3, atStart: true },
    { entry: 2, atStart: true },
    { entry: 1, atStart: false },
  ]);
  t.same(
    list.beginning('housing rep', 9).map(({ entry }) => entry),
    [2],
  );
  t.same(list.beginning('hous', 1).length, 1);
  t.same(list.beginning(' - ', 9), []);
  t.end();
});

const southwark = anOrganisation({
  id: 'swk',
  title: 'Southwark Council',
  otherNames: ['London Borough of Southwark'],
  region: 'London',
});
const somerset = anOrganisation({ id: 'smt', title: 'Somerset Council', region: 'South West' });
const taunton = anOrganisation({ id: 'tau', title: 'Taunton Deane Borough Council', successors: ['smt'] });
const unboxed = anOrganisation({ id: 'unboxed', title: 'Unboxed', isCouncil: false, type: 'supplier' });
const organisations = new Map<string, Organisation>(
  [southwark, somerset, taunton, unboxed].map((one) => [one.id, one]),
);

function aContext(fields: Partial<SearchContext> = {}): SearchContext {
  return {
    organisation: (id) => organisations.get(id),
    now: '2026-11-22T12:00:00.000Z',
    relatedOrganisations: (id) => (id === 'smt' ? [taunton] : id === 'tau' ? [somerset] : []),
    service: (id) =>
      id === '608'
        ? aService({ plainName: 'Planning permission', formerLabels: ['Development control'] })
        : undefined,
    theme: (id) => (id === 'planning' ? { label: 'Planning', alternatives: ['viability'] } : undefined),
    otherNamesOf: (name) => ({ 'Idox Uniform': ['Uniform'], MIT: ['MIT License'] })[name] ?? [],
    fund: () => undefined,
    award: () => undefined,
    project: () => undefined,
    asset: () => undefined,
    facts: () => undefined,
    reuse: () => undefined,
    projectsOf: () => [],
    partsOf: () => 0,
    amountGbp: () => undefined,
    ...fields,
  };
}

test('an asset is found by its names, subjects, organisations, technology and text', (t) => {
  const asset = anAsset({
    id: 'unboxed--bops',
    title: 'BOPS',
    otherNames: ['Back Office Planning System'],
    repository: 'unboxed/bops',
    summary: 'Case work for planning officers',
    description: 'A Rails application.',
    hosting: 'AWS',
    gettingStarted: 'docker compose up',
    services: ['608'],
    themes: ['planning'],
    lead: { organisation: 'swk', name: 'LB Southwark' },
    partners: [{ organisation: 'smt' }],
    suppliers: ['unboxed'],
    connectsTo: ['Idox Uniform'],
    standards: ['OpenAPI'],
    licence: { status: 'stated', expression: 'MIT' },
    maturity: 'live',
    adoption: [{ organisation: 'tau', how: 'a seed file' }],
    notes: ['Seen twice.'],
    notesForModerators: ['Secret doubt.'],
  });
  const repository = aRepository({
    frameworks: ['Rails ~> 8.1'],
    languages: [
      { name: 'Ruby', share: 0.9 },
      { name: 'HTML', share: 0.09 },
      { name: 'Shell', share: 0.01 },
    ],
  });
  const document = toSearchDocument(
    { kind: 'asset', document: asset, updatedAt },
    aContext({ facts: () => toRepositoryFacts({ repository: 'unboxed/bops', copy: repository }) }),
  );
  t.equal(document.text.title, 'BOPS');
  t.equal(
    document.text.subjects,
    'Planning applications, Planning permission, Development control, Planning, viability',
  );
  t.equal(
    document.text.organisations,
    'Southwark Council, LB Southwark, London Borough of Southwark, Somerset Council, Taunton Deane Borough Council, Unboxed',
  );
  t.equal(
    document.text.technology,
    'Idox Uniform, Uniform, OpenAPI, Ruby, HTML, Shell, Rails ~> 8.1, MIT, MIT License',
  );
  for (const text of ['A Rails application.', 'AWS', 'docker compose up', 'Seen twice.', 'Taunton Deane'])
    t.match(document.text.body, text);
  t.notMatch(JSON.stringify(document), 'Secret');
  t.same(document.facets.organisation, ['swk', 'smt', 'unboxed'], 'not the adopter');
  t.same(
    [document.facets.region, document.facets.licence, document.facets.language],
    [['London'], ['MIT'], ['Ruby', 'HTML']],
  );
  t.same(document.exact, ['bops', 'back office planning system', 'backofficeplanningsystem', 'unboxed/bops']);
  t.same(document.summary.organisations, [
    { id: 'swk', name: 'Southwark Council', role: 'lead' },
    { id: 'smt', name: 'Somerset Council', role: 'partner' },
    { id: 'unboxed', name: 'Unboxed', role: 'supplier' },
  ]);
  t.same([document.tier, document.product, document.updatedAt], [2, undefined, updatedAt]);
  t.end();
});

test('what GitHub says is found beside what people wrote, and what is closed counts as retired', (t) => {
  const read = <V>(value: V) => ({ value, source: 'github' as const, fetchedAt: updatedAt });
  const facets = {
    topics: read(['tree-preservation']),
    readme: read({ file: 'README.md', text: `Zygomorphic ${'x '.repeat(3000)}hidden`, cut: false }),
    licence: read({ spdx: 'MIT' }),
    archived: read(true),
  };
  const sighting = {
    ...{ id: 'unboxed--bops', repository: 'unboxed/bops', state: 'archived' as const },
    ...{ observations: [], facets },
  };
  const facts = () => toRepositoryFacts({ repository: 'unboxed/bops', sighting });
  const documentOf = (fields: Parameters<typeof anAsset>[0]) =>
    toSearchDocument(
      { kind: 'asset', document: anAsset({ repository: 'unboxed/bops', ...fields }), updatedAt },
      aContext({ facts }),
    );
  const document = documentOf({});
  t.match(document.text.body, /Zygomorphic/);
  t.notMatch(document.text.body, /hidden/, 'the beginning of a README is enough');
  t.match(document.text.technology, /MIT License/);
  t.match(document.text.body, /tree-preservation/);
  t.same(document.facets.licence, ['unknown'], 'the facet is people’s');
  t.same(document.signals, ['retired']);
  t.same(documentOf({ maturity: 'live' }).signals, [], 'people say that it is live all the same');
  const stated = documentOf({ licence: { status: 'stated', expression: 'EUPL-1.2' } });
  t.notMatch(stated.text.technology, /MIT/, 'people have the word where they said something');
  t.end();
});

test('unknown is not unlicensed, and a family is not made more exact', (t) => {
  const facetOf = (licence?: NonNullable<Parameters<typeof anAsset>[0]>['licence']) =>
    toSearchDocument({ kind: 'asset', document: anAsset({ licence }), updatedAt }, aContext());
  t.same(facetOf().facets.licence, ['unknown']);
  t.same(facetOf({ status: 'unknown' }).facets.licence, ['unknown']);
  t.same(facetOf({ status: 'stated', raw: 'BSD' }).facets.licence, ['unknown']);
  t.same(facetOf({ status: 'none-found' }).facets.licence, ['none-found']);
  t.same(facetOf({ status: 'stated', expression: 'GPL-3.0-or-later' }).facets.licence, ['GPL-3.0']);
  t.same(
    [
      facetOf({ status: 'unknown' }).summary.licence,
      facetOf({ status: 'stated', raw: 'BSD' }).summary.licence,
    ],
    [undefined, 'BSD'],
  );
  t.end();
});

test('a product speaks for its parts, and each part knows its product', (t) => {
  const main = anAsset({
    id: 'unboxed--bops',
    repository: 'unboxed/bops',
    licence: { status: 'stated', expression: 'MIT' },
    relations: [{ type: 'partOf', asset: 'bops' }],
  });
  const product = anAsset({ id: 'bops', assetKind: 'product', title: 'BOPS', mainRepository: main.id });
  const part = anAsset({ id: 'unboxed--x', title: 'X', relations: [{ type: 'partOf', asset: 'bops' }] });
  const assets = new Map([main, product, part].map((asset) => [asset.id, asset]));
  const context = aContext({
    asset: (id) => assets.get(id),
    facts: (id) =>
      id === main.id
        ? toRepositoryFacts({
            repository: 'unboxed/bops',
            copy: aRepository({ languages: [{ name: 'Ruby', share: 1 }] }),
          })
        : undefined,
    partsOf: () => 2,
  });
  const [ofProduct, ofMain, ofPart] = [product, main, part].map((document) =>
    toSearchDocument({ kind: 'asset', document, updatedAt }, context),
  );
  t.same([ofProduct?.tier, ofMain?.tier, ofPart?.tier], [0, 1, 3]);
  t.same([ofProduct?.product, ofMain?.product, ofPart?.product], [undefined, 'bops', 'bops']);
  t.match(ofProduct?.summary, { repository: 'unboxed/bops', parts: 2, licence: 'MIT', languages: ['Ruby'] });
  t.same(ofProduct?.exact, ['bops'], 'owner/name is the repository’s own');
  t.match(ofPart?.text.body, /Part of BOPS/);
  const retired = toSearchDocument(
    { kind: 'asset', document: { ...product, maturity: 'retired' }, updatedAt },
    context,
  );
  t.equal(retired.tier, 4);
  t.end();
});

test('funds and phases of an asset come from its projects and awards, never from general knowledge', (t) => {
  const project = aProject({
    id: 'p',
    fund: 'ldf',
    fundingPhase: 'beta',
    awards: ['a'],
    outputs: [{ asset: 'unboxed--bops', basis: 'stated' }],
  });
  const guessed = aProject({
    id: 'g',
    fund: 'other',
    fundingPhase: 'alpha',
    outputs: [{ asset: 'unboxed--bops', basis: 'inferred' }],
  });
  const context = aContext({
    projectsOf: () => [project, guessed],
    award: () => anAward({ id: 'a', fund: 'ldf-2', fundingPhase: 'discovery' }),
    fund: (id) => aFund({ id, title: `Fund ${id}` }),
  });
  const asset = anAsset({
    funding: [
      { fund: 'dclg', basis: 'stated' },
      { fund: 'rumour', basis: 'inferred' },
    ],
  });
  const { facets, text } = toSearchDocument({ kind: 'asset', document: asset, updatedAt }, context);
  t.same(
    [facets.fund, facets.fundingPhase],
    [
      ['dclg', 'ldf', 'ldf-2'],
      ['discovery', 'beta'],
    ],
  );
  t.match(text.body, 'Fund dclg');
  t.notMatch(text.body, 'rumour');
  t.end();
});

test('awards, projects and funds are found by what they were for', (t) => {
  const fund = aFund({ id: 'ldf', title: 'Local Digital Fund', funder: 'unboxed' });
  const project = aProject({
    id: 'repairs',
    title: 'Repairs',
    problem: 'Tenants wait on the phone.',
    outcome: 'A service.',
    services: ['608'],
    leads: [{ organisation: 'swk' }],
  });
  const award = anAward({
    id: 'repairs',
    title: 'Southwark: Repairs',
    fund: 'ldf',
    leads: [{ organisation: 'swk' }],
    fundingPhase: 'beta',
    recipient: 'Southwark and others',
  });
  const context = aContext({ fund: () => fund, project: () => project, amountGbp: () => 350_000 });
  const ofAward = toSearchDocument({ kind: 'award', document: award, updatedAt }, context);
  t.match(ofAward, {
    amountGbp: 350_000,
    capacity: false,
    text: {
      names: 'Repairs',
      summary: 'Tenants wait on the phone.',
      body: /Southwark and others\nLocal Digital Fund\nbeta\nA service\./,
    },
    facets: { fund: ['ldf'], service: ['608'], region: ['London'], fundingPhase: ['beta'] },
    summary: { amountGbp: 350_000, fundingPhase: 'beta' },
  });
  const unnamed = toSearchDocument(
    { kind: 'award', document: { ...award, awardedOn: '2019-03' }, updatedAt },
    aContext({ fund: () => aFund({ title: 'Local Digital Fund', capacity: true }) }),
  );
  t.match(unnamed, { capacity: true, summary: { summary: 'Local Digital Fund, beta, 2019' } });
  t.equal(unnamed.amountGbp, undefined, 'unknown stays unknown');
  const example = toSearchDocument(
    { kind: 'project', document: { ...project, example: true }, updatedAt },
    context,
  );
  t.match(example, { tier: 4, summary: { summary: 'Tenants wait on the phone.', amountGbp: undefined } });
  t.match(toSearchDocument({ kind: 'fund', document: fund, updatedAt }, context), {
    facets: { fund: ['ldf'], organisation: ['unboxed'] },
    exact: ['local digital fund', 'localdigitalfund', 'ldf'],
  });
  t.end();
});

test('a project of which only its grant is known is found as its award', (t) => {
  const nameless = { id: 'digital-experts-5', titleBasis: 'made' as const, awards: ['digital-experts-5'] };
  const searchable = (fields: Parameters<typeof aProject>[0]) =>
    isSearchable({ kind: 'project', document: aProject({ ...nameless, ...fields }) });
  t.equal(searchable({}), false);
  t.equal(searchable({ titleBasis: 'stated' }), true);
  t.equal(searchable({ problem: 'Something' }), true);
  t.equal(searchable({ outcome: 'Something' }), true);
  t.equal(searchable({ outputs: [{ asset: 'bops', basis: 'stated' }] }), true);
  t.equal(searchable({ awards: [] }), true, 'nothing else would be found');
  t.equal(isSearchable({ kind: 'award', document: anAward() }), true);
  t.equal(isSearchable({ kind: 'organisation', document: southwark }), false);
  t.end();
});
