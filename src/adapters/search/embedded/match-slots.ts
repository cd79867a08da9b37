import type { Alternative, Slot } from '../../../domain/query/understood-query.ts';
import { facetStrength, withFurther } from '../../../domain/search/points.ts';
import { ranking, rarity } from '../../../domain/search/ranking-signals.ts';
import { fullStrength, type PostingsReader } from './open-postings.ts';
import type { RowTable } from './row-table.ts';

/** What a slot found, by row. Valid until the next slot is read. */
export interface SlotMatches {
  rows: Uint32Array;
  /** By row: what the slot is worth there, 0 to 1. */
  strength: Float32Array;
  /** By row: the greatest weight of an alternative that is there, 0 to 1. */
  share: Float32Array;
  /** How telling the slot is, whichever alternative was found. */
  rarity: number;
}

/** What one alternative found. */
export interface AlternativeMatches {
  alternative: Alternative;
  /** What having found it is worth. */
  share: number;
  /** What its strengths are multiplied by: the share, less where it stands for another word and is common. */
  scale: number;
  rows: Uint32Array;
  /** As in postings; the same for all rows where it is one number. */
  strengths: Uint16Array | number;
  /** A word was only begun so. */
  begun: boolean;
}

function rowsWith(table: RowTable, { facet, values }: Alternative & { match: 'facet' }): Uint32Array {
  const { setOf, setsWith } = table.columns[facet];
  const wanted = setsWith(values);
  const rows = new Uint32Array(table.count());
  let count = 0;
  for (let row = 1; row < table.size(); row += 1) {
    if (wanted[setOf[row] as number] === 1 && table.state[row] !== 0) rows[count++] = row;
  }
  return rows.subarray(0, count);
}

/** What the alternatives of a slot find, each for itself; those that find nothing are left out. */
export function readAlternatives(
  postings: PostingsReader,
  table: RowTable,
  { alternatives }: Pick<Slot, 'alternatives'>,
): AlternativeMatches[] {
  const found = alternatives.flatMap((alternative): AlternativeMatches[] => {
    const { weight } = alternative;
    // Written out: objects that are spread together keep V8 from sharing their shape, and live until the next full collection.
    const matchesOf = (
      rows: Uint32Array,
      strengths: Uint16Array | number,
      share: number,
      begun: boolean,
    ): AlternativeMatches => ({ alternative, share, scale: share, rows, strengths, begun });
    if (alternative.match === 'facet') {
      const strength = fullStrength * facetStrength(alternative.facet);
      return [matchesOf(rowsWith(table, alternative), strength, weight, false)];
    }
    const { words, prefix } = alternative;
    const [only] = words;
    const isOne = words.length === 1 && only !== undefined;
    const found = isOne ? postings.word(only) : postings.sequence(words, false);
    const whole = matchesOf(found.rows, found.strengths, weight, false);
    if (!prefix) return [whole];
    const begun = isOne ? postings.begun(only) : postings.sequence(words, true);
    return [whole, matchesOf(begun.rows, begun.strengths, weight * ranking.begun, true)];
  });
  const leads = found.filter(
    ({ alternative: { why }, rows }) => why.startsWith('thesaurus:') && rows.length > 0,
  );
  const telling = (one: AlternativeMatches) => rarity(one.rows.length, table.count());
  const most = Math.max(0, ...leads.map(telling));
  for (const lead of leads) lead.scale *= (telling(lead) / most) ** ranking.broadness;
  return found.filter(({ rows }) => rows.length > 0);
}

export function buildSlotMatcher(
  postings: PostingsReader,
  table: RowTable,
): (slot: Pick<Slot, 'alternatives'>) => SlotMatches {
  const size = table.size();
  const strength = new Float32Array(size);
  const further = new Float32Array(size);
  const share = new Float32Array(size);
  const touched = new Uint32Array(size);
  let count = 0;

  function mark({ rows, strengths, scale: weight, share: gained }: AlternativeMatches): void {
    const scale = weight / fullStrength;
    for (let at = 0; at < rows.length; at += 1) {
      const row = rows[at] as number;
      const worth = scale * (typeof strengths === 'number' ? strengths : (strengths[at] as number));
      if (share[row] === 0) touched[count++] = row;
      const best = strength[row] as number;
      strength[row] = Math.max(best, worth);
      further[row] = (further[row] as number) + Math.min(best, worth);
      share[row] = Math.max(share[row] as number, gained);
    }
  }

  return (slot) => {
    for (let at = 0; at < count; at += 1) {
      const row = touched[at] as number;
      strength[row] = 0;
      further[row] = 0;
      share[row] = 0;
    }
    count = 0;
    for (const found of readAlternatives(postings, table, slot)) mark(found);
    let holding = 0;
    for (let at = 0; at < count; at += 1) {
      const row = touched[at] as number;
      const best = strength[row] as number;
      strength[row] = withFurther(best, further[row] as number);
      holding += share[row] as number;
    }
    return {
      rows: touched.subarray(0, count),
      strength,
      share,
      rarity: rarity(Math.min(holding, table.count()), table.count()),
    };
  };
}
