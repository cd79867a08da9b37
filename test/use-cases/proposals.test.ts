import t from 'tap';
import { stringify } from 'yaml';
import { openGithub } from '../../src/adapters/github/open-github.ts';
import { openSqliteEnrichmentStore } from '../../src/adapters/storage/open-sqlite-enrichment-store.ts';
import { openSqliteRecordStore } from '../../src/adapters/storage/open-sqlite-record-store.ts';
import { buildCouncilDirectory } from '../../src/domain/councils/council-directory.ts';
import type { Facets, FacetValues } from '../../src/domain/enrichment/facets.ts';
import type { ObservedAsset } from '../../src/domain/enrichment/observed-asset.ts';
import { proposeVariants } from '../../src/domain/enrichment/propose-relations.ts';
import { type CandidateRepository, reasonsToList } from '../../src/domain/enrichment/propose-repositories.ts';
import { proposeReuse } from '../../src/domain/enrichment/propose-reuse.ts';
import { repositoryId } from '../../src/domain/ids.ts';
import type { Asset } from '../../src/domain/records/asset.ts';
import { acceptProposal, rejectProposal } from '../../src/use-cases/accept-proposal.ts';
import { discoverRepositories, knownAccounts } from '../../src/use-cases/discover-repositories.ts';
import { importCatalogue } from '../../src/use-cases/import-catalogue.ts';
import { anAsset, anOrganisation } from '../support/builders.ts';
import { aRepository } from '../support/fake-github/repository.ts';
import { startFakeGithub } from '../support/fake-github/start-fake-github.ts';
import { testProposals } from '../support/proposals-contract.ts';
import { aTemporaryCatalogue } from '../support/temporary-catalogue.ts';

t.setTimeout(120_000);

const at = '2026-03-01T06:00:00.000Z';

function toFacets(values: Partial<FacetValues>): Facets {
  const facets = Object.entries(values).map(([name, value]) => [
    name,
    { value, source: 'github', fetchedAt: at },
  ]);
  return Object.fromEntries(facets) as Facets;
}

function repository(name: string, fields: Partial<Asset> = {}): Asset {
  return anAsset({ ...fields, id: repositoryId(name), repository: name });
}

function observed(name: string, values: Partial<FacetValues>, fields: Partial<Asset> = {}): ObservedAsset {
  return { asset: repository(name, fields), repository: name, facets: toFacets(values) };
}

const southwark = anOrganisation({ id: 'swk', title: 'London Borough of Southwark', shortName: 'Southwark' });
const camden = anOrganisation({ id: 'cmd', title: 'London Borough of Camden', shortName: 'Camden' });
const redcar = anOrganisation({ id: 'rcc', title: 'Redcar and Cleveland Borough Council', type: 'unitary' });
const hackney = anOrganisation({
  ...{ id: 'hck', title: 'London Borough of Hackney', shortName: 'Hackney', accounts: ['LBHackney-IT'] },
});
const councils = [southwark, camden, redcar, hackney];
const directory = buildCouncilDirectory(councils);

const words = (count: number, seed: string) =>
  Array.from({ length: count }, (_, n) => `${seed}${n}`).join(' ');

t.test('forks and their networks are proposed once, unless the catalogue states them', async (t) => {
  const fork = (parent: string) => ({ fork: { isFork: true, parent } });
  const seen = proposeVariants([
    observed('unboxed/bops', {}),
    observed('LBHackney-IT/bops', fork('unboxed/bops')),
    observed('Camden/forms', fork('Elsewhere/Forms')),
    observed('Lambeth/forms', fork('elsewhere/forms')),
    observed('Stated/bops', fork('unboxed/bops'), {
      relations: [{ type: 'variantOf', asset: 'unboxed--bops', variant: 'fork' }],
    }),
    observed('Named/forms', fork('Elsewhere/Forms'), {
      relations: [{ type: 'variantOf', repository: 'elsewhere/forms' }],
    }),
  ]);
  const outline = seen.map(({ key, subject, object, relation }) => [key, subject, object, relation]);
  t.strictSame(outline[0], [
    'variant:lbhackney-it--bops:unboxed--bops',
    ...['lbhackney-it--bops', 'unboxed--bops', 'fork'],
  ]);
  t.strictSame(outline[1]?.slice(1), ['camden--forms', 'Elsewhere/Forms', 'fork']);
  t.strictSame(seen.find(({ key }) => key === 'variant:camden--forms:lambeth--forms')?.reasons, [
    'GitHub says that both Camden/forms and Lambeth/forms are forks of elsewhere/forms',
  ]);
  t.notOk(
    seen.find(({ subject, object }) => subject === 'stated--bops' && object === 'unboxed--bops'),
    'stated already',
  );
  t.notOk(seen.find(({ subject, relation }) => subject === 'named--forms' && relation === 'fork'));
});

t.test('copies are told by their READMEs or by name and description, the older one first', async (t) => {
  const readme = (text: string) => ({ readme: { file: 'README.md', text, cut: false } });
  const seen = proposeVariants([
    observed('new/hro', { ...readme(words(80, 'w')), createdAt: '2022-01-01T00:00:00Z' }),
    observed('old/housing-repairs', { ...readme(words(70, 'w')), createdAt: '2020-01-01T00:00:00Z' }),
    observed('a/react', readme(`This project was bootstrapped with Create React App ${words(60, 'r')}`)),
    observed('b/react', readme(`This project was bootstrapped with Create React App ${words(60, 'r')}`)),
    observed('a/short', readme('Website')),
    observed('b/short', readme('Website')),
    observed('a/bins', { description: 'Tells residents when bins are collected' }),
    observed('b/Bins', { description: 'Tells residents when bins are collected.' }),
    observed('b/other', { description: 'Tells residents when bins are collected' }),
    ...[1, 2, 3, 4, 5].map((n) => observed(`t/module-${n}`, readme(words(60, 'template')))),
  ]);
  t.strictSame(
    seen.map(({ subject, object, relation }) => [subject, object, relation]),
    [
      ['new--hro', 'old--housing-repairs', 'copy'],
      ['b--bins', 'a--bins', 'copy'],
    ],
  );
});

t.test(
  'councils named as users are proposed, those who made it and those merely named are not',
  async (t) => {
    const about = (text: string) => ({ readme: { file: 'README.md', text, cut: false } });
    const namedIn = (text: string, fields: Partial<Asset> = {}, name = 'unboxed/bops') =>
      proposeReuse([observed(name, about(text), fields)], directory).map(({ object }) => object);
    t.strictSame(
      namedIn('It is used by Southwark Council and Redcar and Cleveland Borough Council to assess.'),
      ['swk', 'rcc'],
    );
    t.strictSame(namedIn('Currently in use at Southwark, Camden and Hackney.'), ['swk', 'cmd', 'hck']);
    t.strictSame(
      namedIn(
        'Who uses this?\nSouthwark Council\nCamden Council\nInstall it with the usual command and then go on as usual',
      ),
      ['swk', 'cmd'],
    );
    for (const text of [
      'Developed by Southwark Council.',
      'It will be used by Southwark Council.',
      'It could also be used by Southwark Council.',
      'It is not used by Southwark Council.',
      'No longer used by Southwark Council.',
      'Used by developers who visit Southwark Council.',
      'Used by AgeUK Camden.',
      'A planning system. Southwark Council paid for it.',
    ]) {
      t.strictSame(namedIn(text), [], text);
    }
    t.strictSame(namedIn('Used by Hackney Council.', {}, 'LBHackney-IT/api'), [], 'its own account');
    t.strictSame(namedIn('Used by Southwark Council.', { lead: { organisation: 'swk' } }), [], 'its lead');
    const adoption = [{ organisation: 'swk', how: 'config/southwark.yml' }];
    t.strictSame(namedIn('Used by Southwark Council.', { adoption }), [], 'stated already');
    const publiccode = { file: 'publiccode.yml', fields: { usedBy: ['Camden Council', 'Somebody'] } };
    const [seen] = proposeReuse([observed('unboxed/bops', { publiccode })], directory);
    t.strictSame([seen?.key, seen?.object], ['reuse:unboxed--bops:cmd', 'cmd']);
    t.match(seen?.reasons, [/named in publiccode.yml of unboxed\/bops/]);
  },
);

t.test('decisions on SQLite', async (t) => {
  await testProposals(t, async () => {
    const records = await openSqliteRecordStore({ file: ':memory:' });
    return { records, enrichment: await openSqliteEnrichmentStore({ file: records.file }) };
  });
});

t.test('unlisted repositories are proposed with reasons, and what nobody could reuse is not', (t) => {
  const weighing = {
    directory: buildCouncilDirectory([southwark]),
    listed: new Map([
      ['unboxed--bops', 'unboxed--bops'],
      ['old--address', 'an-asset'],
    ]),
    at,
  };
  const reasons = (fields: Partial<CandidateRepository>) =>
    reasonsToList(
      {
        ...{ repository: 'council/parking-permits', description: null, topics: [], isFork: false },
        ...{ isArchived: false, isTemplate: false, stars: 0, pushedAt: '2026-01-01T00:00:00Z', ...fields },
      },
      weighing,
    );
  const parking = 'Lets residents renew parking permits';
  t.strictSame(reasons({ description: parking }), [
    'its description or topics speak of residents, parking',
    'last pushed to on 2026-01-01',
  ]);
  t.match(reasons({ topics: ['council-tax'], stars: 7 }), [/council tax/, /pushed/, '7 stars']);
  t.match(reasons({ readme: 'Made for Southwark Council.' }), ['it names London Borough of Southwark']);
  t.match(reasons({ isFork: true, parent: 'Unboxed/BOPS' }), [
    'a fork of Unboxed/BOPS, which is listed as unboxed--bops',
  ]);
  const refused: Record<string, Partial<CandidateRepository>> = {
    'listed already': { repository: 'Unboxed/Bops', description: parking },
    'listed under a former address': { repository: 'old/address', description: parking },
    'a template': { isTemplate: true, description: parking },
    empty: { pushedAt: null, description: parking },
    'a fork of what nobody listed': { isFork: true, parent: 'facebook/react', description: parking },
    settings: { repository: 'council/.github', description: parking },
    'a test': { repository: 'council/parking-test', description: parking },
    'somebody’s exercise': { repository: 'council/kata-bins', description: parking },
    'archived and mute': { isArchived: true, topics: ['housing'] },
    'nothing to go by': { description: 'Scripts' },
    'one old reason': { description: parking, pushedAt: '2015-01-01T00:00:00Z' },
  };
  for (const [why, fields] of Object.entries(refused)) t.strictSame(reasons(fields), [], why);
  t.end();
});

t.test('an account is read, its repositories proposed, and an accepted one is a valid file', async (t) => {
  const files = { 'README.md': '# Permits\n\nRenewing permits.\n' };
  const of = (repository: string, more = {}) =>
    aRepository({ repository, files, homepage: 'no address', ...more });
  const fake = await startFakeGithub({
    tokens: ['right'],
    checksAnswers: false,
    repositories: [
      of('unboxed/bops'),
      of('SouthwarkCouncil/permits', { description: 'Lets residents renew parking permits', topics: [] }),
      of('SouthwarkCouncil/bins'),
      of('SouthwarkCouncil/listed'),
      of('SouthwarkCouncil/dotfiles'),
      of('SouthwarkCouncil/bops', { fork: true, parent: 'unboxed/bops' }),
    ],
  });
  const store = await openSqliteRecordStore({ file: ':memory:' });
  const enrichment = await openSqliteEnrichmentStore({ file: store.file });
  t.teardown(async () => {
    await enrichment.close();
    await store.close();
    await fake.close();
  });
  const catalogue = await aTemporaryCatalogue(t);
  await catalogue.write('seeds/organisations/others.yaml', [
    { ...southwark, accounts: ['SouthwarkCouncil'] },
  ]);
  for (const repository of ['SouthwarkCouncil/listed', 'unboxed/bops']) {
    const id = repository.toLowerCase().replace('/', '--');
    await catalogue.write(`catalogue/assets/${repository}.yaml`, anAsset({ id, repository }));
  }
  const now = () => new Date(at);
  const reimport = () => importCatalogue({ store, files: catalogue.files, now }, { actor: 'import' });
  await reimport();
  const host = openGithub({ apiUrl: fake.url, token: 'right' });
  const services = { records: store, enrichment, host, now };

  t.strictSame(await knownAccounts(store), ['SouthwarkCouncil']);
  const { found, failed, left } = await discoverRepositories(services, ['SouthwarkCouncil', 'nobody-at-all']);
  t.strictSame(found.map(({ repository }) => repository).sort(), [
    'SouthwarkCouncil/bins',
    'SouthwarkCouncil/bops',
    'SouthwarkCouncil/permits',
  ]);
  t.match(failed, [{ account: 'nobody-at-all', message: /^absent/ }]);
  t.strictSame(left, []);
  t.equal((await enrichment.proposals('open')).length, 3);
  t.equal((await store.counts()).asset.published, 2, 'nothing was added');

  await t.rejects(
    acceptProposal(services, 'repository:southwarkcouncil--permits', 'test'),
    /--org SouthwarkCouncil --accept SouthwarkCouncil\/permits --write/,
  );
  for (const { repository, draft } of found) {
    await catalogue.write(`catalogue/assets/${repository}.yaml`, stringify(draft));
  }
  await reimport();
  const permits = (await store.find('asset', 'southwarkcouncil--permits'))?.document;
  t.match(permits, { title: 'permits', readInPart: true, lead: { organisation: 'swk' } });
  t.notOk(permits?.homepage, 'what is no address is left out');
  t.match((await store.find('asset', 'southwarkcouncil--bops'))?.document.relations, [
    { type: 'variantOf', asset: 'unboxed--bops', variant: 'fork', basis: 'observed' },
  ]);
  t.strictSame((await discoverRepositories(services, ['SouthwarkCouncil'])).found, [], 'listed by now');

  await catalogue.remove('catalogue/assets/SouthwarkCouncil/bins.yaml');
  await importCatalogue({ store, files: catalogue.files, now }, { actor: 'import', allowShrink: true });
  await rejectProposal(services, 'repository:southwarkcouncil--bins', 'not theirs', 'test');
  t.strictSame((await discoverRepositories(services, ['SouthwarkCouncil'])).found, [], 'rejected for good');
});
