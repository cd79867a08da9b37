import { groupBy } from '../domain/group-by.ts';
import { type AwardSum, sumAwards } from '../domain/money.ts';
import type { Award } from '../domain/records/award.ts';
import { amountOf } from './describe-record.ts';
import type { Directory } from './open-directory.ts';

/** An award as sums need it. */
export interface AwardMoney {
  id: string;
  aliases: readonly string[];
  fund: string;
  /** Only where a source states one of this award. */
  amountGbp?: number;
  /** The year that a source states for the award; its fund's is not its own. */
  year?: string;
  /** Where its leads are: how partners shared an award is not stated. */
  place: string;
}

/** Places that are no region: leads in more than one, a lead that the register puts in none, no lead known. */
export const noRegions = ['several', 'none', 'unknown'] as const;

function placeOf(directory: Directory, { leads }: Award): string {
  if (leads.length === 0) return 'unknown';
  const places = leads.map(({ organisation }) => {
    const body = directory.organisation(organisation);
    return body?.region ?? body?.nation ?? 'none';
  });
  const [first = 'none', ...others] = [...new Set(places)];
  return others.length === 0 ? first : 'several';
}

export function toAwardMoney(directory: Directory, award: Award): AwardMoney {
  const { amountGbp } = amountOf(directory, award.claims);
  return {
    ...{ id: award.id, aliases: award.aliases, fund: award.fund, place: placeOf(directory, award) },
    ...(amountGbp !== undefined && { amountGbp }),
    ...(award.awardedOn !== undefined && { year: award.awardedOn.slice(0, 4) }),
  };
}

export interface MoneyGroup extends AwardSum {
  /** undefined for the awards that have no value. */
  value?: string;
}

/** The awards by a value, each award once, with the sums of the amounts that are known; in order of value, those without one last. */
export function addUpBy(
  awards: readonly AwardMoney[],
  keyOf: (award: AwardMoney) => string | undefined,
): MoneyGroup[] {
  const groups = groupBy(awards, keyOf);
  return [...groups]
    .map(([value, members]) => ({ ...sumAwards(members), ...(value !== undefined && { value }) }))
    .sort((one, other) =>
      one.value === undefined ? 1 : other.value === undefined ? -1 : one.value < other.value ? -1 : 1,
    );
}
