import { join } from 'node:path';
import { bodyId, toBodyCode } from '../../domain/councils/body-code.ts';
import type { Claim } from '../../domain/records/evidence.ts';
import type { Organisation } from '../../domain/records/organisation.ts';
import { AwardRow, FundRow, InterventionRow, JoinedAwardRow } from '../../domain/registers/register-rows.ts';
import type { FileFault } from '../../ports/catalogue-files.ts';
import { type CheckedRow, readCsvRows } from './csv-table.ts';
import { type Fields, type FileRecord, toFileRecord } from './file-record.ts';
import { readCouncils } from './read-councils.ts';
import { readCrosswalk } from './read-crosswalk.ts';
import { readMemberships, readProgrammes } from './read-memberships.ts';
import { readOtherBodies } from './read-other-bodies.ts';
import {
  type AwardTables,
  amountClaims,
  awardId,
  bodyCodesOf,
  isCapacityFund,
  toAwardAndProject,
} from './to-award.ts';

/** What the register says of a grant that is a curated record: `alias` is the id that the register's row would have had. */
export interface FurtherClaim {
  award: string;
  alias: string;
  claim: Claim;
  /** Where joined-awards.csv says so. */
  file: string;
  line: number;
}

function toFund(row: FundRow, programme: string | undefined, joined: string[]): Fields<'fund'> {
  return {
    id: row.fund,
    title: row.name.trim(),
    funder: 'mhclg',
    programme,
    startDate: row['start-date'] || undefined,
    address: row['documentation-url'] || undefined,
    capacity: isCapacityFund(row) ? true : undefined,
    notes: [row.notes.trim(), ...joined].filter((note) => note !== ''),
    sources: [{ source: 'award-register', how: `fund ${row.fund}` }],
  };
}

function findUnknownCodes(
  file: string,
  { line, row }: CheckedRow<AwardRow>,
  tables: AwardTables,
): FileFault[] {
  const faults: FileFault[] = [];
  if (!tables.funds.has(row.fund)) {
    faults.push({ file, line, field: 'fund', message: `"${row.fund}" is not in funds.csv` });
  }
  if (row.intervention !== '' && !tables.interventions.has(row.intervention)) {
    const message = `"${row.intervention}" is not in interventions.csv`;
    faults.push({ file, line, field: 'intervention', message });
  }
  for (const [index, code] of bodyCodesOf(row).entries()) {
    const body = toBodyCode(code, tables.crosswalk);
    if (body !== undefined && tables.bodies.has(bodyId(body))) continue;
    const message = `"${code}" is neither in councils.csv nor in code-crosswalk.csv`;
    faults.push({ file, line, field: index === 0 ? 'organisation' : 'organisations', message });
  }
  return faults;
}

/**
 * The award register from the tables in `folder` (seeds/registers): its funds, a grant each for its awards (award and project), and the
 * bodies it names that are no councils. Rows of joined-awards.csv are further claims about curated awards and make no records.
 * `councils` spares reading them again; their faults and those of the memberships are told by whoever reads the councils.
 */
export async function readAwardRegister(
  folder: string,
  councils?: { records: readonly FileRecord[] },
): Promise<{ records: FileRecord[]; faults: FileFault[]; furtherClaims: FurtherClaim[] }> {
  const file = join(folder, 'awards/awards.csv');
  const fundsFile = join(folder, 'awards/funds.csv');
  const joinedFile = join(folder, 'awards/joined-awards.csv');
  const { crosswalk } = await readCrosswalk(folder, new Set());
  const memberships = await readMemberships(folder, crosswalk);
  const { programmes } = await readProgrammes(folder);
  const awards = await readCsvRows(file, AwardRow);
  const funds = await readCsvRows(fundsFile, FundRow);
  const interventions = await readCsvRows(join(folder, 'awards/interventions.csv'), InterventionRow);
  const joined = await readCsvRows(joinedFile, JoinedAwardRow);
  const faults = [awards, funds, interventions, joined].flatMap((table) => table.faults);
  const records: FileRecord[] = [];

  function keep(read: { records: FileRecord[]; faults: FileFault[] }): void {
    records.push(...read.records);
    faults.push(...read.faults);
  }

  keep(await readOtherBodies(folder, { file, rows: awards.rows }, memberships));
  const bodies = new Map<string, Organisation>();
  for (const record of [...(councils ?? (await readCouncils(folder))).records, ...records]) {
    if (record.kind === 'organisation') bodies.set(record.document.id, record.document);
  }

  const joinedTo = new Map(joined.rows.map(({ line, row }) => [row.number, { award: row.award, line }]));
  for (const { line, row } of funds.rows) {
    const programme = programmes.get(row.project);
    if (row.project !== '' && programme === undefined) {
      const message = `"${row.project}" is not in programmes.csv`;
      faults.push({ file: fundsFile, line, field: 'project', message });
    }
    const kept = awards.rows.flatMap(({ row: award }) => {
      const curated = award.fund === row.fund ? joinedTo.get(award.award) : undefined;
      return curated ? [`Award ${award.award} of this fund is kept as the grant "${curated.award}".`] : [];
    });
    keep(toFileRecord('fund', toFund(row, programme, kept), { file: fundsFile, line }));
  }

  const tables: AwardTables = {
    bodies,
    crosswalk,
    funds: new Map(funds.rows.map(({ row }) => [row.fund, row])),
    interventions: new Map(interventions.rows.map(({ row }) => [row.intervention, row.name.trim()])),
  };
  const furtherClaims: FurtherClaim[] = [];
  for (const checked of awards.rows) {
    const { line, row } = checked;
    faults.push(...findUnknownCodes(file, checked, tables));
    const curated = joinedTo.get(row.award);
    if (curated !== undefined) {
      const place = { alias: awardId(row), file: joinedFile, line: curated.line };
      furtherClaims.push(...amountClaims(row).map((claim) => ({ award: curated.award, claim, ...place })));
      continue;
    }
    const { award, project } = toAwardAndProject(row, tables);
    keep(toFileRecord('award', award, { file, line }));
    keep(toFileRecord('project', project, { file, line }));
  }
  const numbers = new Set(awards.rows.map(({ row }) => row.award));
  for (const { line, row } of joined.rows.filter(({ row }) => !numbers.has(row.number))) {
    faults.push({ file: joinedFile, line, field: 'number', message: `"${row.number}" is not in awards.csv` });
  }
  return { records, faults, furtherClaims };
}
