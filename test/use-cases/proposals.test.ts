import t, { type Test } from 'tap';
import { openSqliteEnrichmentStore } from '../../src/adapters/storage/open-sqlite-enrichment-store.ts';
import { openSqliteRecordStore } from '../../src/adapters/storage/open-sqlite-record-store.ts';
import { buildCouncilDirectory } from '../../src/domain/councils/council-directory.ts';
import type { Facets, FacetValues } from '../../src/domain/enrichment/facets.ts';
import type { ObservedAsset } from '../../src/domain/enrichment/observed-asset.ts';
import { proposeVariants } from '../../src/domain/enrichment/propose-relations.ts';
import { proposeReuse } from '../../src/domain/enrichment/propose-reuse.ts';
import type { Sighting } from '../../src/domain/enrichment/sighting.ts';
import { repositoryId } from '../../src/domain/ids.ts';
import type { Asset } from '../../src/domain/records/asset.ts';
import type { CatalogueRecord } from '../../src/domain/records/record.ts';
import { acceptProposal, rejectProposal } from '../../src/use-cases/accept-proposal.ts';
import { findAssetByRepository } from '../../src/use-cases/find-asset-by-repository.ts';
import { importCatalogue } from '../../src/use-cases/import-catalogue.ts';
import { mergeMoved } from '../../src/use-cases/merge-moved.ts';
import { proposeRelations } from '../../src/use-cases/propose-relations.ts';
import { toRecordWrites } from '../../src/use-cases/to-record-writes.ts';
import { anAsset, anOrganisation, aProject, aSource } from '../support/builders.ts';
import { aTemporaryCatalogue } from '../support/temporary-catalogue.ts';

const at = '2026-03-01T06:00:00.000Z';
const now = () => new Date(at);

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

function sighting(name: string, fields: Partial<Sighting> = {}): Sighting {
  const found = [{ at, outcome: 'found' as const }];
  return {
    id: repositoryId(name),
    repository: name,
    state: 'found',
    observations: found,
    facets: {},
    ...fields,
  };
}

const southwark = anOrganisation({ id: 'swk', title: 'London Borough of Southwark', shortName: 'Southwark' });
const camden = anOrganisation({ id: 'cmd', title: 'London Borough of Camden', shortName: 'Camden' });
const redcar = anOrganisation({ id: 'rcc', title: 'Redcar and Cleveland Borough Council', type: 'unitary' });
const hackney = anOrganisation({
  ...{ id: 'hck', title: 'London Borough of Hackney', shortName: 'Hackney', accounts: ['LBHackney-IT'] },
});
const councils = [southwark, camden, redcar, hackney];
const directory = buildCouncilDirectory(councils);

async function stores(t: Test) {
  const store = await openSqliteRecordStore({ file: ':memory:' });
  const enrichment = await openSqliteEnrichmentStore({ file: store.file });
  t.teardown(async () => {
    await enrichment.close();
    await store.close();
  });
  return { store, records: store, enrichment, now };
}

async function write(store: Awaited<ReturnType<typeof stores>>['store'], records: CatalogueRecord[]) {
  await store.write({ actor: 'test', at, put: toRecordWrites(records), withdraw: [] });
}

const bodies = councils.map((document): CatalogueRecord => ({ kind: 'organisation', document }));
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

t.test('an accepted proposal is shown and outlives imports; a rejected one never comes back', async (t) => {
  const services = await stores(t);
  const { store, enrichment } = services;
  const catalogue = await aTemporaryCatalogue(t);
  await catalogue.write('catalogue/assets/unboxed/bops.yaml', repository('unboxed/bops'));
  await catalogue.write('catalogue/assets/LBHackney-IT/bops.yaml', repository('LBHackney-IT/bops'));
  await catalogue.write('catalogue/assets/Camden/bops.yaml', repository('Camden/bops'));
  const reimport = () => importCatalogue({ store, files: catalogue.files, now }, { actor: 'import' });
  await reimport();
  const facets = toFacets({ fork: { isFork: true, parent: 'unboxed/bops' } });
  await enrichment.save({
    sightings: ['LBHackney-IT/bops', 'Camden/bops'].map((name) => sighting(name, { state: 'fork', facets })),
    ...{ touched: [], at, actor: 'test' },
  });
  t.equal(await proposeRelations(services), 3);
  t.equal(await proposeRelations(services), 0, 'each once');
  const [first, second, third] = await enrichment.proposals('open');
  const accepted = [first, second, third].find(
    (one) => one?.subject === 'lbhackney-it--bops' && one.relation === 'fork',
  );
  const rejected = [first, second, third].find(
    (one) => one?.subject === 'camden--bops' && one.relation === 'fork',
  );

  await acceptProposal(services, accepted?.key ?? '', 'test');
  await rejectProposal(services, rejected?.key ?? '', 'a test of theirs');
  await t.rejects(acceptProposal(services, rejected?.key ?? '', 'test'), /stays so|says so by now/);
  await t.rejects(rejectProposal(services, accepted?.key ?? '', 'late'), /stays so|says so by now/);
  await t.rejects(acceptProposal(services, 'variant:a:b', 'test'), /There is no proposal/);
  t.equal((await enrichment.proposals('rejected'))[0]?.decision, 'a test of theirs');
  t.equal(await proposeRelations(services), 0, 'decided ones are not proposed again');

  const relations = async () => (await store.find('asset', 'lbhackney-it--bops'))?.document.relations;
  const shown = [{ type: 'variantOf', asset: 'unboxed--bops', variant: 'fork', basis: 'observed' }];
  t.match(await relations(), shown);
  t.match(await store.linksTo({ kind: 'asset', id: 'unboxed--bops' }), [{ id: 'lbhackney-it--bops' }]);
  await catalogue.write('catalogue/assets/unboxed/bops.yaml', repository('unboxed/bops', { title: 'BOPS' }));
  const report = await reimport();
  t.match(report, { skipped: false, changed: 1 }, 'only what the files changed');
  t.match(await relations(), shown, 'kept');
  const revision = (await store.find('asset', 'lbhackney-it--bops'))?.revision;
  await acceptProposal(services, accepted?.key ?? '', 'test');
  t.equal(
    (await store.find('asset', 'lbhackney-it--bops'))?.revision,
    revision,
    'accepted twice, shown once',
  );
  await catalogue.remove('catalogue/assets/unboxed/bops.yaml');
  await importCatalogue({ store, files: catalogue.files, now }, { actor: 'import', allowShrink: true });
  t.strictSame(await relations(), [], 'gone with what it led to');
});

t.test('two addresses that are one repository become one asset, and imports keep it so', async (t) => {
  const services = await stores(t);
  const { store, enrichment } = services;
  const catalogue = await aTemporaryCatalogue(t);
  const old = repository('hackney/repairs', {
    ...{ title: 'Repairs', maturity: 'live', aliases: ['repairs-hub'], adoption: [] },
    relations: [
      { type: 'variantOf', asset: 'lbhackney-it--repairs-hub' },
      { type: 'needs', asset: 'a--login' },
    ],
  });
  const survivor = repository('LBHackney-IT/repairs-hub', { title: 'Repairs Hub', maturity: 'retired' });
  const client = repository('a/login', { relations: [{ type: 'clientOf', asset: 'hackney--repairs' }] });
  const project = aProject({ outputs: [{ asset: 'hackney--repairs', basis: 'stated' }] });
  await catalogue.write('catalogue/assets/hackney/repairs.yaml', old);
  await catalogue.write('catalogue/assets/LBHackney-IT/repairs-hub.yaml', survivor);
  await catalogue.write('catalogue/assets/a/login.yaml', client);
  await catalogue.write('catalogue/projects/a-fund/a-project.yaml', project);
  const reimport = () => importCatalogue({ store, files: catalogue.files, now }, { actor: 'import' });
  await reimport();
  await enrichment.save({
    sightings: [
      sighting('LBHackney-IT/repairs-hub', { hostId: '7' }),
      sighting('hackney/repairs', { hostId: '7', state: 'moved', movedTo: 'LBHackney-IT/repairs-hub' }),
      sighting('a/login', { hostId: '8' }),
    ],
    ...{ touched: [], at, actor: 'test' },
  });
  t.strictSame(await mergeMoved(services, 'test'), [
    { asset: 'lbhackney-it--repairs-hub', merged: 'hackney--repairs' },
  ]);
  t.strictSame(await mergeMoved(services, 'test'), [], 'once');

  async function isMerged(t: Test, when: string) {
    for (const name of ['hackney--repairs', 'repairs-hub']) {
      t.equal((await store.find('asset', name))?.id, 'lbhackney-it--repairs-hub', `${name} ${when}`);
    }
    const document = (await store.find('asset', 'lbhackney-it--repairs-hub'))?.document;
    t.strictSame(document?.otherNames, ['Repairs']);
    t.strictSame(
      document?.relations.map(({ type, asset }) => [type, asset]),
      [['needs', 'a--login']],
    );
    t.strictSame(
      document?.claims.map(({ field, value }) => [field, value]),
      [
        ['maturity', 'retired'],
        ['maturity', 'live'],
      ],
    );
    t.equal(
      (await store.find('project', 'a-project'))?.document.outputs[0]?.asset,
      'lbhackney-it--repairs-hub',
    );
    t.match(await store.linksTo({ kind: 'asset', id: 'lbhackney-it--repairs-hub' }), [
      { kind: 'asset', id: 'a--login' },
      { kind: 'project', id: 'a-project' },
    ]);
  }

  await isMerged(t, 'after the merge');
  const revisions = await store.revisions({ kind: 'asset', id: 'hackney--repairs' });
  t.equal(revisions.map(({ action }) => action).includes('merged'), true);
  t.match(JSON.stringify(revisions), /"needs"/, 'what was written of it is kept as a revision');
  await catalogue.write('catalogue/assets/other/one.yaml', repository('other/one'));
  t.match(await reimport(), { changed: 0, withdrawn: 0 }, 'an import brings nothing back');
  await isMerged(t, 'after an import');
  await catalogue.remove('catalogue/assets/hackney/repairs.yaml');
  await catalogue.write('catalogue/assets/a/login.yaml', repository('a/login'));
  await catalogue.write('catalogue/projects/a-fund/a-project.yaml', {
    ...aProject({ outputs: [{ asset: 'lbhackney-it--repairs-hub', basis: 'stated' }] }),
  });
  await reimport();
  t.equal(
    (await store.find('asset', 'hackney--repairs'))?.id,
    'lbhackney-it--repairs-hub',
    'the old address leads there when its file is gone',
  );
});

t.test('a repository that moved where nobody has catalogued it is found by its new address', async (t) => {
  const { store, enrichment } = await stores(t);
  const document = repository('old/bins');
  await write(store, [
    { kind: 'source', document: aSource() },
    { kind: 'asset', document },
  ]);
  await enrichment.save({
    sightings: [
      sighting('new/bins', { hostId: '5' }),
      sighting('old/bins', { hostId: '5', state: 'moved', movedTo: 'new/bins' }),
      sighting('old/other', { hostId: '6' }),
    ],
    ...{ touched: [], at, actor: 'test' },
  });
  const found = async (name: string) => (await findAssetByRepository({ store, enrichment }, name))?.id;
  t.equal(await found('New/Bins'), 'old--bins');
  t.equal(await found('old/bins'), 'old--bins');
  t.equal(await found('old/other'), undefined);
  t.equal(await found('nobody/knows'), undefined);
});

t.test('repositories without a common number are never made one', async (t) => {
  const services = await stores(t);
  const source: CatalogueRecord = { kind: 'source', document: aSource() };
  const assets = ['one/app', 'two/app'].map(
    (name): CatalogueRecord => ({
      kind: 'asset',
      document: repository(name, { homepage: 'https://app.example' }),
    }),
  );
  await write(services.store, [source, ...bodies, ...assets]);
  await services.enrichment.save({
    sightings: [sighting('one/app', { hostId: '1' }), sighting('two/app', { hostId: '2' })],
    ...{ touched: [], at, actor: 'test' },
  });
  t.strictSame(await mergeMoved(services, 'test'), []);
});
