import type { describeAward } from '../../../use-cases/describe-funding.ts';
import type { Outcome } from '../../../use-cases/describe-outcome.ts';
import { leadsOf, tellPartners, tellWhen } from '../funding/sentence-parts.ts';
import { tellOutcome } from '../funding/tell-outcome.ts';
import { toPieces } from '../words/to-pieces.ts';
import type { Translator } from '../words/translate.ts';

export type DescribedAward = Awaited<ReturnType<typeof describeAward>>;

/** What came of the award, for somebody who asks no more: the money, then the work and who uses it. */
export function tellAward(words: Translator, award: DescribedAward, outcome: Outcome) {
  const { fund, organisations, amountGbp, awardedOn, project } = award;
  const leads = leadsOf(organisations);
  const lead = toPieces(words, amountGbp === undefined ? 'story.award.unknown' : 'story.award.known', {
    fund: { title: fund.title, href: `/funds/${encodeURIComponent(fund.id)}` },
    leads: leads.length > 0 ? leads : words.t('story.noLead'),
    amount: amountGbp === undefined ? '' : words.pounds(amountGbp),
    when: tellWhen(words, awardedOn),
    partners: tellPartners(words, organisations),
  });
  const work =
    project === undefined
      ? []
      : [
          toPieces(words, 'story.award.project', {
            project: { title: project.title, href: `/projects/${encodeURIComponent(project.id)}` },
          }),
        ];
  return { lead, outcome: [...work, ...tellOutcome(words, outcome)] };
}

/** What an officer would want to know of an award and no source says. */
export function unknownOfAward(award: DescribedAward, outcome: Outcome): string[] {
  const known: Record<string, boolean> = {
    amount: award.amountGbp !== undefined,
    awardLead: award.organisations.some(({ role }) => role === 'lead'),
    date: award.awardedOn !== undefined,
    phase: award.fundingPhase !== undefined,
    output: outcome.found.length > 0,
    confirmed: outcome.found.length === 0 || outcome.confirmed.length > 0,
  };
  return Object.keys(known).filter((name) => !known[name]);
}
