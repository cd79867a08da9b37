import { groupBy } from '../../../domain/group-by.ts';
import type { FundingOverview, FundOverview } from '../../../use-cases/overview-funding.ts';
import type { OrganisationReference, SourceReference } from '../../../use-cases/references.ts';

export interface FundGroup {
  /** undefined for funds whose programme has no other. */
  programme?: string;
  funds: FundOverview[];
  /** Each once. */
  funders: OrganisationReference[];
  /** Where all of them have the same. */
  sources?: SourceReference[];
}

function fundersOf(funds: readonly FundOverview[]): OrganisationReference[] {
  return [...new Map(funds.flatMap(({ funder }) => (funder ? [[funder.id, funder] as const] : []))).values()];
}

function commonSources(funds: readonly FundOverview[]): SourceReference[] | undefined {
  const idsOf = ({ sources }: FundOverview) => sources.map(({ id }) => id).join();
  const [first, ...others] = funds;
  if (first === undefined || others.length === 0) return undefined;
  return others.every((one) => idsOf(one) === idsOf(first)) ? first.sources : undefined;
}

function toGroup(funds: FundOverview[]): Omit<FundGroup, 'programme'> {
  return { funds, funders: fundersOf(funds), sources: commonSources(funds) };
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
      .map(([programme, members]) => ({ programme, ...toGroup(newestFirst(members)) })),
    ...(others.length > 0 ? [toGroup(others)] : []),
  ];
}
