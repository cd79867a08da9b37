import t from 'tap';
import { stringify } from 'yaml';
import { openGithub } from '../../src/adapters/github/open-github.ts';
import { openSqliteEnrichmentStore } from '../../src/adapters/storage/open-sqlite-enrichment-store.ts';
import { openSqliteRecordStore } from '../../src/adapters/storage/open-sqlite-record-store.ts';
import { buildCouncilDirectory } from '../../src/domain/councils/council-directory.ts';
import { type CandidateRepository, reasonsToList } from '../../src/domain/enrichment/propose-repositories.ts';
import { acceptProposal, rejectProposal } from '../../src/use-cases/accept-proposal.ts';
import { discoverRepositories, knownAccounts } from '../../src/use-cases/discover-repositories.ts';
import { importCatalogue } from '../../src/use-cases/import-catalogue.ts';
import { anAsset, anOrganisation } from '../support/builders.ts';
import { aRepository } from '../support/fake-github/repository.ts';
import { startFakeGithub } from '../support/fake-github/start-fake-github.ts';
import { aTemporaryCatalogue } from '../support/temporary-catalogue.ts';

t.setTimeout(120_000);

const at = '2026-03-01T06:00:00.000Z';
const southwark = anOrganisation({ id: 'swk', title: 'London Borough of Southwark', shortName: 'Southwark' });

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
