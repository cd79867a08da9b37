import { HitKind } from '../../domain/ids.ts';
import { factorsOf, ranking, signalNames } from '../../domain/ranking-signals.ts';
import type { TextField } from '../../domain/search-document.ts';
import type { Alternative, UnderstoodQuery } from '../../domain/understood-query.ts';
import type { HitExplanation } from '../../ports/search-index.ts';
import { buildHighlighter } from './highlight-texts.ts';
import type { Matches } from './match-rows.ts';
import { facetStrength, readAlternative } from './match-slots.ts';
import { fullStrength, type Postings, type PostingsReader } from './open-postings.ts';
import type { Ranking } from './rank-rows.ts';
import type { RowTable } from './row-table.ts';

const rounded = (value: number) => Math.round(value * 1000) / 1000;
const levels = [undefined, 'part-of-exact', 'exact'] as const;

function strengthIn({ rows, strengths }: Postings, row: number): number {
  const at = rows.indexOf(row);
  return at < 0 ? 0 : (strengths[at] as number) / fullStrength;
}

/** Says of a row how it got its place; `texts` are in the order of the fields' weights. */
export function buildExplainer(
  table: RowTable,
  postings: PostingsReader,
  asked: UnderstoodQuery,
  matches: Matches,
  ranked: Ranking,
): (row: number, texts: readonly string[]) => HitExplanation {
  function fieldsWith(alternative: Alternative & { match: 'words' }, texts: readonly string[]): TextField[] {
    const slots = [{ typed: '', alternatives: [alternative], importance: 1, preference: false }];
    return Object.keys(buildHighlighter({ ...asked, slots, phrases: [] })(texts)) as TextField[];
  }

  function matchesOf(alternative: Alternative, row: number, texts: readonly string[]) {
    if (alternative.match === 'facet') {
      const { facet, values, why, weight } = alternative;
      const { setOf, setsWith } = table.columns[facet];
      const isThere = setsWith(values)[setOf[row] as number] === 1;
      const strength = (weight * facetStrength) / fullStrength;
      return isThere ? [{ found: `${facet}: ${values.join(', ')}`, why, weight, fields: [], strength }] : [];
    }
    const { words, why } = alternative;
    return readAlternative(postings, alternative).flatMap(({ postings: found, weight }, at) => {
      const strength = strengthIn(found, row) * weight;
      if (strength === 0) return [];
      const text = `${words.join(' ')}${at > 0 ? '…' : ''}`;
      return [{ found: text, why, weight, fields: fieldsWith(alternative, texts), strength }];
    });
  }

  return (row, texts) => {
    const kind = HitKind.options[table.kind[row] as number] as HitKind;
    const bits = table.signals[row] as number;
    const signals = signalNames.filter((_, at) => (bits & (1 << at)) !== 0);
    const factors = factorsOf(kind, signals, asked.purpose).map(([signal, factor]) => ({ signal, factor }));
    const wishes = matches.wishes[row] as number;
    if (wishes > 0) factors.push({ signal: 'wishes', factor: rounded(1 + ranking.wishes * wishes) });
    const named = ranked.namedFactor(row);
    if (named > 1) factors.push({ signal: 'named', factor: rounded(named) });
    const first = levels[ranked.levelOf(row)];
    return {
      ...(first ? { first } : {}),
      points: rounded(ranked.points(row)),
      words: rounded(matches.words[row] as number),
      answered: rounded(matches.answered[row] as number),
      factors,
      slots: asked.slots.map((slot, at) => {
        const found = slot.alternatives.flatMap((alternative) => matchesOf(alternative, row, texts));
        return {
          typed: slot.typed,
          preference: slot.preference,
          weight: rounded(matches.weights[at] ?? 0),
          strength: rounded(Math.max(0, ...found.map(({ strength }) => strength))),
          matched: found.map(({ strength, ...match }) => ({ ...match, weight: rounded(match.weight) })),
        };
      }),
    };
  };
}
