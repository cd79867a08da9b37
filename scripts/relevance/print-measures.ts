import { gradesByResult, type Measures, measure, ndcg, resultKey } from './measure-ranking.ts';
import { type JudgedQuery, QueryKind, QueryPart } from './read-queries.ts';
import type { AnsweredQuery } from './run-queries.ts';

interface MeasuredKind extends Measures {
  part: QueryPart;
  kind: QueryKind | 'all';
}

function ranked(answers: readonly AnsweredQuery[]) {
  return answers.map(({ query, hits }) => ({ query, ranking: hits.map(({ reference }) => reference) }));
}

/** Each part: its kinds in their order, then all of them. */
export function measureKinds(answers: readonly AnsweredQuery[]): MeasuredKind[] {
  return QueryPart.options.flatMap((part) => {
    const inPart = answers.filter(({ query }) => query.part === part);
    const kinds = QueryKind.options.flatMap((kind) => {
      const ofKind = inPart.filter(({ query }) => query.kind === kind);
      return ofKind.length === 0 ? [] : [{ part, kind, ...measure(ranked(ofKind)) }];
    });
    return inPart.length === 0 ? [] : [...kinds, { part, kind: 'all' as const, ...measure(ranked(inPart)) }];
  });
}

function shown(value: number | undefined, digits: number, unit = ''): string {
  return value === undefined ? '–' : `${(unit === '%' ? value * 100 : value).toFixed(digits)}${unit}`;
}

export function measuresTable(rows: readonly MeasuredKind[]): string {
  const head = ['part', 'kind', 'queries', 'nDCG@10', 'success@1', 'no result', 'nonsense answered'];
  const cells = rows.map((row) => [
    row.part,
    row.kind,
    String(row.queries),
    shown(row.ndcg, 3),
    shown(row.firstIsBest, 0, '%'),
    shown(row.foundNothing, 0, '%'),
    shown(row.nonsenseAnswered, 0, '%'),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((line) => line[column]?.length ?? 0)),
  );
  return [head, ...cells]
    .map((line) =>
      line
        .map((cell, column) =>
          column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The nonsense queries that something was found for come before the rest, worst first. */
export function worstFirst(answers: readonly AnsweredQuery[]): AnsweredQuery[] {
  const score = ({ query, hits }: AnsweredQuery): number => {
    if (query.kind === 'nonsense') return hits.length > 0 ? -1 : 1;
    return (
      ndcg(
        hits.map(({ reference }) => reference),
        query.grades,
      ) ?? 0
    );
  };
  return [...answers].sort((one, other) => score(one) - score(other));
}

function bestMissing(query: JudgedQuery, hits: AnsweredQuery['hits']): string[] {
  const found = new Set(hits.map(({ reference }) => resultKey(reference)));
  return Object.entries(query.grades)
    .filter(([reference, grade]) => grade === 3 && !found.has(resultKey(reference)))
    .map(([reference]) => reference);
}

/** One query with its score, its hits with their grades (`?` unjudged), and what should have been there. */
export function describeAnswer({ query, hits }: AnsweredQuery): string {
  const grades = gradesByResult(query.grades);
  const score = ndcg(
    hits.map(({ reference }) => reference),
    query.grades,
  );
  const missing = bestMissing(query, hits);
  return [
    `${shown(score, 3)}  ${query.q}  [${query.kind}, ${query.part}, ${query.id}]`,
    ...hits.map(
      ({ reference, title }, index) =>
        `  ${String(index + 1).padStart(2)} ${grades.get(resultKey(reference)) ?? '?'} ${reference}  ${title}`,
    ),
    ...(missing.length > 0
      ? [`     missing: ${missing.slice(0, 10).join(' ')}${missing.length > 10 ? ' …' : ''}`]
      : []),
  ].join('\n');
}
