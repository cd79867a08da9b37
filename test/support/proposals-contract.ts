import type { Test } from 'tap';
import type { Facets, FacetValues } from '../../src/domain/enrichment/facets.ts';
import type { Sighting } from '../../src/domain/enrichment/sighting.ts';
import { repositoryId } from '../../src/domain/ids.ts';
import type { Asset } from '../../src/domain/records/asset.ts';
import type { CatalogueRecord } from '../../src/domain/records/record.ts';
import type { CatalogueStore } from '../../src/ports/catalogue-store.ts';
import type { EnrichmentStore } from '../../src/ports/enrichment-store.ts';
import type { RecordStore } from '../../src/ports/record-store.ts';
import { acceptProposal, rejectProposal } from '../../src/use-cases/accept-proposal.ts';
import { findAssetByRepository } from '../../src/use-cases/find-asset-by-repository.ts';
import { importCatalogue } from '../../src/use-cases/import-catalogue.ts';
import { mergeMoved } from '../../src/use-cases/merge-moved.ts';
import { proposeRelations } from '../../src/use-cases/propose-relations.ts';
import { toRecordWrites } from '../../src/use-cases/to-record-writes.ts';
import { undoProposal } from '../../src/use-cases/undo-proposal.ts';
import { anAsset, anOrganisation, aProject, aSource } from './builders.ts';
import { aTemporaryCatalogue } from './temporary-catalogue.ts';

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

async function write(store: RecordStore, records: CatalogueRecord[]) {
  await store.write({ actor: 'test', at, put: toRecordWrites(records), withdraw: [] });
}

const bodies = councils.map((document): CatalogueRecord => ({ kind: 'organisation', document }));

/** Decisions besides the files, on whichever database. `open` gives both stores on one empty database. */
export async function testProposals(
  t: Test,
  open: () => Promise<{ records: CatalogueStore; enrichment: EnrichmentStore }>,
): Promise<void> {
  async function stores(t: Test) {
    const { records, enrichment } = await open();
    t.teardown(async () => {
      await enrichment.close();
      await records.close();
    });
    return { store: records, records, enrichment, now };
  }

  await t.test(
    'an accepted proposal is shown and outlives imports; a rejected one never comes back',
    async (t) => {
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
        sightings: ['LBHackney-IT/bops', 'Camden/bops'].map((name) =>
          sighting(name, { state: 'fork', facets }),
        ),
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
      await rejectProposal(services, rejected?.key ?? '', 'a test of theirs', 'test');
      await t.rejects(acceptProposal(services, rejected?.key ?? '', 'test'), /stays so|says so by now/);
      await t.rejects(
        rejectProposal(services, accepted?.key ?? '', 'late', 'test'),
        /stays so|says so by now/,
      );
      await t.rejects(acceptProposal(services, 'variant:a:b', 'test'), /There is no proposal/);
      t.equal((await enrichment.proposals('rejected'))[0]?.decision, 'a test of theirs');
      t.equal(await proposeRelations(services), 0, 'decided ones are not proposed again');

      const relations = async () => (await store.find('asset', 'lbhackney-it--bops'))?.document.relations;
      const shown = [{ type: 'variantOf', asset: 'unboxed--bops', variant: 'fork', basis: 'observed' }];
      t.match(await relations(), shown);
      t.match(await store.linksTo({ kind: 'asset', id: 'unboxed--bops' }), [{ id: 'lbhackney-it--bops' }]);
      await catalogue.write(
        'catalogue/assets/unboxed/bops.yaml',
        repository('unboxed/bops', { title: 'BOPS' }),
      );
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
    },
  );

  await t.test(
    'two addresses that are one repository become one asset, and imports keep it so',
    async (t) => {
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
    },
  );

  await t.test(
    'a repository that moved where nobody has catalogued it is found by its new address',
    async (t) => {
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
    },
  );

  await t.test('repositories without a common number are never made one', async (t) => {
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

  await t.test('what was accepted can be undone, and never comes back', async (t) => {
    const services = await stores(t);
    const { store, enrichment } = services;
    const catalogue = await aTemporaryCatalogue(t);
    await catalogue.write('catalogue/assets/unboxed/bops.yaml', repository('unboxed/bops'));
    await catalogue.write('catalogue/assets/LBHackney-IT/bops.yaml', repository('LBHackney-IT/bops'));
    const reimport = () => importCatalogue({ store, files: catalogue.files, now }, { actor: 'import' });
    await reimport();
    const fork = {
      value: { isFork: true, parent: 'unboxed/bops' },
      source: 'github' as const,
      fetchedAt: at,
    };
    await enrichment.save({
      sightings: [sighting('LBHackney-IT/bops', { facets: { fork } }), sighting('unboxed/bops')],
      ...{ touched: [], at, actor: 'test' },
    });
    const key = 'variant:lbhackney-it--bops:unboxed--bops';
    await proposeRelations(services);
    await t.rejects(undoProposal(services, key, 'too early', 'test'), /is open/);
    await t.rejects(undoProposal(services, 'variant:a:b', 'why', 'test'), /no accepted proposal/);
    await acceptProposal(services, key, 'test');
    const before = await store.find('asset', 'lbhackney-it--bops');
    t.equal(before?.document.relations.length, 1);
    t.match(await undoProposal(services, key, 'a template of both', 'test'), { state: 'rejected' });
    const relations = async () => (await store.find('asset', 'lbhackney-it--bops'))?.document.relations;
    t.strictSame(await relations(), []);
    await catalogue.write(
      'catalogue/assets/unboxed/bops.yaml',
      repository('unboxed/bops', { title: 'BOPS' }),
    );
    await reimport();
    t.strictSame(await relations(), [], 'an import keeps it so');
    t.equal(await proposeRelations(services), 0, 'not proposed again');
    await t.rejects(acceptProposal(services, key, 'test'), /was rejected/);
    await t.rejects(undoProposal(services, key, 'twice', 'test'), /is rejected/);
    t.equal((await enrichment.proposals('rejected'))[0]?.decision, 'a template of both');
  });

  await t.test('a merge can be undone: the record comes back, and stays', async (t) => {
    const services = await stores(t);
    const { store, enrichment } = services;
    const catalogue = await aTemporaryCatalogue(t);
    const old = repository('old/app', { title: 'Old', aliases: ['the-app'] });
    await catalogue.write('catalogue/assets/old/app.yaml', old);
    await catalogue.write('catalogue/assets/new/app.yaml', repository('new/app', { title: 'New' }));
    const client = repository('a/client', { relations: [{ type: 'clientOf', asset: 'old--app' }] });
    await catalogue.write('catalogue/assets/a/client.yaml', client);
    const reimport = () => importCatalogue({ store, files: catalogue.files, now }, { actor: 'import' });
    await reimport();
    const [wasOld, wasNew] = await store.readMany('asset', ['old--app', 'new--app']);
    await enrichment.save({
      sightings: [
        sighting('new/app', { hostId: '7' }),
        sighting('old/app', { hostId: '7', state: 'moved', movedTo: 'new/app' }),
      ],
      ...{ touched: [], at, actor: 'test' },
    });
    t.equal((await mergeMoved(services, 'test')).length, 1);
    const key = 'merge:old--app:new--app';
    t.match(await enrichment.proposals('accepted'), [{ key, type: 'merge' }], 'it is listed');
    t.equal((await store.find('asset', 'the-app'))?.id, 'new--app');
    await undoProposal(services, key, 'two things after all', 'test');

    async function areApart(when: string) {
      const [oldNow, newNow] = await store.readMany('asset', ['old--app', 'new--app']);
      t.strictSame(oldNow?.document, wasOld?.document, when);
      t.strictSame(newNow?.document, wasNew?.document, when);
      t.equal(oldNow?.state, 'published');
      t.equal((await store.find('asset', 'the-app'))?.id, 'old--app');
      const [link] = await store.linksTo({ kind: 'asset', id: 'old--app' });
      t.equal(link?.id, 'a--client', 'what named it names it again');
    }

    await areApart('after it was undone');
    t.strictSame(await mergeMoved(services, 'test'), [], 'not merged again');
    await catalogue.write('catalogue/assets/other/one.yaml', repository('other/one'));
    await reimport();
    await areApart('after an import');
  });
}
