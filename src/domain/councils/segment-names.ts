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

const longestSet = 14;
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

  // The words as names are compared, one to a place ("NE" is two), with the word each comes from; a hard mark stops a name.
  const parts: string[] = [];
  const wordOf: number[] = [];
  const firstPart: number[] = [];
  for (const [at, word] of words.entries()) {
    firstPart.push(parts.length);
    if (word.separator && !hardMarks.has(marks[at] ?? '')) continue;
    for (const part of word.separator ? [''] : word.text.split(' ')) {
      parts.push(part);
      wordOf.push(at);
    }
  }

  function readName(from: number, end: number): NameSegment | undefined {
    const named = parts.slice(firstPart[from], end);
    const bodies = directory.matchWords(named, on);
    const to = (wordOf[end - 1] ?? from) + 1;
    if (bodies.best.length === 0 || wordOf[end] === to - 1) return undefined;
    return { kind: 'name', from, to, words: named, named: bodies, ...ownDesignation(named, directory) };
  }

  function readSets(from: number): SetSegment[] {
    const found: SetSegment[] = [];
    const start = firstPart[from] ?? 0;
    let hasPlural = false;
    for (
      let end = start + 1;
      end <= Math.min(parts.length, start + longestSet) && parts[end - 1] !== '';
      end += 1
    ) {
      hasPlural ||= pluralWords.has(parts[end - 1] ?? '');
      if (!hasPlural) continue;
      const spanned = parts.slice(start, end);
      const set = readCouncilSet(spanned, directory, on);
      if (set) found.push({ kind: 'set', from, to: (wordOf[end - 1] ?? from) + 1, words: spanned, set });
    }
    return found;
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
    const ends = directory.names.endsFrom(parts, firstPart[at] ?? 0);
    const found = [...readSets(at), ...ends.flatMap((end) => readName(at, end) ?? [])];
    for (const segment of found) {
      const isName = segment.kind === 'name';
      for (const [state, step] of here) {
        const mayFollow =
          state === 'boundary' ||
          state === 'designated' ||
          (state === 'bare' && isName && segment.designatedFirst);
        if (!mayFollow) continue;
        const next = isName && (!segment.own || segment.designatedFirst) ? 'bare' : 'designated';
        offer(segment.to, next, { cost: step.cost + costOf(segment), segment, before: { at, state } });
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
