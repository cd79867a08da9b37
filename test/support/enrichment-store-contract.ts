import type { Test } from 'tap';
import type { EnrichmentStore, Proposal, Sighting } from '../../src/ports/enrichment-store.ts';
import type { RecordStore } from '../../src/ports/record-store.ts';
import { aBatch, asset, aWrite } from './record-store-contract.ts';

const at = '2026-03-01T06:00:00.000Z';
const later = '2026-03-02T06:00:00.000Z';

export function aSighting(fields: Partial<Sighting> = {}): Sighting {
  return {
    id: 'acorn--bins',
    repository: 'acorn/bins',
    hostId: '7',
    state: 'found',
    observations: [{ at, outcome: 'found' }],
    facets: {
      stars: { value: 3, source: 'github', fetchedAt: at },
      description: { value: null, source: 'github', fetchedAt: at },
      readme: {
        value: { file: 'README.md', text: 'Bins \ud83d\uddd1\ufe0f \u0000', cut: false },
        source: 'github',
        fetchedAt: at,
        lastError: { at: later, message: 'the host answered 502' },
      },
    },
    memory: { head: 'abc' },
    dueAt: later,
    ...fields,
  };
}

function aProposal(fields: Partial<Proposal> = {}): Proposal {
  return {
    key: 'variant:acorn--bins:beech--bins',
    type: 'variant',
    subject: 'acorn--bins',
    object: 'beech--bins',
    reasons: ['GitHub says that it is a fork'],
    state: 'open',
    proposedAt: at,
    ...fields,
  };
}

const by = { at, actor: 'enrichment' };

/** What every adapter of the enrichment store promises. `open` gives both stores on one empty database. */
export async function testEnrichmentStore(
  t: Test,
  open: () => Promise<{ records: RecordStore; enrichment: EnrichmentStore }>,
): Promise<void> {
  async function openFor(t: Test) {
    const stores = await open();
    t.teardown(async () => {
      await stores.enrichment.close();
      await stores.records.close();
    });
    return stores;
  }

  await t.test('a sighting is found as it was saved, and replaced whole', async (t) => {
    const { enrichment } = await openFor(t);
    t.equal(await enrichment.find('acorn--bins'), undefined);
    await enrichment.save({ sightings: [aSighting()], touched: [], ...by });
    t.same(await enrichment.find('acorn--bins'), aSighting());
    const moved: Sighting = {
      ...{ id: 'acorn--bins', repository: 'acorn/bins', hostId: '7' },
      ...{ state: 'moved', movedTo: 'beech/bins', facets: {} },
      observations: [
        { at, outcome: 'found' },
        { at: later, outcome: 'found' },
      ],
    };
    const { dueAt: _, ...there } = aSighting({ id: 'beech--bins', repository: 'beech/bins' });
    await enrichment.save({ sightings: [moved, there], touched: [], ...by });
    t.same(await enrichment.find('acorn--bins'), moved);
    t.same(await enrichment.readMany(['beech--bins', 'none', 'acorn--bins']), [there, moved]);
    t.same(await enrichment.findByHostId('7'), [moved, there]);
    t.same(await enrichment.findByHostId('8'), []);
  });

  await t.test('observations stand in order of time; those that were dropped are gone', async (t) => {
    const { enrichment } = await openFor(t);
    const observed = (...days: number[]) =>
      days.map((day) => ({ at: `2026-03-0${day}T06:00:00.000Z`, outcome: 'absent' as const }));
    await enrichment.save({
      sightings: [aSighting({ observations: observed(2, 4, 4) })],
      touched: [],
      ...by,
    });
    await enrichment.save({
      sightings: [aSighting({ observations: observed(3, 4, 4, 5) })],
      touched: [],
      ...by,
    });
    t.same((await enrichment.find('acorn--bins'))?.observations, observed(3, 4, 4, 5));
  });

  await t.test('all are read in order of id, however many', async (t) => {
    const { enrichment } = await openFor(t);
    const sightings = Array.from({ length: 250 }, (_, index) => aSighting({ id: `acorn--${1000 + index}` }));
    await enrichment.save({ sightings: sightings.toReversed(), touched: [], ...by });
    await enrichment.save({ sightings: [aSighting()], touched: [], ...by });
    const outlines = await enrichment.outlines();
    t.equal(outlines.length, 251);
    t.same(outlines.at(-1), {
      ...{ id: 'acorn--bins', repository: 'acorn/bins', hostId: '7', state: 'found' },
      ...{ memory: { head: 'abc' }, dueAt: later, readAt: at },
    });
    const read: string[] = [];
    for await (const { id } of enrichment.readAll()) read.push(id);
    t.same(read, [...sightings.map(({ id }) => id), 'acorn--bins']);
  });

  await t.test('what is shown of an asset changes in the log with what was saved', async (t) => {
    const { records, enrichment } = await openFor(t);
    await records.write(aBatch({ put: [aWrite(asset('acorn--bins')), aWrite(asset('acorn--lamps'))] }));
    await records.write(aBatch({ withdraw: [{ kind: 'asset', id: 'acorn--lamps' }] }));
    const touched = ['acorn--bins', 'acorn--lamps', 'not--catalogued', 'acorn--bins'];
    await enrichment.save({ sightings: [aSighting()], touched, ...by, notes: { budget: 'x' } });
    t.same(await records.changesSince(3, 10), [
      { seq: 4, kind: 'asset', id: 'acorn--bins', revision: 1, action: 'touched', ...by },
    ]);
    t.equal((await records.revisions({ kind: 'asset', id: 'acorn--bins' })).length, 1, 'no revision');
    t.equal(await enrichment.note('budget'), 'x');
    await enrichment.save({ sightings: [], touched: [], ...by, notes: { budget: 'y' } });
    t.equal(await enrichment.note('budget'), 'y');
    t.equal(await records.head(), 4);
  });

  await t.test('nothing of a save stays that fails in the middle', async (t) => {
    const { records, enrichment } = await openFor(t);
    await records.write(aBatch({ put: [aWrite(asset('acorn--bins'))] }));
    const circular: Record<string, unknown> = {};
    circular.itself = circular;
    const sightings = [aSighting({ id: 'acorn--lamps' }), aSighting({ memory: circular })];
    await t.rejects(enrichment.save({ sightings, touched: ['acorn--bins'], ...by }));
    await t.rejects(
      enrichment.save({
        sightings: [aSighting()],
        touched: ['acorn--bins'],
        at: undefined as unknown as string,
        actor: 'enrichment',
      }),
    );
    t.equal(await enrichment.find('acorn--bins'), undefined);
    t.equal(await enrichment.find('acorn--lamps'), undefined);
    t.equal(await records.head(), 1);
  });

  await t.test('both stores number one log without gaps, whoever writes', async (t) => {
    const { records, enrichment } = await openFor(t);
    await records.write(aBatch({ put: [aWrite(asset('acorn--bins'))] }));
    await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        await records.write(aBatch({ put: [aWrite(asset(`acorn--${index}`))] }));
        await enrichment.save({ sightings: [aSighting()], touched: ['acorn--bins'], ...by });
      }),
    );
    const seqs = (await records.changesSince(0, 100)).map(({ seq }) => seq);
    t.same(
      seqs,
      Array.from({ length: 21 }, (_, index) => index + 1),
    );
  });

  await t.test('a proposal is made once, whatever was decided', async (t) => {
    const { enrichment } = await openFor(t);
    const { key } = aProposal();
    t.equal(await enrichment.propose([aProposal(), aProposal({ key: 'another' })]), 2);
    t.match(await enrichment.decide(key, 'rejected', later), { key, state: 'rejected', decidedAt: later });
    t.equal(await enrichment.decide('none', 'accepted', later), undefined);
    t.equal(await enrichment.propose([aProposal()]), 0);
    t.equal(await enrichment.propose([]), 0);
    t.same(await enrichment.proposals('open'), [aProposal({ key: 'another' })]);
    t.match(await enrichment.proposals('rejected'), [{ key, state: 'rejected' }]);
    t.equal((await enrichment.proposals()).length, 2);
  });

  await t.test('runs are kept, newest first', async (t) => {
    const { enrichment } = await openFor(t);
    const run = { startedAt: at, actor: 'enrichment', counts: {}, left: 0 };
    const first = await enrichment.startRun(run);
    const second = await enrichment.startRun({ ...run, startedAt: later });
    t.not(first, second);
    await enrichment.finishRun(first, { ...run, finishedAt: later, counts: { found: 2 }, left: 1 });
    t.same(await enrichment.runs(5), [
      { ...run, startedAt: later },
      { ...run, finishedAt: later, counts: { found: 2 }, left: 1 },
    ]);
    t.equal((await enrichment.runs(1)).length, 1);
  });

  await t.test('other addresses are kept beside', async (t) => {
    const { enrichment } = await openFor(t);
    const link = { address: 'https://bins.example', state: 'answers' as const, observations: [] };
    await enrichment.saveLinks([link]);
    await enrichment.saveLinks([{ ...link, state: 'gone' }]);
    t.same(await enrichment.links(), [{ ...link, state: 'gone' }]);
    const other = { ...link, address: 'https://lamps.example' };
    await enrichment.saveLinks([other]);
    t.same(await enrichment.readLinks([other.address, 'https://unseen.example', link.address]), [
      other,
      { ...link, state: 'gone' },
    ]);
    t.same(await enrichment.readLinks([]), []);
  });

  await t.test('what is shown of records changes in the log with the addresses they give', async (t) => {
    const { records, enrichment } = await openFor(t);
    await records.write(aBatch({ put: [aWrite(asset('acorn--bins'))] }));
    const link = { address: 'https://bins.example', state: 'gone' as const, observations: [] };
    const touched = [
      { kind: 'asset' as const, id: 'acorn--bins' },
      { kind: 'source' as const, id: 'acorn--bins' },
    ];
    await enrichment.saveLinks([link], { touched, ...by });
    t.match(await records.changesSince(1, 10), [{ seq: 2, kind: 'asset', id: 'acorn--bins', ...by }]);
    t.equal(await records.head(), 2, 'a record that is not there has no change');
  });
}
