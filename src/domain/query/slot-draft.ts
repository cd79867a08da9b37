import type { Span } from './query-tokens.ts';
import type { Alternative, Slot } from './understood-query.ts';

/** A slot that is being filled, with the tokens it stands for. */
export interface SlotDraft {
  span: Span;
  typed: string;
  alternatives: Alternative[];
  importance: number;
  preference: boolean;
  unknown: boolean;
}

export function overlaps(one: Span, other: Span): boolean {
  return one.from < other.to && other.from < one.to;
}

function keyOf(alternative: Alternative): string {
  return alternative.match === 'words'
    ? `w ${alternative.words.join(' ')} ${alternative.prefix ?? false}`
    : `f ${alternative.facet} ${alternative.values.join(' ')}`;
}

/** Alternatives each once, with the highest weight that any reading gave it, best first. */
export function toSlot({ typed, alternatives, importance, preference, unknown }: SlotDraft): Slot {
  const best = new Map<string, Alternative>();
  for (const alternative of alternatives) {
    const key = keyOf(alternative);
    if ((best.get(key)?.weight ?? 0) < alternative.weight) best.set(key, alternative);
  }
  const sorted = [...best.values()].sort((one, other) => other.weight - one.weight);
  return { typed, alternatives: sorted, importance, preference, ...(unknown ? { unknown: true } : {}) };
}
