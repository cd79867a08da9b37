import type { RecordRef } from '../ids.ts';
import type { CatalogueRecord } from '../records/record.ts';
import { referencesOf } from '../records/record-links.ts';

/**
 * How a trace goes on from a record: `both` from its start, `up` towards sources, `down` towards reuse, `reuse` to who uses it alone, `leaf`
 * nowhere. Going up never turns down again, so that an award reaches its fund and not the fund's other awards.
 */
export type Course = 'both' | 'up' | 'down' | 'reuse' | 'leaf';

export interface Step {
  ref: RecordRef;
  course: Course;
}

/** What a reference means for the trace: where it leads when it is followed from the record that makes it, and when from the one it names. */
interface Passage {
  /** From the record that makes the reference to the one it names. */
  along: Partial<Record<Course, Course>>;
  /** From the record named back to the one that names it. */
  back: Partial<Record<Course, Course>>;
}

const cited: Passage = {
  along: { both: 'leaf', up: 'leaf', down: 'leaf' },
  back: { both: 'down', down: 'down' },
};
const towardsSource: Passage = { along: { both: 'up', up: 'up' }, back: { both: 'down', down: 'down' } };
const towardsReuse: Passage = { along: { both: 'down', down: 'down' }, back: { both: 'up', up: 'up' } };
const uses: Passage = {
  along: { both: 'leaf', down: 'leaf', reuse: 'leaf' },
  back: { both: 'up' },
};
/** A body asked about leads to what it led or took part in. */
const tookPart: Passage = { along: {}, back: { both: 'down' } };

const passages = new Map<string, Passage>([
  ['fund partOf fund', towardsSource],
  ['award fund fund', towardsSource],
  ['project fund fund', towardsSource],
  ['project award award', towardsSource],
  ['asset fund fund', towardsSource],
  ['asset award award', towardsSource],
  ['asset project project', towardsSource],
  ['award project project', towardsReuse],
  ['project output asset', towardsReuse],
  // What came before is worth knowing from anywhere; what came after only when going down.
  [
    'project follows project',
    { along: { both: 'up', up: 'up', down: 'leaf' }, back: { both: 'down', down: 'down' } },
  ],
  // A product asked about is its parts: what paid for them paid for it. A part shows its product and who uses that, not its siblings.
  [
    'asset partOf asset',
    { along: { both: 'up', up: 'up', down: 'reuse' }, back: { both: 'both', down: 'down' } },
  ],
  [
    'asset mainRepository asset',
    { along: { both: 'both', down: 'down' }, back: { both: 'up', up: 'up', down: 'reuse' } },
  ],
  ['asset adopter organisation', uses],
  ['asset ownUse organisation', { ...uses, back: {} }],
  ...['award', 'project'].flatMap((kind) =>
    ['lead', 'partner'].map((role): [string, Passage] => [`${kind} ${role} organisation`, tookPart]),
  ),
  ...['fund', 'award', 'project', 'asset'].map((kind): [string, Passage] => [`${kind} source source`, cited]),
]);

/** By the kind of the record that makes the reference, then by the reference's name. */
const passagesOf = new Map<string, Map<string, { to: string; passage: Passage }>>();
for (const [key, passage] of passages) {
  const [from = '', name = '', to = ''] = key.split(' ');
  passagesOf.set(from, (passagesOf.get(from) ?? new Map()).set(name, { to, passage }));
}

function findPassage(from: RecordRef['kind'], name: string, to: RecordRef['kind']): Passage | undefined {
  const found = passagesOf.get(from)?.get(name);
  return found?.to === to ? found.passage : undefined;
}

/** Where to go from a record by its own references, to a source that it cites again and again once. */
export function stepsFrom(record: CatalogueRecord, course: Course): Step[] {
  const steps: Step[] = [];
  const cited = new Set<string>();
  for (const ref of referencesOf(record)) {
    const next = findPassage(record.kind, ref.name, ref.kind)?.along[course];
    if (next === undefined || (ref.kind === 'source' && cited.has(ref.id))) continue;
    if (ref.kind === 'source') cited.add(ref.id);
    steps.push({ ref, course: next });
  }
  return steps;
}

/** Where to go from a record by a reference that another record makes to it. */
export function stepBack(
  to: RecordRef,
  from: RecordRef & { name: string },
  course: Course,
): Step | undefined {
  const next = findPassage(from.kind, from.name, to.kind)?.back[course];
  return next && { ref: from, course: next };
}

/** The records that a record names and that its lineage needs, both ways. */
export function lineageNeighbours(record: CatalogueRecord): RecordRef[] {
  const found = new Map(
    stepsFrom(record, 'both').map(({ ref: { kind, id } }) => [`${kind}:${id}`, { kind, id }] as const),
  );
  return [...found.values()];
}
