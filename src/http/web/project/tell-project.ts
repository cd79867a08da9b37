import { sumAwards } from '../../../domain/money.ts';
import type { describeProject } from '../../../use-cases/describe-funding.ts';
import type { Outcome } from '../../../use-cases/describe-outcome.ts';
import { leadsOf, tellPartners } from '../funding/sentence-parts.ts';
import { tellOutcome } from '../funding/tell-outcome.ts';
import { type Named, type Piece, toPieces } from '../words/to-pieces.ts';
import type { Translator } from '../words/translate.ts';

export type DescribedProject = Awaited<ReturnType<typeof describeProject>>;

function fundsOf({ awards, fund }: DescribedProject): Named[] {
  const funds = new Map(awards.map((award) => [award.fund.id, award.fund]));
  if (fund !== undefined && awards.length === 0) funds.set(fund.id, fund);
  return [...funds.values()].map(({ id, title }) => ({ title, href: `/funds/${encodeURIComponent(id)}` }));
}

/** The amounts of its awards, each once; what is not stated stays so. */
function tellMoney(words: Translator, project: DescribedProject): Piece[][] {
  const funds = fundsOf(project);
  if (funds.length === 0) return [toPieces(words, 'story.project.unpaid', {})];
  const { totalGbp, awards, unknownAmounts } = sumAwards(project.awards);
  if (awards === unknownAmounts) return [toPieces(words, 'story.project.unknown', { funds })];
  const paid = toPieces(words, 'story.project.paid', { funds, amount: words.pounds(totalGbp) });
  if (unknownAmounts === 0) return [paid];
  return [paid, toPieces(words, 'story.project.someUnknown', { count: unknownAmounts })];
}

export function tellProject(words: Translator, project: DescribedProject, outcome: Outcome) {
  const leads = leadsOf(project.organisations);
  const led =
    leads.length === 0
      ? toPieces(words, 'story.project.noLead', {})
      : toPieces(words, 'story.project.led', {
          leads,
          partners: tellPartners(words, project.organisations),
        });
  const money = tellMoney(words, project).flatMap((sentence) => [{ text: ' ' }, ...sentence]);
  return { lead: [...led, ...money], outcome: tellOutcome(words, outcome) };
}

/** What somebody would want to know of a project and no source says. */
export function unknownOfProject(project: DescribedProject, outcome: Outcome): string[] {
  const known: Record<string, boolean> = {
    problem: project.problem !== undefined,
    awardLead: project.organisations.some(({ role }) => role === 'lead'),
    payer: project.fund !== undefined || project.awards.length > 0,
    amount: project.awards.length === 0 || project.awards.every(({ amountGbp }) => amountGbp !== undefined),
    phase: project.fundingPhase !== undefined,
    output: project.publicOutputFound,
    confirmed: outcome.found.length === 0 || outcome.confirmed.length > 0,
  };
  return Object.keys(known).filter((name) => !known[name]);
}
