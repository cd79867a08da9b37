import t from 'tap';
import { applyReading, type FoundReading } from '../../src/domain/enrichment/apply-reading.ts';
import { toCopyFacets } from '../../src/domain/enrichment/copy-facets.ts';
import { isDue, nextDue } from '../../src/domain/enrichment/due-date.ts';
import { expectCompletion } from '../../src/domain/enrichment/expect-completion.ts';
import type { Outcome } from '../../src/domain/enrichment/observation.ts';
import { priorityOf } from '../../src/domain/enrichment/priority.ts';
import { anUnreadSighting, type Sighting } from '../../src/domain/enrichment/sighting.ts';
import { aRepository } from '../support/builders.ts';

const day = (number: number, time = '06:00:00') => `2026-03-${String(number).padStart(2, '0')}T${time}.000Z`;

function found(fields: Partial<FoundReading> = {}): FoundReading {
  return {
    ...{ outcome: 'found', hostId: '7', repository: 'acorn/bins', memory: {} },
    ...{ facets: { stars: 3 }, failed: {}, unchanged: [] },
    ...fields,
  };
}
const missed = (outcome: Exclude<Outcome, 'found'>) => ({ outcome, message: `it was ${outcome}` });

/** What is known after readings, each with its time. */
function after(...readings: [string, FoundReading | ReturnType<typeof missed>][]): Sighting {
  return readings.reduce<Sighting>(
    (held, [at, reading]) => applyReading(held, reading, at).sightings[0],
    anUnreadSighting('acorn/bins'),
  );
}

t.test('gone only after two absences a day or more apart, with no sighting between', async (t) => {
  const absent = missed('absent');
  t.equal(after([day(1), found()], [day(2), absent]).state, 'found');
  t.equal(after([day(1), found()], [day(2), absent], [day(2, '20:00:00'), absent]).state, 'found');
  t.equal(after([day(1), found()], [day(2), absent], [day(3), absent]).state, 'private-or-gone');
  t.equal(
    after([day(2), absent], [day(3), found()], [day(4), absent]).state,
    'found',
    'a sighting resets the count',
  );
  t.equal(after([day(2), absent]).state, 'unread', 'one absence establishes nothing');
  t.equal(after([day(2), absent], [day(3), missed('limited')], [day(4), absent]).state, 'private-or-gone');
  t.equal(
    after([day(2), absent], [day(3), absent], [day(4), missed('unreachable')]).state,
    'private-or-gone',
  );
  t.equal(after([day(2), absent], [day(3), absent], [day(4), found()]).state, 'found');
});

t.test('a clock that was ahead, or is put back, makes nothing gone and freezes no fact', async (t) => {
  const ahead = '2027-04-05T06:00:00.000Z';
  const held = after([ahead, found()], [day(2), found({ facets: { stars: 5 } })]);
  t.match(held.facets.stars, { value: 5, fetchedAt: day(2) });
  t.same(
    held.observations.map(({ at }) => at),
    [day(2), ahead],
  );
  t.equal(after([ahead, missed('absent')], [day(2), missed('absent')]).state, 'unread');
  t.equal(
    after([ahead, missed('absent')], [day(2), missed('absent')], [day(3), missed('absent')]).state,
    'private-or-gone',
  );
});

t.test('a bad day is the state only while nothing was ever established', async (t) => {
  for (const outcome of ['limited', 'unreachable', 'nonsense'] as const) {
    t.equal(after([day(1), missed(outcome)]).state, outcome);
    const held = after([day(1), found({ facets: { archived: true, stars: 3 } })], [day(2), missed(outcome)]);
    t.match(held, { state: 'archived', facets: { stars: { value: 3, fetchedAt: day(1) } } });
    t.match(held.lastError, { at: day(2), message: `it was ${outcome}` });
    t.equal(after([day(1), missed(outcome)], [day(2), found()]).lastError, undefined);
  }
  const fork = { isFork: true };
  t.equal(after([day(1), found({ facets: { fork } })]).state, 'fork');
  t.equal(after([day(1), found({ facets: { fork, archived: true } })]).state, 'archived');
});

t.test('facets are replaced one by one', async (t) => {
  const held = after(
    [day(1), found({ facets: { stars: 3, topics: ['bins'], description: 'Bins' } })],
    [
      day(2),
      found({
        facets: { description: null },
        failed: { stars: 'negative', forks: 'negative' },
        unchanged: ['topics'],
      }),
    ],
  );
  t.same(held.facets, {
    description: { value: null, source: 'github', fetchedAt: day(2) },
    topics: { value: ['bins'], source: 'github', fetchedAt: day(2) },
    stars: { value: 3, source: 'github', fetchedAt: day(1), lastError: { at: day(2), message: 'negative' } },
  });
  t.match(
    held.lastError,
    { message: 'forks: negative' },
    'what has no value to stand beside is told of the whole',
  );
  const { changedFacets, isChanged } = applyReading(held, found({ unchanged: ['topics'] }), day(3));
  t.same([changedFacets, isChanged], [[], false], 'a date alone is no change');
  const activity = (until: string) => ({ until, commits: Array.from({ length: 13 }, () => 1) });
  const active = after([day(1), found({ facets: { activity: activity(day(1)) } })]);
  t.notOk(applyReading(active, found({ facets: { activity: activity(day(2)) } }), day(2)).isChanged);
});

t.test('what moved is known at its new address; the old one leads there', async (t) => {
  const held = after([day(1), found()]);
  const moved = applyReading(held, found({ repository: 'beech/bins' }), day(2), { sameHostId: [held] });
  const [there, old] = moved.sightings;
  t.match(there, {
    id: 'beech--bins',
    state: 'found',
    repository: 'beech/bins',
    facets: { stars: { value: 3 } },
  });
  t.match(old, { id: 'acorn--bins', state: 'moved', movedTo: 'beech/bins', hostId: '7', facets: {} });
  t.equal(moved.isChanged, true);
  t.same([there.observations.length, old?.observations.length], [2, 2], 'every read adds one');

  const further = applyReading(there, found({ repository: 'beech/waste' }), day(3), {
    sameHostId: moved.sightings,
  });
  t.same(
    further.sightings.map(({ id, state, movedTo }) => [id, state, movedTo]),
    [
      ['beech--waste', 'found', undefined],
      ['beech--bins', 'moved', 'beech/waste'],
      ['acorn--bins', 'moved', 'beech/waste'],
    ],
  );
  const back = applyReading(further.sightings[0], found(), day(4), {
    sameHostId: further.sightings,
    atAddress: further.sightings[2],
  });
  t.match(back.sightings[0], { id: 'acorn--bins', state: 'found', facets: { stars: { value: 3 } } });
  t.notOk('movedTo' in back.sightings[0]);
});

t.test('a name that was taken over is told by the number', async (t) => {
  const held = after([day(1), found()]);
  const taken = applyReading(held, found({ hostId: '8', facets: { stars: 999 } }), day(2));
  t.match(taken.sightings, [
    { hostId: '7', facets: { stars: { value: 3 } }, observations: [{}, { outcome: 'absent' }] },
  ]);
  const follower = { ...after([day(1), found({ hostId: '9' })]), id: 'oak--bins', repository: 'oak/bins' };
  const swapped = applyReading(follower, found({ hostId: '9', facets: { stars: 4 } }), day(2), {
    sameHostId: [follower],
    atAddress: held,
  });
  t.match(swapped.sightings, [
    { id: 'oak--bins', state: 'moved', movedTo: 'acorn/bins', facets: { stars: { value: 4 } } },
  ]);
  t.equal(swapped.sightings.length, 1, 'the other repository of that name is left alone');
});

t.test('what is asked for, when and in which order', async (t) => {
  const held = after([day(1), found()]);
  t.equal(isDue(undefined, day(1)), true);
  t.equal(isDue({ dueAt: nextDue(held, 'found', day(1)) }, day(1, '12:00:00')), false);
  t.equal(isDue({ dueAt: nextDue(held, 'found', day(1)) }, day(2)), true);
  t.equal(isDue({ dueAt: nextDue(held, 'limited', day(1)) }, day(1)), true);
  t.equal(isDue({ dueAt: nextDue(held, 'absent', day(1)) }, day(2)), true);
  const gone: Sighting = { ...held, state: 'private-or-gone' };
  t.equal(nextDue(gone, 'absent', '2026-06-01T06:00:00.000Z'), '2026-06-08T06:00:00.000Z');
  const interest = { adopters: 0, isOfProduct: false };
  const of = (readAt: string, fields = {}) => priorityOf({ ...held, readAt, ...fields }, interest, day(9));
  t.ok(of(day(1)) > of(day(2)));
  t.ok(priorityOf(undefined, interest, day(9)) > of(day(1)));
  t.ok(of(day(2), { pushedAt: day(1) }) > of(day(1)));
  t.ok(priorityOf({ ...held, readAt: day(8) }, { adopters: 1, isOfProduct: true }, day(9)) > of(day(5)));
  const rest = { mode: 'rest' as const, authorised: false, reserve: 5 };
  t.equal(expectCompletion({ unread: 295, read: 0 }, rest, day(1)), day(1, '22:00:00'));
  t.equal(expectCompletion({ unread: 0, read: 20 }, rest, day(1)), day(1));
});

t.test('a copy gives what it proves and no more', async (t) => {
  const copy = aRepository({
    ...{
      branch: 'main',
      lastCommit: '2024-05-06',
      frameworks: ['Rails'],
      files: { ci: ['.github/workflows'] },
    },
    licenceFiles: [{ file: 'LICENCE', spdx: 'OGL-UK (version not stated)' }],
  });
  const dated = { source: 'copy', fetchedAt: '2026-11-22' };
  t.same(toCopyFacets(copy), {
    licence: { value: { spdx: null, file: 'LICENCE' }, ...dated },
    defaultBranch: { value: 'main', ...dated },
    frameworks: { value: ['Rails'], ...dated },
    pushedAt: { value: '2024-05-06T00:00:00Z', ...dated },
    files: { value: { ci: ['.github/workflows'] }, ...dated },
  });
});
