import { isTextQuery, withFurther } from '../../../domain/search/points.ts';
import { factorsOf, goalOf, ranking } from '../../../domain/search/ranking-signals.ts';
import type { HitExplanation, SearchHit, SearchQuery } from '../../../ports/search-index.ts';
import { describeMatch, rounded } from '../describe-match.ts';
import { buildHighlighter } from '../highlight-texts.ts';
import type { ShownDocument } from './keep-shown.ts';
import { type Candidate, orderCandidates, type RankedCandidate } from './order-candidates.ts';
import type { Scorer } from './score-candidates.ts';

const levels = [undefined, 'part-of-exact', 'exact'] as const;

function explain(
  { asked }: SearchQuery,
  { weights, explain: explainScore }: Scorer,
  candidate: RankedCandidate,
  texts: readonly string[],
): HitExplanation {
  const { basis, score, level, isExample, named, points } = candidate;
  const { words, answered, wishes } = score;
  const matched = explainScore(candidate);
  const factors = factorsOf(basis.kind, basis.signals, goalOf(asked)).map(([signal, factor]) => ({
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

/** Makes hits of documents; `candidates` are those among which an explanation says how one got its place. */
export function buildHitMaker(
  query: SearchQuery,
  scorer: Scorer,
  candidates: readonly Candidate[],
): (document: ShownDocument) => SearchHit {
  const { asked } = query;
  const highlight = isTextQuery(asked) ? buildHighlighter(asked) : undefined;
  const ranked = query.explain ? orderCandidates(asked, candidates, scorer) : [];
  const byKey = new Map(ranked.map((one) => [one.key, one]));

  return ({ key, hit, texts }) => {
    const explained = byKey.get(key);
    return {
      ...hit,
      highlight: highlight?.(texts) ?? {},
      ...(explained ? { explanation: explain(query, scorer, explained, texts) } : {}),
    };
  };
}
