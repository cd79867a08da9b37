import { sumAwards } from '../../../domain/money.ts';
import type { AwardMoney } from '../../../use-cases/add-up-awards.ts';
import type { describeFund } from '../../../use-cases/describe-funding.ts';
import type { Outcome } from '../../../use-cases/describe-outcome.ts';
import { tellWhen } from '../funding/sentence-parts.ts';
import type { StatedAmount } from '../funding/stated-amounts.ts';
import { tellOutcome } from '../funding/tell-outcome.ts';
import { type Named, type Piece, toPieces } from '../words/to-pieces.ts';
import type { Translator } from '../words/translate.ts';

export type DescribedFund = Awaited<ReturnType<typeof describeFund>>;

function funderOf({ funder, funderName }: DescribedFund): Named | undefined {
  if (funder !== undefined)
    return { title: funder.title, href: `/organisations/${encodeURIComponent(funder.id)}` };
  return funderName === undefined ? undefined : { title: funderName };
}

function tellFunder(words: Translator, fund: DescribedFund): Piece[] {
  const funder = funderOf(fund);
  if (funder === undefined) return toPieces(words, 'story.fund.noFunder', {});
  if (fund.startDate === undefined) return toPieces(words, 'story.fund.funder', { funder });
  return toPieces(words, 'story.fund.since', { funder, when: tellWhen(words, fund.startDate) });
}

/** The sum of what is known of its awards, each once, those of its rounds counted in; never taken for the whole fund. */
function tellAwards(words: Translator, awards: readonly AwardMoney[]): Piece[][] {
  const { totalGbp, awards: count, unknownAmounts } = sumAwards(awards);
  if (count === 0) return [toPieces(words, 'story.fund.none', {})];
  if (count === unknownAmounts) return [toPieces(words, 'story.fund.awardsUnknown', { count })];
  return [
    toPieces(words, 'story.fund.awards', { count, amount: words.pounds(totalGbp) }),
    ...(unknownAmounts === 0 ? [] : [toPieces(words, 'story.fund.someUnknown', { count: unknownAmounts })]),
  ];
}

export function tellFund(
  words: Translator,
  fund: DescribedFund,
  awards: readonly AwardMoney[],
  outcome: Outcome,
  totals: readonly StatedAmount[],
) {
  const [total, ...others] = totals;
  const sentences = [
    tellFunder(words, fund),
    ...(total !== undefined && others.length === 0
      ? [toPieces(words, 'story.fund.total', { amount: total.text, sources: total.sources.slice(0, 2) })]
      : []),
    ...tellAwards(words, awards),
    ...(fund.rounds.length > 0 ? [toPieces(words, 'story.fund.rounds', { count: fund.rounds.length })] : []),
  ];
  const count = outcome.projects.length;
  const found = count - outcome.projectsWithoutOutput;
  return {
    lead: sentences.flatMap((sentence, at): Piece[] => (at === 0 ? sentence : [{ text: ' ' }, ...sentence])),
    outcome: [
      ...(count > 0 ? [toPieces(words, 'story.fund.outputs', { count, found })] : []),
      ...(outcome.found.length > 0 ? tellOutcome(words, outcome) : []),
    ],
  };
}

/** What an officer would want to know of a fund and no source says. */
export function unknownOfFund(
  fund: DescribedFund,
  awards: readonly AwardMoney[],
  totals: readonly StatedAmount[],
  outcome: Outcome,
): string[] {
  const known: Record<string, boolean> = {
    total: totals.length > 0,
    payer: fund.funder !== undefined || fund.funderName !== undefined,
    awards: awards.length > 0,
    amounts: awards.every(({ amountGbp }) => amountGbp !== undefined),
    output: outcome.projects.length === 0 || outcome.found.length > 0,
    confirmed: outcome.found.length === 0 || outcome.confirmed.length > 0,
  };
  return Object.keys(known).filter((name) => !known[name]);
}
