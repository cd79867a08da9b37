import type { CouncilDirectory, NamedBodies } from './council-directory.ts';
import { type CouncilSet, pluralWords, readCouncilSet } from './council-sets.ts';
import { type DesignationPhrase, readingsOf } from './designations.ts';
import type { NameWord } from './name-words.ts';

interface Stretch {
  /** Words from (inclusive) and to (exclusive). */
  from: number;
  to: number;
}

export interface NameSegment extends Stretch {
  kind: 'name';
  words: readonly string[];
  /** What the name itself says of the body's kind, by its reading with the shortest place. */
  own: DesignationPhrase | undefined;
  designatedFirst: boolean;
  named: NamedBodies;
}
export interface SetSegment extends Stretch {
  kind: 'set';
  words: readonly string[];
  set: CouncilSet;
}
export interface OtherSegment extends Stretch {
  /** `list`: "and", comma or slash; `joint`: other words and signs between names. */
  kind: 'unknown' | 'list' | 'joint';
}
export type Segment = NameSegment | SetSegment | OtherSegment;

const longestName = 18;
const cost = { name: 10, shortForm: 4, differs: 3, absent: 100, set: 9, joint: 1, unknown: 1000 };

const listMarks = new Set([',', '/']);
const hardMarks = new Set([';', ':', '|', '\n', '•', '+', '[', ']']);
const jointWords = new Set(
  'with plus alongside including jointly together along both also led by lead well as'.split(' '),
);
const jointPhrases = [
  ['in', 'partnership', 'with'],
  ['in', 'collaboration', 'with'],
  ['on', 'behalf', 'of'],
];

type Joint = { to: number; kind: 'list' | 'joint' };

function jointAt(words: readonly NameWord[], marks: readonly string[], at: number): Joint | undefined {
  const word = words[at];
  if (!word) return undefined;
  if (word.separator) return { to: at + 1, kind: listMarks.has(marks[at] ?? '') ? 'list' : 'joint' };
  if (word.text === 'and') return { to: at + 1, kind: 'list' };
  if (jointWords.has(word.text)) return { to: at + 1, kind: 'joint' };
  const phrase = jointPhrases.find((parts) =>
    parts.every((part, offset) => words[at + offset]?.text === part),
  );
  return phrase && { to: at + phrase.length, kind: 'joint' };
}

/** The designation in the name itself, and whether it comes before the place. */
export function ownDesignation(words: readonly string[], directory: CouncilDirectory) {
  const readings = readingsOf(words).filter(({ means, place }) => means && directory.names.places.has(place));
  const shortest = readings.reduce<(typeof readings)[number] | undefined>(
    (best, next) => (best && best.place.length <= next.place.length ? best : next),
    undefined,
  );
  const bare = words[0] === 'the' ? words[1] : words[0];
  return {
    own: shortest?.means,
    designatedFirst: shortest !== undefined && !shortest.place.startsWith(bare ?? ''),
  };
}

type State = 'boundary' | 'bare' | 'designated' | 'unknown';
interface Step {
  cost: number;
  segment?: Segment;
  before?: { at: number; state: State };
}

/**
 * Cuts a text into names the register knows and what joins them: the cheapest way, so that whole names beat their parts ("Redcar and
 * Cleveland" is one) and nothing is left over where it can be read. A stretch between joints is a name as a whole or not at all: "AgeUK
 * Croydon" is not Croydon.
 */
export function segmentNames(
  text: string,
  words: readonly NameWord[],
  directory: CouncilDirectory,
  on?: string,
): Segment[] {
  const marks = words.map((word) => (word.separator ? text.slice(word.start, word.end).trim() || '\n' : ''));
  const steps: Partial<Record<State, Step>>[] = words.map(() => ({}));
  steps.push({});
  steps[0] = { boundary: { cost: 0 } };

  function offer(at: number, state: State, step: Step): void {
    const there = steps[at]?.[state];
    const table = steps[at];
    if (table && (!there || step.cost < there.cost)) table[state] = step;
  }

  function existsThen(named: NamedBodies): boolean {
    return on === undefined || named.best.some((match) => directory.existedOn(match.organisation, on));
  }

  function readSpan(from: number, to: number): (NameSegment | SetSegment) | undefined {
    const spanned = words.slice(from, to).filter((word) => !word.separator);
    const parts = spanned.flatMap((word) => word.text.split(' '));
    if (spanned.some((word) => pluralWords.has(word.text))) {
      const set = readCouncilSet(parts, directory, on);
      if (set) return { kind: 'set', from, to, words: parts, set };
    }
    if (!directory.names.canBegin(parts[0] ?? '')) return undefined;
    const named = directory.matchWords(parts, on);
    if (named.best.length === 0) return undefined;
    return { kind: 'name', from, to, words: parts, named, ...ownDesignation(parts, directory) };
  }

  function costOf(segment: NameSegment | SetSegment): number {
    if (segment.kind === 'set') return cost.set;
    const first = segment.named.best[0];
    return (
      cost.name +
      (first?.how === 'short-form' ? cost.shortForm : 0) +
      (first?.designationDiffers ? cost.differs : 0) +
      (existsThen(segment.named) ? 0 : cost.absent)
    );
  }

  for (let at = 0; at < words.length; at += 1) {
    const here = Object.entries(steps[at] ?? {}) as [State, Step][];
    if (here.length === 0) continue;
    const joint = jointAt(words, marks, at);
    for (const [state, step] of here) {
      const before = { at, state };
      if (joint) {
        const segment: Segment = { kind: joint.kind, from: at, to: joint.to };
        offer(joint.to, 'boundary', { cost: step.cost + cost.joint, segment, before });
      }
      if (state === 'boundary' || state === 'unknown') {
        const segment: Segment = { kind: 'unknown', from: at, to: at + 1 };
        if (!words[at]?.separator)
          offer(at + 1, 'unknown', { cost: step.cost + cost.unknown, segment, before });
      }
    }
    if (words[at]?.separator || words[at]?.text === 'and') continue;
    const longest = Math.min(words.length, at + longestName);
    for (let to = at + 1; to <= longest && !hardMarks.has(marks[to - 1] ?? ''); to += 1) {
      if (words[to - 1]?.separator && marks[to - 1] !== ')') continue;
      if (words[to - 1]?.text === 'and') continue;
      const segment = readSpan(at, to);
      if (!segment) continue;
      const isName = segment.kind === 'name';
      for (const [state, step] of here) {
        const mayFollow =
          state === 'boundary' ||
          state === 'designated' ||
          (state === 'bare' && isName && segment.designatedFirst);
        if (!mayFollow) continue;
        const next = isName && (!segment.own || segment.designatedFirst) ? 'bare' : 'designated';
        offer(to, next, { cost: step.cost + costOf(segment), segment, before: { at, state } });
      }
    }
  }

  const segments: Segment[] = [];
  const ends = Object.entries(steps[words.length] ?? {}) as [State, Step][];
  ends.sort((one, other) => one[1].cost - other[1].cost);
  for (
    let step = ends[0]?.[1];
    step?.segment && step.before;
    step = steps[step.before.at]?.[step.before.state]
  ) {
    segments.unshift(step.segment);
  }
  return segments;
}
