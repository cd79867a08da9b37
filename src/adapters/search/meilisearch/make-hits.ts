import { isTextQuery, withFurther } from '../../../domain/search/points.ts';
import { factorsOf, goalOf, ranking } from '../../../domain/search/ranking-signals.ts';
import type { HitExplanation, SearchHit, SearchQuery } from '../../../ports/search-index.ts';
import { describeMatch, rounded } from '../describe-match.ts';
import { buildHighlighter } from '../highlight-texts.ts';
import type { ShownDocument } from './keep-shown.ts';
import type { RankedRow } from './order-rows.ts';
import type { Nature } from './record-table.ts';
import type { MatchedAlternative } from './score-rows.ts';

const levels = [undefined, 'part-of-exact', 'exact'] as const;

/** How a row got its place. */
export interface Explained {
  nature: Nature;
  ranked: RankedRow;
  /** By slot of the query: how much it counts, and what was found of it. */
  weights: readonly number[];
  matched: MatchedAlternative[][];
}

function explain({ asked }: SearchQuery, explained: Explained, texts: readonly string[]): HitExplanation {
  const { nature, ranked, weights, matched } = explained;
  const { words, answered, wishes, level, isExample, named, points } = ranked;
  const factors = factorsOf(nature.kind, nature.signals, goalOf(asked)).map(([signal, factor]) => ({
    signal,
    factor,
  }));
  if (wishes > 0) factors.push({ signal: 'wishes', factor: rounded(1 + ranking.wishes * wishes) });
  if (named > 1) factors.push({ signal: 'named', factor: rounded(named) });
  const first = levels[level];
  return {
    ...(first ? { first } : {}),
    ...(isExample ? { last: 'example' as const } : {}),
    points: rounded(points),
    words: rounded(words),
    answered: rounded(answered),
    factors,
    slots: asked.slots.map(({ typed, preference }, at) => {
      const [best, ...others] = matched[at] ?? [];
      const further = others.reduce((sum, { strength }) => sum + strength, 0);
      return {
        ...{ typed, preference },
        weight: rounded(weights[at] ?? 0),
        strength: rounded(withFurther(best?.strength ?? 0, further)),
        matched: (matched[at] ?? []).map((one) => describeMatch(asked, one, texts)),
      };
    }),
  };
}

/** Makes hits of documents, by what they are explained with where that is asked for. */
export function buildHitMaker(
  query: SearchQuery,
): (document: ShownDocument, explained?: Explained) => SearchHit {
  const highlight = isTextQuery(query.asked) ? buildHighlighter(query.asked) : undefined;
  return ({ hit, texts }, explained) => ({
    ...hit,
    highlight: highlight?.(texts) ?? {},
    ...(explained ? { explanation: explain(query, explained, texts) } : {}),
  });
}
