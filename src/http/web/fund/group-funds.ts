import { groupBy } from '../../../domain/group-by.ts';
import type { FundingOverview, FundOverview } from '../../../use-cases/overview-funding.ts';
import type { OrganisationReference } from '../../../use-cases/references.ts';

export interface FundGroup {
  /** undefined for funds whose programme has no other. */
  programme?: string;
  funds: FundOverview[];
  /** Each once. */
  funders: OrganisationReference[];
}

function fundersOf(funds: readonly FundOverview[]): OrganisationReference[] {
  return [...new Map(funds.flatMap(({ funder }) => (funder ? [[funder.id, funder] as const] : []))).values()];
}

/** Funds by programme, the largest programme first; those that stand alone together at the end. In a programme the newest first. */
export function groupFunds(
  funds: readonly FundOverview[],
  { byProgramme }: Pick<FundingOverview, 'byProgramme'>,
): FundGroup[] {
  const sums = new Map(byProgramme.map(({ value, totalGbp }) => [value, totalGbp]));
  const groups = [...groupBy(funds, ({ programme }) => programme)];
  const alone = groups.filter(([programme, members]) => programme === undefined || members.length === 1);
  const together = groups.filter((group) => !alone.includes(group));
  const newestFirst = (members: FundOverview[]) =>
    members.toSorted(
      (one, other) =>
        (other.startDate ?? '').localeCompare(one.startDate ?? '') || one.title.localeCompare(other.title),
    );
  const others = newestFirst(alone.flatMap(([, members]) => members));
  return [
    ...together
      .toSorted(([one], [other]) => (sums.get(other) ?? 0) - (sums.get(one) ?? 0))
      .map(([programme, members]) => ({
        ...{ programme, funds: newestFirst(members), funders: fundersOf(members) },
      })),
    ...(others.length > 0 ? [{ funds: others, funders: fundersOf(others) }] : []),
  ];
}
