import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { openSqliteRecordStore } from '../../src/adapters/storage/open-sqlite-record-store.ts';
import type { CatalogueStore } from '../../src/ports/catalogue-store.ts';
import type { RecordQuery, RecordStore } from '../../src/ports/record-store.ts';
import { findOwners } from '../../src/use-cases/find-owners.ts';
import {
  type ImportOptions,
  ImportRefused,
  type ImportReport,
  importCatalogue,
} from '../../src/use-cases/import-catalogue.ts';
import { reportCatalogue } from '../../src/use-cases/report-catalogue.ts';
import { aFund, anAsset, anAward, anOrganisation, aProject, aRepository } from '../support/builders.ts';
import { aBatch, asset, aWrite } from '../support/record-store-contract.ts';
import { aTemporaryCatalogue, type TemporaryCatalogue } from '../support/temporary-catalogue.ts';
import { transpileSources } from '../support/transpile-sources.ts';

interface Importing extends TemporaryCatalogue {
  store: CatalogueStore;
  run(options?: Partial<ImportOptions>): Promise<ImportReport>;
  refused(options?: Partial<ImportOptions>): Promise<ImportRefused>;
}

async function anImport(t: Test): Promise<Importing> {
  const catalogue = await aTemporaryCatalogue(t);
  const store = await openSqliteRecordStore({ file: ':memory:' });
  t.teardown(() => store.close());
  const run: Importing['run'] = (options) =>
    importCatalogue(
      { store, files: catalogue.files, now: () => new Date() },
      { actor: 'import', ...options },
    );
  return {
    ...catalogue,
    store,
    run,
    async refused(options) {
      const outcome = await run(options).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (outcome instanceof ImportRefused) return outcome;
      throw outcome ?? new Error('the import was not refused');
    },
  };
}

async function idsWith(store: RecordStore, kind: RecordQuery['kind'], name: string, value: string) {
  const { records } = await store.list({ kind, terms: new Map([[name, [value]]]), offset: 0, limit: 50 });
  return records.map(({ id }) => id);
}

const product = 'catalogue/products/bops.yaml';

t.test('what the files hold becomes the catalogue, once', async (t) => {
  const { store, write, run } = await anImport(t);
  await write(product, anAsset({ id: 'bops', assetKind: 'product', title: 'BOPS' }));
  t.match(await run(), { skipped: false, added: 2, changed: 0, withdrawn: 0 });
  t.match(await store.find('asset', 'bops'), { origin: 'curated', revision: 1, document: { title: 'BOPS' } });

  t.match(await run(), { skipped: true, added: 0 }, 'files that did not change are not read');
  await write(
    product,
    `# reviewed\n${JSON.stringify(anAsset({ id: 'bops', assetKind: 'product', title: 'BOPS' }))}`,
  );
  t.match(
    await run(),
    { skipped: false, added: 0, changed: 0, touched: 0, unchanged: 2 },
    'nor what says the same',
  );

  await write(product, anAsset({ id: 'bops', assetKind: 'product', title: 'Back-office Planning System' }));
  t.match(await run(), { changed: 1, unchanged: 1 });
  t.match(await store.find('asset', 'bops'), {
    revision: 2,
    document: { title: 'Back-office Planning System' },
  });
  t.match(await store.changesSince(2, 10), [{ action: 'changed', id: 'bops', actor: 'import' }]);
});

t.test('a record whose file goes is withdrawn, and returns with it', async (t) => {
  const { store, write, remove, run } = await anImport(t);
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) {
    await write(`catalogue/products/${id}.yaml`, anAsset({ id, assetKind: 'product' }));
  }
  await run();
  await remove('catalogue/products/c.yaml');
  t.match(await run(), { withdrawn: 1, unchanged: 6 });
  t.match(await store.find('asset', 'c'), { state: 'withdrawn' });
  await write('catalogue/products/c.yaml', anAsset({ id: 'c', assetKind: 'product' }));
  t.match(await run(), { added: 1, withdrawn: 0 });
  t.match(await store.find('asset', 'c'), { state: 'published', revision: 3 });
});

t.test('a record that became another name of one is merged into it', async (t) => {
  const { store, write, remove, run } = await anImport(t);
  for (const id of ['a', 'b', 'c', 'd', 'e']) {
    await write(`catalogue/products/${id}.yaml`, anAsset({ id, assetKind: 'product' }));
  }
  await run();
  await remove('catalogue/products/b.yaml');
  await write('catalogue/products/a.yaml', anAsset({ id: 'a', assetKind: 'product', aliases: ['b'] }));
  await run();
  t.match(await store.find('asset', 'b'), { id: 'a' });
});

t.test('losing more than a fifth of the records is refused unless asked for', async (t) => {
  const { store, write, remove, run, refused } = await anImport(t);
  for (const id of ['a', 'b', 'c', 'd']) {
    await write(`catalogue/products/${id}.yaml`, anAsset({ id, assetKind: 'product' }));
  }
  await run();
  const head = await store.head();
  await remove('catalogue/products/a.yaml');
  t.match(await run(), { withdrawn: 1 }, 'exactly a fifth may go');
  await remove('catalogue/products/b.yaml');
  const refusal = await refused();
  t.match(refusal, { kind: 'conflict', message: /1 of its 4 curated records.*--allow-shrink/ });
  t.match(await store.find('asset', 'b'), { state: 'published' });
  t.equal(await store.head(), head + 1, 'nothing was written');
  t.match(await run({ allowShrink: true }), { withdrawn: 1, skipped: false });
});

t.test('what people registered is left alone', async (t) => {
  const { store, write, run } = await anImport(t);
  await store.write(aBatch({ put: [aWrite(asset('theirs'), { origin: 'registered' })] }));
  await write(product, anAsset({ id: 'bops', assetKind: 'product' }));
  const report = await run();
  t.match(report, { added: 2, withdrawn: 0 });
  t.notOk('takenOver' in report);
  t.match(await store.find('asset', 'theirs'), { state: 'published', revision: 1, origin: 'registered' });
});

t.test('a file takes over what people registered, with its names and whoever looks after it', async (t) => {
  const { store, write, run } = await anImport(t);
  const lead = { organisation: 'swk', how: 'stated when it was registered' };
  const registered = (id: string, aliases: string[]) =>
    aWrite(asset(id, { lead, aliases }), { origin: 'registered', aliases });
  await store.write(
    aBatch({ put: [registered('theirs', ['before--theirs']), registered('theirs--app', ['before--app'])] }),
  );
  await write(product, anAsset({ id: 'bops', assetKind: 'product', aliases: ['theirs--app'] }));
  const path = 'catalogue/products/theirs.yaml';
  await write(path, anAsset({ id: 'theirs', assetKind: 'product', title: 'As the file says' }));

  t.match(await run(), { takenOver: ['theirs', 'theirs--app'] });
  const there = async () => {
    t.match(await store.find('asset', 'theirs'), {
      origin: 'curated',
      document: { title: 'As the file says' },
    });
    t.equal((await store.find('asset', 'before--theirs'))?.id, 'theirs');
    t.equal((await store.find('asset', 'theirs--app'))?.id, 'bops', 'the file says that it is this');
    t.equal((await store.find('asset', 'before--app'))?.id, 'bops');
    t.strictSame(await findOwners({ store }, 'theirs'), ['swk']);
    t.strictSame(await findOwners({ store }, 'bops'), ['swk']);
  };
  await there();
  t.match(
    (await store.revisions({ kind: 'asset', id: 'theirs' })).map(({ action }) => action),
    ['added', 'changed'],
    'what people wrote is kept as an earlier revision',
  );
  const again = aBatch({ put: [registered('theirs', [])] });
  // Nobody takes it back by registering.
  await t.rejects(store.write(again), { name: 'CatalogueError', kind: 'conflict' });

  await write('catalogue/products/other.yaml', anAsset({ id: 'other', assetKind: 'product' }));
  const next = await run();
  t.match(next, { skipped: false, withdrawn: 0 });
  t.notOk('takenOver' in next);
  await there();
});

t.test('assets are found by what other records say of them', async (t) => {
  const { store, write, run } = await anImport(t);
  const facts = (language: string) =>
    `${JSON.stringify(
      aRepository({
        languages: [
          { name: language, share: 0.96 },
          { name: 'CSS', share: 0.04 },
        ],
        commit: 'c0ffee',
        sources: ['repository-unboxed--bops'],
      }),
    )}\n`;
  await write(
    'seeds/organisations/bodies.yaml',
    ['swk', 'unboxed', 'cmd', 'mhclg'].map((id) => anOrganisation({ id })),
  );
  await write('seeds/repository-facts.jsonl', facts('Ruby'));
  await write(
    product,
    anAsset({
      id: 'bops',
      assetKind: 'product',
      mainRepository: 'unboxed--bops',
      connectsTo: ['GOV.UK Pay'],
    }),
  );
  await write(
    'catalogue/assets/unboxed/bops.yaml',
    anAsset({
      id: 'unboxed--bops',
      repository: 'unboxed/bops',
      relations: [{ type: 'partOf', asset: 'bops' }],
      lead: { organisation: 'swk' },
      suppliers: ['unboxed'],
      adoption: [
        { organisation: 'cmd', how: 'named in a seed file' },
        { organisation: 'swk', how: 'named in a seed file', atLead: true },
      ],
      licence: { status: 'stated', expression: 'MIT' },
    }),
  );
  await write('catalogue/funds/ldf.yaml', aFund({ id: 'ldf', funder: 'mhclg' }));
  await write(
    'catalogue/awards/ldf/bops-beta.yaml',
    anAward({ id: 'bops-beta', fund: 'ldf', project: 'bops-beta', leads: [{ organisation: 'swk' }] }),
  );
  await write(
    'catalogue/projects/ldf/bops-beta.yaml',
    aProject({
      id: 'bops-beta',
      fund: 'ldf',
      awards: ['bops-beta'],
      outputs: [
        { asset: 'bops', basis: 'stated' },
        { asset: 'unboxed--bops', basis: 'inferred' },
      ],
    }),
  );
  await run();
  t.same(await idsWith(store, 'asset', 'language', 'Ruby'), ['bops', 'unboxed--bops']);
  t.same(await idsWith(store, 'asset', 'language', 'CSS'), []);
  t.same(await idsWith(store, 'asset', 'licence', 'MIT'), ['bops', 'unboxed--bops']);
  t.same(await idsWith(store, 'asset', 'fund', 'ldf'), ['bops'], 'general knowledge leads nowhere');
  t.same(await idsWith(store, 'asset', 'platform', 'GOV.UK Pay'), ['bops']);
  t.same(await idsWith(store, 'asset', 'organisation', 'unboxed'), ['unboxed--bops']);
  t.same(await idsWith(store, 'asset', 'organisation', 'cmd'), [], 'being seen using it is no role');
  t.same(await idsWith(store, 'asset', 'adopter', 'cmd'), ['unboxed--bops']);
  t.same(await idsWith(store, 'asset', 'adopter', 'swk'), []);
  t.same(await idsWith(store, 'award', 'lead', 'swk'), ['bops-beta']);
  t.same(await idsWith(store, 'fund', 'funder', 'mhclg'), ['ldf']);
  t.match(await store.linksTo({ kind: 'asset', id: 'bops' }), [
    { kind: 'asset', id: 'unboxed--bops', name: 'partOf' },
    { kind: 'project', id: 'bops-beta', name: 'output' },
  ]);

  const { counts, gaps } = await reportCatalogue(store);
  t.match(
    counts.find(({ kind }) => kind === 'asset'),
    { published: 2, withdrawn: 0 },
  );
  const lacking = (what: RegExp) => gaps.filter((gap) => what.test(gap.what)).flatMap(({ ids }) => ids);
  t.same(lacking(/assets without a lead/), ['bops']);
  t.same(lacking(/assets without a service/), ['bops', 'unboxed--bops']);
  t.same(lacking(/assets without a link to funding/), [], 'a part is paid for with its product');
  t.same(lacking(/licence is not known/), [], 'a product has the licence of its main repository');
  t.same(lacking(/projects without a lead/), ['bops-beta']);
  t.same(lacking(/no public output/), []);

  await write('seeds/repository-facts.jsonl', facts('Go'));
  t.match(await run(), { changed: 1, touched: 2 }, 'other facts touch the asset and its product');
  t.match(await store.find('asset', 'bops'), { revision: 1 });
  t.same(await idsWith(store, 'asset', 'language', 'Go'), ['bops', 'unboxed--bops']);
});

t.test('a fault in one file refuses them all, naming file, line and field', async (t) => {
  const { store, write, refused, run } = await anImport(t);
  await write(product, anAsset({ id: 'bops', assetKind: 'product' }));
  await run();
  const head = await store.head();
  await write('catalogue/products/new.yaml', anAsset({ id: 'new', assetKind: 'product' }));

  const faulty: [string, string, object][] = [
    ['catalogue/funds/a.yaml', 'id: a\ntitle: A\ntitle: B\n', { line: 3, message: /unique/i }],
    ['catalogue/funds/b.yaml', 'id: b\ntitle:\n\t- x\n', { line: 3, message: /tab/i }],
    ['catalogue/funds/c.yaml', 'id: c\ntitle: "C\n', { message: /quote/i }],
    [
      'catalogue/funds/d.yaml',
      'id: d\ntitle: D\namount: 5\nsources:\n  - source: a-page\n',
      { line: 3, field: 'amount' },
    ],
    [
      'catalogue/funds/e.yaml',
      'id: e\ntitle: E\nsources:\n  - source: a-page\n    how: ""\n',
      { line: 5, field: 'sources.0.how' },
    ],
    ['catalogue/funds/f.yaml', 'id: g\ntitle: F\nsources:\n  - source: a-page\n', { line: 1, field: 'id' }],
    [
      'catalogue/awards/x/h.yaml',
      'id: h\ntitle: H\nfund: y\nsources:\n  - source: a-page\n',
      { line: 3, field: 'fund' },
    ],
    ['catalogue/prizes/i.yaml', 'id: i\n', { message: /funds\/, awards\// }],
    ['catalogue/funds/2020/j.yaml', 'id: j\n', { message: /funds\/<id>\.yaml/ }],
    ['catalogue/funds/k.yml', 'id: k\n', { message: /funds\/<id>\.yaml/ }],
    ['catalogue/funds/l.yaml', 'id: l\n', { line: 1, field: 'title' }],
    ['catalogue/funds/m.yaml', '', { message: /expected object/ }],
    [
      'catalogue/products/n.yaml',
      JSON.stringify(anAsset({ id: 'n', assetKind: 'product', connectsTo: ['Amazon S3', 'AWS S3'] })),
      { line: 1, field: 'connectsTo.1', message: /platforms\.yaml/ },
    ],
    [
      'seeds/sources/more.yaml',
      '- id: n\n  title: N\n  sourceType: rumour\n',
      { line: 3, field: 'sourceType', message: /announcement/ },
    ],
    ['seeds/sources/none.yaml', 'id: o\n', { line: 1, message: /list/ }],
    ['seeds/repository-facts.jsonl', '{"id":"a--b"}\n', { line: 1, field: 'title' }],
  ];
  for (const [path, text] of faulty) await write(path, text);
  const { fileFaults, message, kind } = await refused();
  t.equal(kind, 'invalid');
  for (const [file, , expected] of faulty) {
    t.match(fileFaults.filter((fault) => fault.file === file)[0], { file, ...expected }, file);
  }
  t.match(message, /catalogue\/funds\/d\.yaml:3: amount: there is no such field/);
  t.equal(await store.head(), head);
  t.equal(await store.find('asset', 'new'), undefined);
});

t.test('records that do not fit together are refused', async (t) => {
  const { write, refused, run } = await anImport(t);
  await write('catalogue/funds/ldf.yaml', aFund({ id: 'ldf', partOf: 'ldf-round-1' }));
  await write('catalogue/funds/ldf-round-1.yaml', aFund({ id: 'ldf-round-1', partOf: 'ldf' }));
  await write(
    product,
    anAsset({ id: 'bops', assetKind: 'product', mainRepository: 'unboxed--bops', aliases: ['planning'] }),
  );
  await write(
    'catalogue/assets/unboxed/bops.yaml',
    anAsset({ id: 'unboxed--bops', repository: 'unboxed/bops', aliases: ['planning'] }),
  );
  await write(
    'catalogue/assets/unboxed/bops-api.yaml',
    anAsset({
      id: 'unboxed--bops-api',
      repository: 'unboxed/bops-api',
      services: ['608'],
      lead: { organisation: 'ldf' },
      relations: [
        { type: 'partOf', asset: 'unboxed--bops' },
        { type: 'needs', asset: 'planning' },
      ],
    }),
  );
  await write('seeds/organisations/twice.yaml', [anOrganisation(), anOrganisation()]);
  const { fileFaults } = await refused();
  const expected = [
    ['catalogue/funds/ldf.yaml', 'partOf', /part of itself/],
    ['catalogue/funds/ldf-round-1.yaml', 'partOf', /part of itself/],
    ['catalogue/products/bops.yaml', 'mainRepository', /"unboxed--bops" is not part of "bops"/],
    ['catalogue/assets/unboxed/bops-api.yaml', 'services.0', /no service "608"/],
    ['catalogue/assets/unboxed/bops-api.yaml', 'lead.organisation', /no organisation "ldf"/],
    ['catalogue/assets/unboxed/bops-api.yaml', 'relations.0.asset', /only a product has parts/],
    ['catalogue/assets/unboxed/bops-api.yaml', 'relations.1.asset', /"planning" is an alias of/],
    [
      'seeds/organisations/twice.yaml',
      'id',
      /"swk" is the id of a record in seeds\/organisations\/twice\.yaml/,
    ],
  ] as const;
  for (const [file, field, message] of expected) {
    const found = fileFaults.find((fault) => fault.file === file && fault.field === field);
    t.match(found, { message, line: Number }, `${file} ${field}`);
  }
  t.match(
    fileFaults.filter(({ field }) => field === 'aliases.0'),
    [{ message: /"planning" is an alias of a record in/ }],
    'one of the two that claim an alias',
  );
  t.equal(fileFaults.length, expected.length + 1);

  await write('catalogue/funds/ldf.yaml', aFund({ id: 'ldf' }));
  await write(product, anAsset({ id: 'bops', assetKind: 'product', mainRepository: 'unboxed--bops' }));
  await write(
    'catalogue/assets/unboxed/bops.yaml',
    anAsset({
      id: 'unboxed--bops',
      repository: 'unboxed/bops',
      relations: [{ type: 'partOf', asset: 'bops' }],
    }),
  );
  await write(
    'catalogue/assets/unboxed/bops-api.yaml',
    anAsset({
      id: 'unboxed--bops-api',
      repository: 'unboxed/bops-api',
      relations: [{ type: 'partOf', asset: 'bops' }],
    }),
  );
  await write('seeds/organisations/twice.yaml', [anOrganisation()]);
  t.match(await run(), { skipped: false });
});

const root = fileURLToPath(new URL('../..', import.meta.url));
const assetCount = 400;

t.test('a process killed while it imports leaves one version of the catalogue, whole', async (t) => {
  // The folder is inside the project, so that the compiled sources find their packages.
  const folder = t.testdir();
  const compiled = join(folder, 'compiled');
  await transpileSources(compiled, ['src/adapters', 'src/domain', 'src/ports', 'src/use-cases']);
  const file = join(folder, 'store.db');
  const child = join(root, 'test/support/import-in-a-loop.mjs');
  const kills = 8;
  let interrupted = 0;

  for (let kill = 0; kill < kills; kill += 1) {
    const running = spawn(process.execPath, [child, compiled, file, String(assetCount)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const exited = once(running, 'exit');
    const starts: number[] = [];
    let started = 0;
    running.stdout.on('data', (chunk: Buffer) => {
      starts.push(performance.now());
      started = Number(chunk.toString().trim().split(' ').at(-1));
    });
    // The first one is killed in its first import, the others when it is known how long an import takes.
    const wanted = kill === 0 ? 1 : 2;
    while (starts.length < wanted && running.exitCode === null) await delay(5);
    const [first = 0, second = first + 200] = starts;
    await delay(Math.random() * (second - first));
    running.kill('SIGKILL');
    await exited;
    t.ok(started > 0, 'it was importing');

    const store = await openSqliteRecordStore({ file });
    const version = (await store.note('import.fingerprint')) ?? '0';
    const titles = new Set<string>();
    let count = 0;
    for await (const { document } of store.readAll('asset')) {
      titles.add(document.title);
      count += 1;
    }
    if (version === '0') t.same([count, await store.head()], [0, 0]);
    else {
      t.same([...titles], [`version ${version}`]);
      t.equal(count, assetCount);
      t.equal((await idsWith(store, 'asset', 'platform', `platform ${version}`)).length, 50);
      t.equal((await store.termValues('asset', 'platform')).length, 1, 'nor terms of two versions');
      t.equal(await store.head(), 1 + assetCount * Number(version), 'as many changes as versions');
    }
    if (Number(version) < started) interrupted += 1;
    await store.close();
  }
  t.ok(interrupted > 0, `${interrupted} of ${kills} kills fell into an import`);
});
