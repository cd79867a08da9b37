import { ranking, rarity, wordStrength } from '../../domain/ranking-signals.ts';
import type { Alternative, Slot } from '../../domain/understood-query.ts';
import { fullStrength, type Postings, type PostingsReader } from './open-postings.ts';
import type { RowTable } from './row-table.ts';

/** What a slot found: for each row the best of its alternatives. Valid until the next slot is read. */
export interface SlotMatches {
  rows: Uint32Array;
  /** By row: the best alternative's worth there, up to `fullStrength`. */
  strength: Uint16Array;
  /** By row: the greatest weight of an alternative that is there, in hundredths. */
  share: Uint8Array;
  /** How telling the slot is, whichever alternative was found. */
  rarity: number;
}

export const facetStrength = fullStrength * wordStrength(ranking.facetWeight, 1);

/** What an alternative finds, each with the weight of having found it. */
export function readAlternative(
  postings: PostingsReader,
  alternative: Alternative & { match: 'words' },
): { postings: Postings; weight: number }[] {
  const { words, weight, prefix } = alternative;
  const [only] = words;
  const isOne = words.length === 1 && only !== undefined;
  const whole = { postings: isOne ? postings.word(only) : postings.sequence(words, false), weight };
  if (!prefix) return [whole];
  const begun = isOne ? postings.begun(only) : postings.sequence(words, true);
  return [whole, { postings: begun, weight: weight * ranking.begun }];
}

export function buildSlotMatcher(
  postings: PostingsReader,
  table: RowTable,
): (slot: Pick<Slot, 'alternatives'>) => SlotMatches {
  const size = table.size();
  const strength = new Uint16Array(size);
  const share = new Uint8Array(size);
  const touched = new Uint32Array(size);
  let count = 0;

  function mark(row: number, worth: number, hundredths: number): void {
    if (share[row] === 0) touched[count++] = row;
    if ((strength[row] as number) < worth) strength[row] = worth;
    if ((share[row] as number) < hundredths) share[row] = hundredths;
  }

  function addWords(alternative: Alternative & { match: 'words' }): void {
    for (const { postings: found, weight } of readAlternative(postings, alternative)) {
      const hundredths = Math.max(1, Math.round(weight * 100));
      const { rows, strengths } = found;
      for (let at = 0; at < rows.length; at += 1) {
        mark(rows[at] as number, weight * (strengths[at] as number), hundredths);
      }
    }
  }

  function addFacet({ facet, values, weight }: Alternative & { match: 'facet' }): void {
    const { setOf, setsWith } = table.columns[facet];
    const wanted = setsWith(values);
    const hundredths = Math.max(1, Math.round(weight * 100));
    for (let row = 1; row < size; row += 1) {
      if (wanted[setOf[row] as number] === 1 && table.state[row] !== 0)
        mark(row, weight * facetStrength, hundredths);
    }
  }

  return (slot) => {
    for (let at = 0; at < count; at += 1) {
      strength[touched[at] as number] = 0;
      share[touched[at] as number] = 0;
    }
    count = 0;
    for (const alternative of slot.alternatives) {
      if (alternative.match === 'words') addWords(alternative);
      else addFacet(alternative);
    }
    let found = 0;
    for (let at = 0; at < count; at += 1) found += (share[touched[at] as number] as number) / 100;
    return {
      rows: touched.subarray(0, count),
      strength,
      share,
      rarity: rarity(Math.min(found, table.count()), table.count()),
    };
  };
}
