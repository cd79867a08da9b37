import { HitKind } from '../../../domain/ids.ts';
import type { Alternative, UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import { withFurther } from '../../../domain/search/points.ts';
import { factorsOf, goalOf, ranking, signalNames } from '../../../domain/search/ranking-signals.ts';
import type { TextField } from '../../../domain/search/search-document.ts';
import type { HitExplanation } from '../../../ports/search-index.ts';
import { buildHighlighter } from '../highlight-texts.ts';
import type { Matches } from './match-rows.ts';
import { type AlternativeMatches, readAlternatives } from './match-slots.ts';
import { fullStrength, type PostingsReader } from './open-postings.ts';
import type { Ranking } from './rank-rows.ts';
import type { RowTable } from './row-table.ts';

const rounded = (value: number) => Math.round(value * 1000) / 1000;
const levels = [undefined, 'part-of-exact', 'exact'] as const;

function strengthIn({ rows, strengths, scale }: AlternativeMatches, row: number): number {
  const at = rows.indexOf(row);
  if (at < 0) return 0;
  return (scale * (typeof strengths === 'number' ? strengths : (strengths[at] as number))) / fullStrength;
}

/** Says of a row how it got its place; `texts` are in the order of the fields' weights. */
export function buildExplainer(
  table: RowTable,
  postings: PostingsReader,
  asked: UnderstoodQuery,
  matches: Matches,
  ranked: Ranking,
): (row: number, texts: readonly string[]) => HitExplanation {
  const slotMatches = asked.slots.map((slot) => readAlternatives(postings, table, slot));

  const highlighters = new Map<Alternative, ReturnType<typeof buildHighlighter>>();

  function fieldsWith(alternative: Alternative, texts: readonly string[]): TextField[] {
    const slots = [{ typed: '', alternatives: [alternative], importance: 1, preference: false }];
    const highlight = highlighters.get(alternative) ?? buildHighlighter({ ...asked, slots, phrases: [] });
    highlighters.set(alternative, highlight);
    return Object.keys(highlight(texts)) as TextField[];
  }

  function describe({ alternative, begun, share }: AlternativeMatches, texts: readonly string[]) {
    const { why } = alternative;
    const weight = rounded(share);
    if (alternative.match === 'facet') {
      return { found: `${alternative.facet}: ${alternative.values.join(', ')}`, why, weight, fields: [] };
    }
    const found = `${alternative.words.join(' ')}${begun ? '…' : ''}`;
    let fields: TextField[] | undefined;
    return {
      ...{ found, why, weight },
      // Looking through the texts takes long, and pages tell of the best alternative alone.
      get fields() {
        fields ??= fieldsWith(alternative, texts);
        return fields;
      },
    };
  }

  return (row, texts) => {
    const kind = HitKind.options[table.kind[row] as number] as HitKind;
    const bits = table.signals[row] as number;
    const signals = signalNames.filter((_, at) => (bits & (1 << at)) !== 0);
    const factors = factorsOf(kind, signals, goalOf(asked)).map(([signal, factor]) => ({ signal, factor }));
    const wishes = matches.wishes[row] as number;
    if (wishes > 0) factors.push({ signal: 'wishes', factor: rounded(1 + ranking.wishes * wishes) });
    const named = ranked.namedFactor(row);
    if (named > 1) factors.push({ signal: 'named', factor: rounded(named) });
    const first = levels[ranked.levelOf(row)];
    return {
      ...(first ? { first } : {}),
      ...(ranked.isExample(row) ? { last: 'example' as const } : {}),
      points: rounded(ranked.points(row)),
      words: rounded(matches.words[row] as number),
      answered: rounded(matches.answered[row] as number),
      factors,
      slots: asked.slots.map((slot, at) => {
        const found = (slotMatches[at] ?? []).flatMap((matches) => {
          const strength = strengthIn(matches, row);
          return strength > 0 ? [{ matches, strength }] : [];
        });
        found.sort((one, other) => other.strength - one.strength);
        const best = found[0]?.strength ?? 0;
        const further = found.slice(1).reduce((sum, { strength }) => sum + strength, 0);
        return {
          typed: slot.typed,
          preference: slot.preference,
          weight: rounded(matches.weights[at] ?? 0),
          strength: rounded(withFurther(best, further)),
          matched: found.map((one) => describe(one.matches, texts)),
        };
      }),
    };
  };
}
