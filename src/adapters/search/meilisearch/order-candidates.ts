import type { UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import { namedFactor, namesInQuery, pointsOf, staysBehind } from '../../../domain/search/points.ts';
import { goalOf, kindFactors, ranking, recordFactor } from '../../../domain/search/ranking-signals.ts';
import type { KnownBasis } from './keep-bases.ts';
import type { Score, Scorer } from './score-candidates.ts';

export type Candidate = KnownBasis;

/** A candidate with what gave it its place. */
export interface RankedCandidate extends Candidate {
  score: Score;
  /** 2 called just so, 1 part of what is called just so, 0 any other. */
  level: 0 | 1 | 2;
  isExample: boolean;
  named: number;
  points: number;
}

const kindSteps = 15;
/** Sums of the same numbers in another order are the same points. */
const rounded = (points: number) => Math.round(points * 1e6) / 1e6;

/** The first of the forms that some record has; those that have it are called just so. */
function formMeant({ exact, exactForms = [exact] }: UnderstoodQuery, candidates: readonly Candidate[]) {
  return exactForms.find((form) => form !== '' && candidates.some(({ basis }) => basis.exact.includes(form)));
}

function isNearly(one: Score, other: Score): boolean {
  return staysBehind(one.answered, one.words, other.answered, other.words);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The order among equally good hits: it ends in kind and id, so that pages never overlap. */
function compareAlike({ basis: one }: Candidate, { basis: other }: Candidate): number {
  return (
    one.tier - other.tier ||
    other.updated - one.updated ||
    compareText(one.name, other.name) ||
    compareText(one.kind, other.kind) ||
    compareText(one.id, other.id)
  );
}

/**
 * Puts candidates in the order of docs/ranking.md: first what is called exactly so, by tier and kind, then the parts of a product that is,
 * then by points; examples last. A part never stands before its product when that answers as much, nor a copy before its original.
 */
export function orderCandidates(
  asked: UnderstoodQuery,
  candidates: readonly Candidate[],
  { score, weights }: Scorer,
): RankedCandidate[] {
  const goal = goalOf(asked);
  const names = namesInQuery(asked, weights);
  const meant = formMeant(asked, candidates);
  const scored = new Map<string, RankedCandidate>();
  const assets = new Map<string, RankedCandidate>();

  /** Few sorts of records make up all of them. */
  const factors = new Map<string, number>();
  function factorOf({ nature, basis: { kind, signals } }: Candidate): number {
    const known = factors.get(nature);
    if (known !== undefined) return known;
    const factor = recordFactor(kind, signals, goal);
    factors.set(nature, factor);
    return factor;
  }

  for (const candidate of candidates) {
    const { basis, key } = candidate;
    const isCalledSo = meant !== undefined && basis.exact.includes(meant);
    const found = score(candidate);
    if (isCalledSo) found.answered = 1;
    let share = 0;
    for (const form of basis.exact) share = Math.max(share, names.get(form) ?? 0);
    const named = namedFactor(share);
    const factor = factorOf(candidate);
    const ranked: RankedCandidate = {
      ...candidate,
      score: found,
      level: isCalledSo ? 2 : 0,
      isExample: !isCalledSo && basis.signals.includes('example'),
      named,
      points: rounded(pointsOf(found.words, found.answered, found.wishes, factor, named)),
    };
    scored.set(key, ranked);
    if (basis.kind === 'asset') assets.set(basis.id, ranked);
  }

  function behind(one: RankedCandidate, other: RankedCandidate | undefined, points: number): number {
    if (!other || other === one || !isNearly(one.score, other.score)) return points;
    return Math.min(points, (own.get(other.key) ?? 0) * ranking.below);
  }

  const own = new Map([...scored].map(([key, { points }]) => [key, points]));
  for (const one of scored.values()) {
    const product = assets.get(one.basis.product ?? '');
    const original = assets.get(one.basis.original ?? '');
    if (one.level === 0 && product?.level === 2) {
      one.level = 1;
      one.isExample = false;
    }
    one.points = behind(one, product, one.points);
    if (!original?.basis.signals.includes('retired')) one.points = behind(one, original, one.points);
  }

  const placeByKind = ({ basis }: Candidate) => Math.round(kindSteps * kindFactors[goal][basis.kind]);
  function compare(one: RankedCandidate, other: RankedCandidate): number {
    const byLevel = other.level - one.level || Number(one.isExample) - Number(other.isExample);
    if (byLevel !== 0) return byLevel;
    const byPlace =
      one.level > 0 ? one.basis.tier - other.basis.tier || placeByKind(other) - placeByKind(one) : 0;
    return byPlace || other.points - one.points || compareAlike(one, other);
  }
  return [...scored.values()].sort(compare);
}
