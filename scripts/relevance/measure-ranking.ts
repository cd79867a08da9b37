import type { JudgedQuery } from './read-queries.ts';

const depth = 10;

/** A project and its award of the same grant are one result, whichever of the two is shown. */
export function resultKey(reference: string): string {
  return reference.replace(/^(?:project|award):/, 'grant:');
}

/** Grades by result; where both a project and its award are graded, the higher counts. */
export function gradesByResult(grades: JudgedQuery['grades']): Map<string, number> {
  const merged = new Map<string, number>();
  for (const [reference, grade] of Object.entries(grades)) {
    const key = resultKey(reference);
    merged.set(key, Math.max(grade, merged.get(key) ?? 0));
  }
  return merged;
}

function discountedGain(grades: readonly number[]): number {
  return grades.slice(0, depth).reduce((sum, grade, rank) => sum + (2 ** grade - 1) / Math.log2(rank + 2), 0);
}

/**
 * nDCG of the first ten results, gain 2^grade - 1, an unjudged result 0. The ideal is made of everything graded. A result shown a second
 * time (a grant as project and as award) keeps its place and gains nothing. Undefined where nothing is graded above 0.
 */
export function ndcg(ranking: readonly string[], grades: JudgedQuery['grades']): number | undefined {
  const merged = gradesByResult(grades);
  const ideal = discountedGain([...merged.values()].sort((one, other) => other - one));
  if (ideal === 0) return undefined;
  const keys = ranking.map(resultKey);
  const shown = keys.map((key, rank) => (keys.indexOf(key) === rank ? (merged.get(key) ?? 0) : 0));
  return discountedGain(shown) / ideal;
}

export interface RankedQuery {
  query: JudgedQuery;
  /** `kind:id` of the hits, best first. */
  ranking: string[];
}

export interface Measures {
  queries: number;
  /** Means over the queries that something answers; undefined where there are none. */
  ndcg?: number;
  firstIsBest?: number;
  foundNothing?: number;
  /** Share of the nonsense queries that something was found for. */
  nonsenseAnswered?: number;
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function measure(ranked: readonly RankedQuery[]): Measures {
  const nonsense = ranked.filter(({ query }) => query.kind === 'nonsense');
  const answerable = ranked.filter(({ query }) => query.kind !== 'nonsense');
  return {
    queries: ranked.length,
    ndcg: mean(answerable.map(({ query, ranking }) => ndcg(ranking, query.grades) ?? 0)),
    firstIsBest: mean(
      answerable.map(({ query, ranking: [first] }) =>
        first !== undefined && gradesByResult(query.grades).get(resultKey(first)) === 3 ? 1 : 0,
      ),
    ),
    foundNothing: mean(answerable.map(({ ranking }) => (ranking.length === 0 ? 1 : 0))),
    nonsenseAnswered: mean(nonsense.map(({ ranking }) => (ranking.length > 0 ? 1 : 0))),
  };
}
