import type { Test } from 'tap';
import type { CatalogueStore } from '../../src/ports/catalogue-store.ts';
import type { EntryWrite } from '../../src/ports/entry-store.ts';
import { aBatch, asset, aWrite } from './record-store-contract.ts';

/** What was pasted by mistake. */
export const pasted = '07700 900123 "Pat"';
const by = '[redacted]';

function anEntry(fields: Partial<EntryWrite> & Pick<EntryWrite, 'id' | 'document'>): EntryWrite {
  return { kind: 'message', state: 'pending', action: 'submitted', terms: [], ...fields };
}

/** A text in every place that a store keeps things in. */
export async function fill(store: CatalogueStore): Promise<void> {
  const withIt = asset('bops', { description: `Call ${pasted} now` });
  await store.write(
    aBatch({ put: [aWrite(withIt, { origin: 'registered', terms: [{ name: 'theme', value: pasted }] })] }),
  );
  await store.write(
    aBatch({
      actor: 'contributor key-4f1a @lds',
      put: [aWrite(asset('bops', { description: `Or ${pasted} later` }), { origin: 'registered' })],
      entries: [
        anEntry({
          id: 'message-1',
          document: { text: `I am ${pasted}`, sentBy: 'contributor key-4f1a @lds' },
          terms: [{ name: 'said', value: pasted }],
        }),
        anEntry({
          kind: 'key',
          id: 'key-4f1a',
          state: 'active',
          document: { name: 'Pat', role: 'contributor' },
          terms: [{ name: 'hash', value: 'x' }],
        }),
      ],
      kept: [
        {
          space: 'mail',
          key: 'mail-1',
          value: JSON.stringify({ text: pasted }),
          expiresAt: '2999-01-01T00:00:00Z',
        },
        {
          space: 'session',
          key: 'other',
          value: '{"account":"account-1"}',
          expiresAt: '2999-01-01T00:00:00Z',
        },
        { space: 'idempotency', key: 'sealed', value: '{"sealed":"?"}', expiresAt: '2999-01-01T00:00:00Z' },
      ],
      notes: { decisions: JSON.stringify([{ reason: pasted }]) },
    }),
  );
  await store.write(
    aBatch({ entries: [anEntry({ id: 'message-1', document: { text: `Still ${pasted}` } })] }),
  );
}

const aRedaction = {
  actor: 'admin key-9 @x',
  at: '2026-11-22T00:00:00.000Z',
  blank: [],
  replace: [],
  entries: [],
};

/** What every store promises of taking things out. */
export async function testRedaction(t: Test, open: () => Promise<CatalogueStore>): Promise<void> {
  async function openFilled(t: Test): Promise<CatalogueStore> {
    const store = await open();
    t.teardown(() => store.close());
    await fill(store);
    return store;
  }

  await t.test('a text goes from every revision, and everything else stays as it was', async (t) => {
    const store = await openFilled(t);
    const head = await store.head();
    const tombstone = anEntry({ kind: 'redaction', id: 'redaction-1', document: {}, action: 'redacted' });
    const report = await store.redact({
      ...aRedaction,
      replace: [{ text: pasted, by }],
      entries: [tombstone],
    });
    t.same(report.records, [{ kind: 'asset', id: 'bops' }]);
    const revisions = await store.revisions({ kind: 'asset', id: 'bops' });
    t.same(
      revisions.map(({ document }) => (document as { description: string }).description),
      ['Call [redacted] now', 'Or [redacted] later'],
    );
    const said = await store.entryRevisions('message', 'message-1');
    t.same(
      said.map(({ document }) => (document as { text: string }).text),
      ['I am [redacted]', 'Still [redacted]'],
    );
    t.equal(await store.note('decisions'), '[{"reason":"[redacted]"}]');
    t.equal(await store.findEntryBy('message', { name: 'said', value: pasted }), undefined);
    const now = '2026-11-22T00:00:00Z';
    t.equal(await store.kept('mail', 'mail-1', now), undefined);
    t.equal(await store.kept('idempotency', 'sealed', now), undefined, 'nobody can look into it, so it goes');
    t.ok(await store.kept('session', 'other', now), 'what has nothing to do with it stays');
    const logged = await store.changesSince(head, 10);
    t.match(logged, [
      { seq: head + 1, kind: 'asset', id: 'bops', action: 'touched' },
      { seq: head + 2, kind: 'redaction', action: 'redacted' },
    ]);
    const same = aWrite(asset('bops', { description: 'Or [redacted] later' }), { origin: 'registered' });
    t.match(
      await store.write(aBatch({ put: [same] })),
      { changed: 0 },
      'the document has the hash of what it says',
    );
    t.equal(await store.isErasing(), true);
    t.equal(await store.erase(), true);
    t.equal(await store.isErasing(), false);
  });

  await t.test('fields go whatever they say, and a key gets another id everywhere', async (t) => {
    const store = await openFilled(t);
    await store.redact({ ...aRedaction, blank: [{ kind: 'asset', id: 'bops', fields: ['description'] }] });
    const revisions = await store.revisions({ kind: 'asset', id: 'bops' });
    for (const { document } of revisions) t.match(document, { description: by });
    await store.redact({
      ...aRedaction,
      blank: [{ kind: 'key', id: 'key-4f1a', fields: ['name'] }],
      rename: { kind: 'key', id: 'key-4f1a', to: 'key-redacted-1' },
    });
    t.equal(await store.findEntry('key', 'key-4f1a'), undefined);
    t.match((await store.findEntry('key', 'key-redacted-1'))?.document, { name: by, role: 'contributor' });
    t.equal(await store.findEntryBy('key', { name: 'hash', value: 'x' }), undefined);
    const [first] = await store.entryRevisions('message', 'message-1');
    t.match(first, {
      actor: 'contributor key-redacted-1 @lds',
      document: { sentBy: 'contributor key-redacted-1 @lds' },
    });
    t.notMatch(JSON.stringify(await store.changesSince(0, 100)), /key-4f1a/);
  });

  await t.test('a text of too many documents is refused, and nothing goes', async (t) => {
    const store = await openFilled(t);
    const head = await store.head();
    const common = { ...aRedaction, replace: [{ text: pasted, by }], most: 2 };
    await t.rejects(store.redact(common), /documents hold this text/);
    t.equal(await store.head(), head);
    t.match((await store.findEntry('message', 'message-1'))?.document, { text: `Still ${pasted}` });
  });
}
