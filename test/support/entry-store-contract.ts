import type { Test } from 'tap';
import type { CatalogueStore } from '../../src/ports/catalogue-store.ts';
import type { EntryWrite, KeptWrite } from '../../src/ports/entry-store.ts';
import { aBatch, asset, aWrite } from './record-store-contract.ts';

export function anEntry(fields: Partial<EntryWrite> = {}): EntryWrite {
  return {
    ...{ kind: 'interest', id: 'one', state: 'pending', document: { note: 'a' } },
    ...{ action: 'submitted', terms: [] },
    ...fields,
  };
}

const before = '2026-01-01T00:00:00.000Z';
const noon = '2026-06-01T12:00:00.000Z';
const after = '2026-12-01T00:00:00.000Z';
const aValue = (fields: Partial<KeptWrite> = {}): KeptWrite => ({
  ...{ space: 'session', key: 'a', value: 'v', expiresAt: noon },
  ...fields,
});

const refusal = (kind: string) => ({ name: 'CatalogueError', kind });

/** What every adapter of the entry store promises. `open` gives an empty store, which the suite closes. */
export async function testEntryStore(t: Test, open: () => Promise<CatalogueStore>): Promise<void> {
  async function openFor(t: Test): Promise<CatalogueStore> {
    const store = await open();
    t.teardown(() => store.close());
    return store;
  }
  const write = (store: CatalogueStore, ...entries: EntryWrite[]) => store.write(aBatch({ entries }));

  await t.test('an entry is found as it was written, and its revisions stay', async (t) => {
    const store = await openFor(t);
    const [first, second] = [aBatch({ entries: [anEntry()] }), aBatch()];
    await store.write(first);
    t.same(await store.findEntry('interest', 'one'), {
      ...{ kind: 'interest', id: 'one', revision: 1, state: 'pending' },
      ...{ createdAt: first.at, updatedAt: first.at, document: { note: 'a' } },
    });
    t.equal(await store.findEntry('reuse', 'one'), undefined, 'ids are of their kind');
    const changed = anEntry({ state: 'published', document: { note: 'b' }, action: 'approved', basedOn: 1 });
    await store.write({ ...second, actor: 'moderator m', entries: [changed] });
    t.match(await store.findEntry('interest', 'one'), {
      ...{ revision: 2, state: 'published', createdAt: first.at, updatedAt: second.at },
      document: { note: 'b' },
    });
    t.same(await store.entryRevisions('interest', 'one'), [
      { revision: 1, action: 'submitted', actor: 'test', at: first.at, document: { note: 'a' } },
      { revision: 2, action: 'approved', actor: 'moderator m', at: second.at, document: { note: 'b' } },
    ]);
    t.same(await store.entryRevisions('interest', 'two'), []);
  });

  await t.test('a stale or second write is refused and leaves nothing', async (t) => {
    const store = await openFor(t);
    await write(store, anEntry({ basedOn: 0 }));
    await t.rejects(write(store, anEntry({ basedOn: 0 })), refusal('conflict'));
    await t.rejects(write(store, anEntry({ basedOn: 7 })), refusal('stale'));
    await t.rejects(write(store, anEntry({ id: 'new', basedOn: 1 })), refusal('stale'));
    const at = await store.head();
    const mixed = aBatch({
      put: [aWrite(asset('bops'))],
      entries: [anEntry({ id: 'x' }), anEntry({ basedOn: 9 })],
    });
    await t.rejects(store.write(mixed), refusal('stale'));
    t.equal(await store.head(), at, 'nothing of a refused batch is in the log');
    t.equal(await store.findEntry('interest', 'x'), undefined);
    t.equal(await store.find('asset', 'bops'), undefined);
    const both = [1, 2].map((n) =>
      write(store, anEntry({ basedOn: 1, document: { n } })).then(
        () => 'written',
        ({ kind }) => kind,
      ),
    );
    t.same((await Promise.all(both)).sort(), ['stale', 'written'], 'of two at once one is written');
  });

  await t.test('a term leads to its entries; a unique one to one', async (t) => {
    const store = await openFor(t);
    const term = (value: string) => [{ name: 'asset', value }];
    const pair = [{ name: 'pair', value: 'bops lds' }];
    await write(store, anEntry({ id: 'a', terms: term('bops'), unique: pair }));
    await write(store, anEntry({ id: 'b', terms: [...term('bops'), ...term('bops')] }));
    t.equal((await store.findEntryBy('interest', pair[0] as never))?.id, 'a');
    t.equal(await store.findEntryBy('interest', { name: 'asset', value: 'bops' }), undefined, 'two have it');
    t.equal(await store.findEntryBy('reuse', { name: 'pair', value: 'bops lds' }), undefined);
    await t.rejects(write(store, anEntry({ id: 'c', unique: pair })), refusal('conflict'));
    await write(store, anEntry({ id: 'a', basedOn: 1, terms: [] }));
    t.equal(await store.findEntryBy('interest', { name: 'pair', value: 'bops lds' }), undefined, 'it let go');
    await write(store, anEntry({ id: 'c', unique: pair }));
    t.equal((await store.findEntryBy('interest', { name: 'asset', value: 'bops' }))?.id, 'b');
    const swap = aBatch({
      entries: [anEntry({ id: 'c', basedOn: 1 }), anEntry({ id: 'd', basedOn: 0, unique: pair })],
    });
    await store.write(swap);
    t.equal(
      (await store.findEntryBy('interest', { name: 'pair', value: 'bops lds' }))?.id,
      'd',
      'handed over in one batch',
    );
    const two = ['e', 'f'].map((id) =>
      write(store, anEntry({ id, unique: [{ name: 'pair', value: 'new' }] })).then(
        () => 'written',
        ({ kind }) => kind,
      ),
    );
    t.same((await Promise.all(two)).sort(), ['conflict', 'written'], 'of two at once one has it');
  });

  await t.test('entries are listed by state and terms, in order of age, a page at a time', async (t) => {
    const store = await openFor(t);
    for (const [index, id] of ['a', 'b', 'c', 'd'].entries()) {
      const terms = [
        { name: 'asset', value: index < 3 ? 'bops' : 'other' },
        { name: 'who', value: id },
      ];
      await write(store, anEntry({ id, state: index % 2 === 0 ? 'pending' : 'published', terms }));
    }
    const ids = async (query: object) => {
      const { total, entries } = await store.listEntries({ kind: 'interest', limit: 10, ...query });
      return `${entries.map(({ id }) => id).join('')} of ${total}`;
    };
    t.equal(await ids({}), 'abcd of 4');
    t.equal(await ids({ order: 'newest', limit: 2 }), 'dc of 4');
    t.equal(await ids({ offset: 1, limit: 2 }), 'bc of 4');
    t.equal(await ids({ states: ['pending'] }), 'ac of 2');
    t.equal(
      await ids({ states: ['pending', 'published'], terms: [{ name: 'asset', value: 'bops' }] }),
      'abc of 3',
    );
    t.equal(
      await ids({
        terms: [
          { name: 'asset', value: 'bops' },
          { name: 'who', value: 'b' },
        ],
      }),
      'b of 1',
    );
    t.equal(await ids({ states: [] }), ' of 0');
    t.equal(await ids({ kind: 'reuse' }), ' of 0');
  });

  await t.test('records, entries and touches of a batch share one log without gaps', async (t) => {
    const store = await openFor(t);
    await store.write(aBatch({ put: [aWrite(asset('bops')), aWrite(asset('other'))], entries: [anEntry()] }));
    await store.write(
      aBatch({
        put: [aWrite(asset('bops', { title: 'Changed' }))],
        entries: [anEntry({ id: 'two' }), anEntry({ id: 'three' })],
        touch: ['bops', 'other'],
      }),
    );
    await Promise.all(Array.from({ length: 12 }, (_, n) => write(store, anEntry({ id: `many-${n}` }))));
    const changes = await store.changesSince(0, 100);
    t.same(
      changes.map(({ seq }) => seq),
      Array.from({ length: changes.length }, (_, index) => index + 1),
    );
    t.equal(await store.head(), changes.length);
    t.same(
      changes.slice(0, 7).map(({ kind, id, action }) => `${kind} ${id} ${action}`),
      [
        ...['asset bops added', 'asset other added', 'interest one submitted', 'asset bops changed'],
        ...['interest two submitted', 'interest three submitted', 'asset other touched'],
      ],
      'what is written is not touched as well',
    );
    t.equal((await store.counts()).asset.published, 2, 'an entry is no record');
  });

  await t.test('what is kept is there until its time is over', async (t) => {
    const store = await openFor(t);
    await store.keep(aValue());
    t.equal(await store.kept('session', 'a', before), 'v');
    t.equal(await store.kept('session', 'a', noon), undefined, 'over at its time');
    t.equal(await store.kept('other', 'a', before), undefined);
    await store.keep(aValue({ value: 'w', expiresAt: after }));
    t.equal(await store.kept('session', 'a', noon), 'w', 'kept again, longer');
    await store.write(aBatch({ kept: [aValue({ key: 'b', value: 'with a batch' })], entries: [anEntry()] }));
    t.equal(await store.kept('session', 'b', before), 'with a batch');
    const refused = aBatch({ kept: [aValue({ key: 'c' })], entries: [anEntry({ basedOn: 0 })] });
    await t.rejects(store.write(refused), refusal('conflict'));
    t.equal(await store.kept('session', 'c', before), undefined, 'not without its batch');
    t.equal(await store.purgeKept(noon), 1);
    t.equal(await store.kept('session', 'b', before), undefined);
    t.equal(await store.kept('session', 'a', before), 'w');
  });

  await t.test('a key that must be new is taken by one', async (t) => {
    const store = await openFor(t);
    const claim = (value: string, at: string) =>
      store
        .write({
          ...aBatch(),
          at,
          kept: [aValue({ key: 'job', value, onlyNew: true })],
          entries: [anEntry({ id: value })],
        })
        .then(
          () => value,
          ({ kind }) => kind,
        );
    const claimed = await Promise.all(['x', 'y', 'z'].map((value) => claim(value, before)));
    t.equal(claimed.filter((one) => one === 'conflict').length, 2);
    const winner = await store.kept('session', 'job', before);
    t.ok(claimed.includes(winner ?? ''));
    t.equal(
      (await store.listEntries({ kind: 'interest', limit: 9 })).total,
      1,
      'nothing is written with the others',
    );
    t.equal(await claim('late', noon), 'late', 'one whose time is over is in nobody’s way');
  });

  await t.test('what is taken is taken once', async (t) => {
    const store = await openFor(t);
    await store.keep(aValue({ key: 'link', value: 'jo' }));
    const taken = await Promise.all(
      Array.from({ length: 5 }, () => store.takeKept('session', 'link', before)),
    );
    t.same(
      taken.filter((one) => one !== undefined),
      ['jo'],
    );
    await store.keep(aValue({ key: 'link' }));
    t.equal(await store.takeKept('session', 'link', after), undefined, 'not when it is over');
    t.equal(await store.takeKept('session', 'link', before), undefined, 'nor later');
  });

  await t.test('what begins alike is forgotten together', async (t) => {
    const store = await openFor(t);
    const keys = ['acc-1 x', 'acc-1 y', 'acc-1%', 'acc-10 x', 'acc-2 x', 'Acc-1 x', 'acc-1'];
    for (const key of keys) await store.keep(aValue({ key }));
    await store.keep(aValue({ space: 'other', key: 'acc-1 x' }));
    await store.forgetKept('session', 'acc-1 ');
    const left = await Promise.all(keys.map((key) => store.kept('session', key, before)));
    t.same(
      keys.filter((_, index) => left[index] !== undefined),
      ['acc-1%', 'acc-10 x', 'acc-2 x', 'Acc-1 x', 'acc-1'],
    );
    t.equal(await store.kept('other', 'acc-1 x', before), 'v');
  });
}
