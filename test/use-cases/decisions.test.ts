import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import t, { type Test } from 'tap';
import { editYamlText } from '../../src/adapters/catalogue-files/edit-yaml-text.ts';
import { unifiedDiff } from '../../src/adapters/catalogue-files/unified-diff.ts';
import { openSqliteArchive } from '../../src/adapters/storage/open-sqlite-archive.ts';
import { openSqliteEnrichmentStore } from '../../src/adapters/storage/open-sqlite-enrichment-store.ts';
import { openSqliteRecordStore } from '../../src/adapters/storage/open-sqlite-record-store.ts';
import { correctionsSource } from '../../src/domain/corrections/corrections-source.ts';
import type { Decision } from '../../src/domain/decisions/decision.ts';
import type { Sighting } from '../../src/domain/enrichment/sighting.ts';
import { repositoryId } from '../../src/domain/ids.ts';
import type { Asset } from '../../src/domain/records/asset.ts';
import type { CatalogueStore } from '../../src/ports/catalogue-store.ts';
import { copyStore } from '../../src/use-cases/copy-store.ts';
import { exportDecisions } from '../../src/use-cases/export-decisions.ts';
import { importCatalogue } from '../../src/use-cases/import-catalogue.ts';
import { keepDecisions, readDecisions } from '../../src/use-cases/keep-decisions.ts';
import { mergeMoved } from '../../src/use-cases/merge-moved.ts';
import { toRecordWrites } from '../../src/use-cases/to-record-writes.ts';
import { aFund, anAsset, anAward, aProject } from '../support/builders.ts';
import { aTemporaryCatalogue } from '../support/temporary-catalogue.ts';

const now = () => new Date('2026-11-22T08:00:00.000Z');

async function aDecidedCatalogue(t: Test) {
  const catalogue = await aTemporaryCatalogue(t);
  const store = await openSqliteRecordStore({ file: ':memory:' });
  t.teardown(() => store.close());
  const fileOf = (id: string) => `catalogue/products/${id}.yaml`;
  const put = (id: string, fields: Partial<Asset> = {}) =>
    catalogue.write(fileOf(id), anAsset({ id, assetKind: 'product', title: id, ...fields }));
  for (const id of ['bops', 'forms', 'bins', 'pay', 'maps']) await put(id);
  const output = (asset: string) => ({ asset, basis: 'stated' as const });
  const project = aProject({ outputs: [output('bops'), output('bins')] });
  await catalogue.write('catalogue/projects/other/a-project.yaml', project);
  const run = (options = {}) =>
    importCatalogue({ store, files: catalogue.files, now }, { actor: 'import', ...options });
  await run();
  return {
    ...{ ...catalogue, catalogue, write: catalogue.write, store, put, run, fileOf },
    asset: async (id: string) => (await store.find('asset', id))?.document,
    keep: (decisions: Decision[], lapsed?: (decision: Decision) => boolean) =>
      keepDecisions({ store, now }, decisions, 'moderator', { ...(lapsed && { lapsed }) }),
  };
}

const corrected = (
  field: string,
  value: string | null,
  how = 'moderator, 2026-11-22: because',
): Decision => ({
  ...{ type: 'correction', id: `correction-${field}`, kind: 'asset', record: 'bops', field },
  ...(value !== null && { value }),
  stated: { field, value, source: 'corrections', how },
});

async function state(store: CatalogueStore) {
  const found: unknown[] = [];
  for await (const { kind, id, document } of store.readAll('asset')) found.push([kind, id, document]);
  for await (const { kind, id, document } of store.readAll('project')) found.push([kind, id, document]);
  return found;
}

t.test(
  'a correction stands over the file through imports, and goes when the file says the same',
  async (t) => {
    const { store, put, run, asset, keep } = await aDecidedCatalogue(t);
    await put('bops', { maturity: 'live' });
    await run();
    await keep([corrected('maturity', 'piloted'), corrected('summary', 'Another summary.')]);
    const after = await asset('bops');
    t.match(after, {
      maturity: 'piloted',
      claims: [
        { field: 'summary', source: 'corrections' },
        { field: 'summary', source: 'a-page', value: 'Planning officers assess applications in it.' },
        { field: 'maturity', value: 'piloted', source: 'corrections' },
        { field: 'maturity', value: 'live', source: 'a-page' },
      ],
    });
    const head = await store.head();
    await keep([]);
    t.equal(await store.head(), head, 'applied again it changes nothing');
    await keep([corrected('maturity', 'piloted')]);
    t.equal(await store.head(), head, 'nor said again');

    await put('bops', { maturity: 'live', title: 'BOPS' });
    t.match(await run(), { changed: 1 });
    t.match(
      await asset('bops'),
      { title: 'BOPS', maturity: 'piloted', claims: after?.claims },
      'the file changed',
    );
    await keep([corrected('maturity', 'retired')]);
    const latest = await asset('bops');
    t.equal(latest?.maturity, 'retired');
    t.strictSame(
      latest?.claims.filter(({ field }) => field === 'maturity').map(({ value }) => value),
      ['retired', 'live'],
      'a newer correction takes the place of the earlier',
    );

    await put('bops', { maturity: 'retired', title: 'BOPS' });
    await run();
    t.strictSame(
      (await asset('bops'))?.claims.map(({ field }) => field),
      ['summary', 'summary'],
      'what the file says now is no correction any more',
    );
    t.match(await readDecisions(store), [{ field: 'summary' }]);
    await put('bops', { maturity: 'live', title: 'BOPS' });
    await run();
    t.equal((await asset('bops'))?.maturity, 'live', 'the file has the last word again');

    await keep([], (one) => one.type === 'correction');
    t.match(await asset('bops'), { summary: 'Planning officers assess applications in it.', claims: [] });
  },
);

t.test('a field that has no value is corrected too, and what cannot hold is left alone', async (t) => {
  const { put, run, asset, keep } = await aDecidedCatalogue(t);
  await put('bops', { maturity: 'live' });
  await run();
  await keep([corrected('maturity', null), corrected('hosting', 'anywhere')]);
  t.notOk((await asset('bops'))?.maturity);
  t.match(await asset('bops'), { hosting: 'anywhere' });
  const lead = { organisation: 'atl', source: 'corrections', how: 'x' };
  await keep([{ ...corrected('lead', 'atl'), value: lead } as Decision]);
  t.notOk((await asset('bops'))?.lead, 'a body that is not there is not named');
});

t.test('a withdrawal and a merge survive an import, a changed file and a copy of the store', async (t) => {
  const { catalogue, store, put, run, asset, keep, remove, fileOf } = await aDecidedCatalogue(t);
  const untouched = await state(store);
  const withdrawal: Decision = { type: 'withdrawal', asset: 'bops', how: 'moderator, 2026-11-22: a mistake' };
  const merge: Decision = { type: 'merge', asset: 'pay', merged: 'forms' };
  const registered: Decision = { type: 'merge', asset: 'pay', merged: 'made--up', aliases: ['made--before'] };
  await keep([withdrawal, merge, registered]);
  const check = async (from: CatalogueStore, when: string) => {
    t.match(await from.find('asset', 'bops'), { state: 'withdrawn' }, `${when}: withdrawn`);
    t.match(
      await from.find('project', 'a-project'),
      { document: { outputs: [{ asset: 'bins' }] } },
      `${when}: unnamed`,
    );
    for (const name of ['forms', 'made--up', 'made--before'])
      t.match(await from.find('asset', name), { id: 'pay', state: 'published' }, `${when}: ${name}`);
  };
  await check(store, 'at once');
  await put('bops', { title: 'New title' });
  await put('forms', { title: 'Forms, renamed' });
  t.match(await run(), { skipped: false, added: 0 });
  await check(store, 'after an import of changed files');
  t.ok((await asset('pay'))?.otherNames.includes('Forms, renamed'));

  const file = `${store.file}.copy`;
  const from = await openSqliteArchive({ file: store.file, mustExist: true });
  const to = await openSqliteArchive({ file, mustExist: false });
  await copyStore({ from, to });
  await from.close();
  await to.close();
  const copy = await openSqliteRecordStore({ file });
  t.teardown(() => copy.close());
  await check(copy, 'in a copy');
  await keepDecisions({ store: copy, now }, [], 'moderator', { lapsed: () => true });
  t.match(await copy.find('asset', 'bops'), { state: 'published', document: { title: 'New title' } });

  await put('bops');
  await put('forms');
  await run();
  await keep([], () => true);
  t.strictSame(await state(store), untouched, 'undone, everything is as its files state it');

  await keep([withdrawal]);
  await remove(fileOf('bops'));
  await catalogue.write('catalogue/projects/other/a-project.yaml', aProject());
  await run();
  t.strictSame(await readDecisions(store), [], 'a withdrawal has done its work when the file is gone');
});

t.test('what people registered keeps what they made of it', async (t) => {
  const { store, run, put, keep, asset } = await aDecidedCatalogue(t);
  const theirs = anAsset({ id: 'made--up', repository: 'made/up' });
  const write = (document: Asset) => {
    const [one] = toRecordWrites([{ kind: 'asset', document }]);
    const put = one === undefined ? [] : [{ ...one, origin: 'registered' as const }];
    return store.write({ actor: 'owner', at: now().toISOString(), put, withdraw: [] });
  };
  await write(theirs);
  const relation = { type: 'variantOf', asset: 'made--up', variant: 'copy' } as const;
  await keep([
    { type: 'relation', asset: 'bops', relation },
    { type: 'merge', asset: 'made--up', merged: 'made--before' },
  ]);
  const named = await asset('made--up');
  t.strictSame(named?.aliases, ['made--before']);
  await write({ ...theirs, aliases: ['made--before'], title: 'Changed since' });
  await keep([corrected('maturity', 'live')]);
  t.match(await asset('made--up'), { title: 'Changed since', aliases: ['made--before'] });
  await put('forms', { title: 'New title' });
  await run();
  t.match(await asset('made--up'), { title: 'Changed since', aliases: ['made--before'] });
  t.match((await asset('bops'))?.relations, [{ asset: 'made--up' }], 'a relation to it is kept by imports');
});

t.test('what was decided is printed as a patch of the files, which then say so themselves', async (t) => {
  const { catalogue, store, run, keep, write } = await aDecidedCatalogue(t);
  await write('seeds/sources/catalogue.yaml', [correctionsSource]);
  await write(
    'catalogue/products/bops.yaml',
    `# What planners use
id: bops
assetKind: product
title: bops # as they say
summary: >-
  Planning officers assess
  applications in it.
# How far it is
maturity: live
hosting: somewhere
sources:
  - source: a-page # the only one
`,
  );
  await write('catalogue/funds/a-fund.yaml', aFund());
  const told = { field: 'amountGbp', value: 10, source: 'a-page' };
  await write('catalogue/awards/a-fund/an-award.yaml', anAward({ claims: [told] }));
  await run();
  const claim = { ...told, value: 20, source: 'corrections' };
  await keep([
    corrected('maturity', 'piloted'),
    corrected('hosting', null),
    corrected(
      'summary',
      'Officers assess applications in it, whatever their council does, and residents comment on them.',
    ),
    corrected('homepage', 'https://example.org/'),
    { type: 'correction', id: 'c', kind: 'award', record: 'an-award', field: 'amountGbp', stated: claim },
    { type: 'withdrawal', asset: 'maps', how: 'moderator, 2026-11-22: nobody has it' },
    { type: 'merge', asset: 'pay', merged: 'forms' },
  ]);
  const before = await state(store);
  const { files, root } = catalogue;
  const changes = await exportDecisions({ store, files });
  t.strictSame(
    changes.map(({ file }) => file.split('/').slice(-1)[0]),
    ['an-award.yaml', 'bops.yaml', 'forms.yaml', 'maps.yaml', 'pay.yaml'],
  );
  t.match(changes[3], { record: 'asset maps', fields: undefined, reasons: [/nobody has it/] });

  let patch = '';
  for (const { file, fields } of changes) {
    const text = await readFile(join(root, file), 'utf8');
    patch += unifiedDiff(file, text, fields === undefined ? undefined : editYamlText(text, fields));
  }
  const applied = spawnSync('git', ['apply', '-p1', '-'], {
    ...{ cwd: root, input: patch, encoding: 'utf8' },
    env: { ...process.env, GIT_CEILING_DIRECTORIES: dirname(root) },
  });
  t.strictSame([applied.status, applied.stderr], [0, '']);
  const bops = await readFile(join(root, 'catalogue/products/bops.yaml'), 'utf8');
  t.match(
    bops,
    /^# What planners use\n[\s\S]*title: bops # as they say\n[\s\S]*# How far it is\nmaturity: piloted\nsources:\n/,
  );
  t.match(bops, /source: a-page # the only one/, 'what stood beside stays');
  t.notMatch(bops, /hosting: somewhere/);

  await run({ allowShrink: true });
  t.strictSame(await readDecisions(store), [], 'nothing is left to decide');
  t.strictSame(await exportDecisions({ store, files }), []);
  const sorted = (all: unknown[]) => JSON.parse(JSON.stringify(all)) as unknown[];
  t.same(sorted(await state(store)), sorted(before), 'and the catalogue says what it said');
});

t.test(
  'a registered asset that proves to be a curated one’s repository is proposed, not merged',
  async (t) => {
    const { store, write, run } = await aDecidedCatalogue(t);
    const enrichment = await openSqliteEnrichmentStore({ file: store.file });
    t.teardown(() => enrichment.close());
    const aRepository = (name: string) => anAsset({ id: repositoryId(name), repository: name });
    await write('catalogue/assets/old/app.yaml', aRepository('old/app'));
    await run();
    const [registered] = toRecordWrites([{ kind: 'asset', document: aRepository('new/app') }]);
    const at = now().toISOString();
    const put = registered === undefined ? [] : [{ ...registered, origin: 'registered' as const }];
    await store.write({ actor: 'owner', at, put, withdraw: [] });
    const seen = (name: string, fields: Partial<Sighting>): Sighting => ({
      ...{ id: repositoryId(name), repository: name, hostId: '7', facets: {}, state: 'found' },
      observations: [{ at, outcome: 'found' }],
      ...fields,
    });
    await enrichment.save({
      sightings: [seen('new/app', {}), seen('old/app', { state: 'moved', movedTo: 'new/app' })],
      ...{ touched: [], at, actor: 'test' },
    });
    t.strictSame(await mergeMoved({ records: store, enrichment, now }, 'schedule'), []);
    t.match(await enrichment.proposals(), [
      {
        key: 'merge:new--app:old--app',
        type: 'merge',
        subject: 'new--app',
        object: 'old--app',
        state: 'open',
      },
    ]);
  },
);
