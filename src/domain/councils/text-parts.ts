import type { Organisation } from '../records/organisation.ts';
import type { CouncilDirectory, NamedBodies } from './council-directory.ts';
import { type CouncilSet, pluralWords } from './council-sets.ts';
import type { DesignationPhrase } from './designations.ts';
import type { NameWord } from './name-words.ts';
import { type NameSegment, type Segment, segmentNames } from './segment-names.ts';

const unsaid = 'names a group of councils without saying which';

interface PartText {
  text: string;
  words: readonly string[];
}

/** A part of a text that is asked about, as the segments and their neighbours explain it. */
export type TextPart = PartText &
  (
    | { kind: 'name'; named: NamedBodies }
    | { kind: 'set'; set: CouncilSet }
    | { kind: 'joint-area'; candidates: Organisation[] }
    | { kind: 'body'; body: string }
    | { kind: 'unknown'; note?: string }
  );

/** Words that say what a body is when it is no council, as the last word of a name or (of a few) anywhere in it. */
const bodies = new Map<string, string>([
  ['lrf', 'local resilience forum'],
  ['resilience forum', 'local resilience forum'],
  ['nhs', 'body of the NHS'],
  ['ccg', 'clinical commissioning group'],
  ['clinical commissioning group', 'clinical commissioning group'],
  ['university', 'university'],
  ['college', 'college'],
  ['school', 'school'],
  ['trust', 'trust'],
  ['hospital', 'hospital'],
  ['police', 'police force'],
  ['constabulary', 'police force'],
  ['fire and rescue', 'fire and rescue service'],
  ['fire authority', 'fire and rescue service'],
  ['national park', 'national park authority'],
  ['ltd', 'company'],
  ['limited', 'company'],
  ['plc', 'company'],
  ['llp', 'company'],
  ['charity', 'charity'],
  ['foundation', 'foundation'],
  ['housing association', 'housing association'],
  ['housing group', 'housing association'],
  ['homes', 'housing company'],
  ['lep', 'local enterprise partnership'],
  ['enterprise partnership', 'local enterprise partnership'],
]);

function bodyIn(words: readonly string[]): { body: string; last: boolean } | undefined {
  const text = ` ${words.join(' ')} `;
  const found = [...bodies].filter(([phrase]) => text.includes(` ${phrase} `));
  const body = found[0]?.[1];
  return body === undefined
    ? undefined
    : { body, last: found.some(([phrase]) => text.endsWith(` ${phrase} `)) };
}

/** The text of a stretch; a bracket opened in it is closed in it: "Gloucestershire (County Council)". */
function textOf(text: string, start: number, end: number): string {
  const part = text.slice(start, end);
  return part.includes('(') && !part.includes(')') && text[end] === ')' ? `${part})` : part;
}

/** Runs of segments that "and", commas and slashes join: what is said at one end of a run may be meant for all of it. */
function runsOf(segments: readonly Segment[]): Segment[][] {
  const runs: Segment[][] = [[]];
  for (const segment of segments) {
    if (segment.kind === 'joint') runs.push([]);
    else runs.at(-1)?.push(segment);
  }
  return runs.filter((run) => run.some((segment) => segment.kind !== 'list'));
}

/** "Data and Insight": unknown words that "and" joins are one unknown thing. */
function joinUnknown(run: readonly Segment[], words: readonly NameWord[]): Segment[] {
  const joined: Segment[] = [];
  for (const segment of run) {
    const last = joined.at(-1);
    const beforeLast = joined.at(-2);
    if (segment.kind === 'unknown' && last?.kind === 'unknown') last.to = segment.to;
    else if (
      segment.kind === 'unknown' &&
      last?.kind === 'list' &&
      words[last.from]?.text === 'and' &&
      beforeLast?.kind === 'unknown'
    ) {
      joined.pop();
      beforeLast.to = segment.to;
    } else joined.push(segment.kind === 'unknown' ? { ...segment } : segment);
  }
  return joined;
}

const isBare = (segment: Segment): segment is NameSegment => segment.kind === 'name' && !segment.own;

/** "South Holland and Breckland District Councils", "London Boroughs of Camden and Islington": the words shared by the list. */
function sharedDesignation(names: readonly NameSegment[]): DesignationPhrase | undefined {
  const last = names.at(-1);
  const first = names[0];
  if (last && last !== first && last.own && !last.designatedFirst) return last.own;
  return first?.own?.plural && first.designatedFirst ? first.own : undefined;
}

function narrowed(
  segment: NameSegment,
  shared: DesignationPhrase | undefined,
  directory: CouncilDirectory,
  on: string | undefined,
): NamedBodies {
  if (!shared || segment.own) return segment.named;
  if (!shared.plural && segment.named.best.length === 1) return segment.named;
  const again = directory.matchWords(segment.words, on, shared);
  return again.best.length > 0 ? again : segment.named;
}

/** "Cambridgeshire and Peterborough" is a combined authority, and two councils: without a word more it stays open. */
function jointAreaOf(
  segment: NameSegment,
  directory: CouncilDirectory,
  on: string | undefined,
): Organisation[] | undefined {
  const only = segment.named.best.length === 1 ? segment.named.best[0]?.organisation : undefined;
  const joint = segment.words.indexOf('and');
  if (only?.type !== 'combined-authority' || joint < 0 || segment.own) return undefined;
  const sides = [segment.words.slice(0, joint), segment.words.slice(joint + 1)].map((side) =>
    directory.matchWords(side, on).best.filter((match) => match.how !== 'short-form'),
  );
  if (sides.some((side) => side.length !== 1)) return undefined;
  return [only, ...sides.flat().map((match) => match.organisation)];
}

function partsOfRun(
  text: string,
  words: readonly NameWord[],
  run: readonly Segment[],
  directory: CouncilDirectory,
  on: string | undefined,
): TextPart[] {
  const span = (from: number, to: number): PartText => ({
    text: textOf(text, words[from]?.start ?? 0, words[to - 1]?.end ?? text.length),
    words: words.slice(from, to).flatMap((word) => (word.separator ? [] : word.text.split(' '))),
  });
  const segments = joinUnknown(run, words);
  const listed = segments.filter((segment) => segment.kind !== 'list');

  // A body or a group of councils at the end takes the bare names before it: "Bournemouth, Dorset and Poole LRF", "Kent and Essex councils".
  const last = listed.at(-1);
  const lastBody = last?.kind === 'unknown' ? bodyIn(span(last.from, last.to).words) : undefined;
  let taken = listed.length;
  const isArea = (segment: Segment) =>
    isBare(segment) &&
    segment.named.best.some((match) => directory.membersOf(match.organisation.id).length > 0);
  if (last && lastBody?.last) {
    for (taken -= 1; taken > 0; taken -= 1) if (!isBare(listed[taken - 1] ?? last)) break;
  } else if (last?.kind === 'set' && last.set.isBareArea) {
    for (taken -= 1; taken > 0; taken -= 1) if (!isArea(listed[taken - 1] ?? last)) break;
  }
  const kept = listed.slice(0, taken).filter((segment, position, all) => {
    let before = position - 1;
    while (before >= 0 && isArea(all[before] ?? segment)) before -= 1;
    const group = all[before];
    const follows = group?.kind === 'set' && !group.set.enumerated && group.set.endsWithArea;
    if (follows && isArea(segment)) group.to = Math.max(group.to, segment.to);
    return !(follows && isArea(segment));
  });
  const first = listed[taken];
  const closing: TextPart[] = [];
  if (first && last) {
    const whole = span(first.from, last.to);
    if (lastBody?.last) closing.push({ ...whole, kind: 'body', body: lastBody.body });
    else if (last.kind === 'set' && kept.length === 0) {
      closing.push(
        first === last
          ? { ...whole, kind: 'set', set: last.set }
          : { ...whole, kind: 'unknown', note: unsaid },
      );
    } else if (last.kind === 'set') {
      closing.push({ ...whole, kind: 'name', named: directory.matchWords(last.words, on) });
    }
  }

  const names = kept.filter((segment) => segment.kind === 'name');
  const shared = sharedDesignation(names);
  return [
    ...kept.map((segment): TextPart => {
      const part = span(segment.from, segment.to);
      if (segment.kind === 'set') return { ...part, kind: 'set', set: segment.set };
      if (segment.kind === 'name') {
        const joint = shared ? undefined : jointAreaOf(segment, directory, on);
        if (joint) return { ...part, kind: 'joint-area', candidates: joint };
        return { ...part, kind: 'name', named: narrowed(segment, shared, directory, on) };
      }
      const body = bodyIn(part.words);
      if (body) return { ...part, kind: 'body', body: body.body };
      const isGroup = part.words.some((word) => pluralWords.has(word));
      return { ...part, kind: 'unknown', ...(isGroup && { note: unsaid }) };
    }),
    ...closing,
  ];
}

/** The parts of a text in their order, each with what the register makes of it. */
export function readPartsOf(
  text: string,
  words: readonly NameWord[],
  directory: CouncilDirectory,
  on?: string,
): TextPart[] {
  return runsOf(segmentNames(text, words, directory, on)).flatMap((run) =>
    partsOfRun(text, words, run, directory, on),
  );
}
