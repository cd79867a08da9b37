import { groupBy } from '../domain/group-by.ts';
import { type AwardSum, sumAwards } from '../domain/money.ts';
import type { ClaimValue } from '../domain/records/evidence.ts';
import type { Fund } from '../domain/records/fund.ts';
import { isFound } from '../domain/records/record-terms.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { type AwardMoney, addUpBy, type MoneyGroup, toAwardMoney } from './add-up-awards.ts';
import type { Directory } from './open-directory.ts';
import {
  type OrganisationReference,
  type SourceReference,
  toOrganisationReference,
  toSourceReference,
} from './references.ts';

export interface FundOverview extends AwardSum {
  id: string;
  title: string;
  programme?: string;
  funder?: OrganisationReference;
  funderName?: string;
  startDate?: string;
  capacity: boolean;
  rounds: number;
  /** Of the awards, where they state one. */
  years: string[];
  /** What sources state that the whole fund was, which is not the sum of its awards. */
  statedTotals: { value: ClaimValue; sources: SourceReference[] }[];
  projects: number;
  projectsWithOutput: number;
  sources: SourceReference[];
}

export interface FundingOverview {
  funds: FundOverview[];
  /** Of all awards for digital work: money for planning capacity is not in it. */
  total: AwardSum;
  byYear: MoneyGroup[];
  byPlace: MoneyGroup[];
  byProgramme: MoneyGroup[];
}

function statedTotalsOf(directory: Directory, { claims }: Fund): FundOverview['statedTotals'] {
  const byValue = groupBy(
    claims.filter(({ field }) => field === 'totalGbp'),
    ({ value }) => JSON.stringify(value),
  );
  return [...byValue.values()].map((stated) => ({
    value: stated[0]?.value ?? null,
    sources: stated.map(({ source }) => toSourceReference(directory, source)),
  }));
}

/** Projects that an output was found of: they name it, or an asset names them or one of their awards as what paid for it. */
async function readProjects(store: Pick<RecordStore, 'readAll'>) {
  const paying = new Set<string>();
  for await (const { document } of store.readAll('asset')) {
    for (const { project, award } of document.funding.filter(isFound)) {
      if (project !== undefined) paying.add(`project ${project}`);
      if (award !== undefined) paying.add(`award ${award}`);
    }
  }
  const projects: { fund?: string; hasOutput: boolean }[] = [];
  for await (const { id, document } of store.readAll('project')) {
    const { fund, outputs, awards } = document;
    const hasOutput =
      outputs.some(isFound) ||
      paying.has(`project ${id}`) ||
      awards.some((award) => paying.has(`award ${award}`));
    projects.push({ fund, hasOutput });
  }
  return projects;
}

/** Every fund with what it gave and what came of it, and all awards added up, each once. */
export async function overviewFunding({
  store,
  directory,
}: {
  store: Pick<RecordStore, 'readAll'>;
  directory: Directory;
}): Promise<FundingOverview> {
  const awards: AwardMoney[] = [];
  for await (const { document } of store.readAll('award')) awards.push(toAwardMoney(directory, document));
  const projects = await readProjects(store);
  const awardsOf = groupBy(awards, ({ fund }) => fund);
  const projectsOf = groupBy(projects, ({ fund }) => fund);
  const all = directory.fundIds().flatMap((id) => directory.fund(id) ?? []);
  const funds = all.map((fund): FundOverview => {
    const own = awardsOf.get(fund.id) ?? [];
    const work = projectsOf.get(fund.id) ?? [];
    return {
      ...sumAwards(own),
      ...{ id: fund.id, title: fund.title, programme: fund.programme, startDate: fund.startDate },
      ...(fund.funder !== undefined && { funder: toOrganisationReference(directory, fund.funder) }),
      ...{ funderName: fund.funderName, capacity: fund.capacity ?? false },
      rounds: all.filter(({ partOf }) => partOf === fund.id).length,
      years: [...new Set(own.flatMap(({ year }) => year ?? []))].sort(),
      statedTotals: statedTotalsOf(directory, fund),
      projects: work.length,
      projectsWithOutput: work.filter(({ hasOutput }) => hasOutput).length,
      sources: fund.sources.map(({ source }) => toSourceReference(directory, source)),
    };
  });
  const digital = awards.filter(({ fund }) => !directory.fund(fund)?.capacity);
  return {
    funds,
    total: sumAwards(digital),
    byYear: addUpBy(digital, ({ year }) => year),
    byPlace: addUpBy(digital, ({ place }) => place),
    byProgramme: addUpBy(digital, ({ fund }) => directory.fund(fund)?.programme),
  };
}
