import { gradesByResult, resultKey } from './measure-ranking.ts';
import type { JudgedQuery } from './read-queries.ts';

export interface ShownHit {
  reference: string;
  title: string;
  summary: string;
}

export interface UnjudgedHits {
  id: string;
  kind: string;
  part: string;
  q: string;
  hits: (ShownHit & { rank: number })[];
}

/** The hits that nobody has graded yet, by query; queries without any are left out. */
export function poolUnjudged(answers: readonly { query: JudgedQuery; hits: ShownHit[] }[]): UnjudgedHits[] {
  return answers.flatMap(({ query: { id, kind, part, q, grades }, hits }) => {
    const judged = gradesByResult(grades);
    const unjudged = hits
      .map((hit, index) => ({ rank: index + 1, ...hit }))
      .filter(({ reference }) => !judged.has(resultKey(reference)));
    return kind === 'nonsense' || unjudged.length === 0 ? [] : [{ id, kind, part, q, hits: unjudged }];
  });
}
