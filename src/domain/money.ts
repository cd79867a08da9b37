import type { Claim } from './records/evidence.ts';
import type { SourceType } from './records/source.ts';

/** Where an amount is stated decides which one is shown: an accepted correction, else the announcement, the funder's page, the register, the press and the rest. */
const ranks: Partial<Record<SourceType, number>> = {
  correction: 0,
  announcement: 1,
  funder: 2,
  register: 3,
};
const lastRank = 4;
const undated = '9999';

export interface AmountShown {
  amountGbp?: number;
  /** The claim whose value is shown. */
  shown?: Claim;
  /** Every other claim of an amount, in the order given: agreeing, differing and ambiguous ones. */
  others: Claim[];
}

/** A claim that may be shown: a sum that a source states of this award and of no other. */
function isShowable(claim: Claim): claim is Claim & { value: number } {
  return (
    typeof claim.value === 'number' && claim.value >= 0 && !claim.ambiguous && claim.basis !== 'inferred'
  );
}

/**
 * The amount shown for an award, by its `amountGbp` claims. Between sources of one rank the earliest published wins, then the first given
 * (of corrections, which stand first, the newest); no claim, no amount.
 */
export function amountShown(
  claims: readonly Claim[],
  sourceTypeOf: (source: string) => SourceType | undefined,
  publishedOnOf: (source: string) => string | undefined = () => undefined,
): AmountShown {
  const amounts = claims.filter((claim) => claim.field === 'amountGbp');
  const ranked = amounts.filter(isShowable).map((claim) => {
    const type = sourceTypeOf(claim.source);
    return {
      claim,
      rank: (type && ranks[type]) ?? lastRank,
      publishedOn: publishedOnOf(claim.source) ?? undated,
    };
  });
  ranked.sort(
    (one, other) =>
      one.rank - other.rank ||
      (one.publishedOn < other.publishedOn ? -1 : one.publishedOn > other.publishedOn ? 1 : 0),
  );
  const shown = ranked[0]?.claim;
  const others = amounts.filter((claim) => claim !== shown);
  return shown ? { amountGbp: shown.value, shown, others } : { others };
}

export interface SummedAward {
  id: string;
  aliases?: readonly string[];
  amountGbp?: number;
}

export interface AwardSum {
  totalGbp: number;
  /** Distinct awards, with and without a known amount. */
  awards: number;
  unknownAmounts: number;
}

/** Adds up awards, each once, however often it is given and under whichever of its ids. */
export function sumAwards(awards: readonly SummedAward[]): AwardSum {
  const ownId = new Map<string, string>();
  for (const award of awards) for (const alias of award.aliases ?? []) ownId.set(alias, award.id);
  const amounts = new Map<string, number | undefined>();
  for (const award of awards) {
    const id = ownId.get(award.id) ?? award.id;
    amounts.set(id, amounts.get(id) ?? award.amountGbp);
  }
  const known = [...amounts.values()].filter((amount) => amount !== undefined);
  return {
    totalGbp: known.reduce((sum, amount) => sum + amount, 0),
    awards: amounts.size,
    unknownAmounts: amounts.size - known.length,
  };
}

export interface Disagreement {
  field: string;
  claims: Claim[];
}

/** The order of a list of values says nothing. */
function comparable(claim: Claim): string {
  return JSON.stringify(Array.isArray(claim.value) ? [...claim.value].sort() : claim.value);
}

/** Fields of which sources say different things; an ambiguous claim may be about another record and disagrees with nothing. */
export function disagreements(claims: readonly Claim[]): Disagreement[] {
  const byField = new Map<string, Claim[]>();
  for (const claim of claims) {
    if (!claim.ambiguous) byField.set(claim.field, [...(byField.get(claim.field) ?? []), claim]);
  }
  return [...byField]
    .filter(([, stated]) => new Set(stated.map(comparable)).size > 1)
    .map(([field, stated]) => ({ field, claims: stated }));
}
