import { join } from 'node:path';
import { bodyId, toBodyCode } from '../../domain/body-code.ts';
import type { Claim } from '../../domain/evidence.ts';
import type { Organisation } from '../../domain/organisation.ts';
import {
  AwardOutputRow,
  AwardRow,
  FundRow,
  InterventionRow,
  JoinedAwardRow,
} from '../../domain/register-rows.ts';
import type { FileFault } from '../../ports/catalogue-files.ts';
import { readCsvRows } from './csv-table.ts';
import { type Fields, type FileRecord, toFileRecord } from './file-record.ts';
import { readCouncils } from './read-councils.ts';
import { readCrosswalk } from './read-crosswalk.ts';
import { membershipsByOrganisation, readMemberships, readProgrammes } from './read-memberships.ts';
import { type OtherBody, readNationalParks, toOtherBody } from './read-other-bodies.ts';
import { amountClaims, awardId, bodyCodesOf, isCapacityFund, toAwardAndProject } from './to-award.ts';

/** What the register says of a grant that is a curated record: `alias` is the id that the register's row would have had. */
export interface FurtherClaim {
  award: string;
  alias: string;
  claim: Claim;
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

/**
 * The award register from the tables in `folder` (seeds/registers): its funds, a grant each for its awards (award and project), and the
 * bodies it names that are no councils. Rows of joined-awards.csv are further claims about curated awards and make no records.
 */
export async function readAwardRegister(
  folder: string,
): Promise<{ records: FileRecord[]; faults: FileFault[]; furtherClaims: FurtherClaim[] }> {
  const awardsFile = join(folder, 'awards/awards.csv');
  const fundsFile = join(folder, 'awards/funds.csv');
  const joinedFile = join(folder, 'awards/joined-awards.csv');
  const outputsFile = join(folder, 'awards/award-outputs.csv');
  const councils = await readCouncils(folder);
  const bodies = new Map<string, Organisation>();
  for (const record of councils.records) {
    if (record.kind === 'organisation') bodies.set(record.document.id, record.document);
  }
  // Faults of the council tables and of the memberships are told by whoever reads the councils.
  const { crosswalk } = await readCrosswalk(folder, new Set());
  const { file: membersFile, members } = await readMemberships(folder, crosswalk);
  const { programmes } = await readProgrammes(folder);
  const { parks, faults: parkFaults } = await readNationalParks(folder);
  const awards = await readCsvRows(awardsFile, AwardRow);
  const funds = await readCsvRows(fundsFile, FundRow);
  const interventions = await readCsvRows(join(folder, 'awards/interventions.csv'), InterventionRow);
  const joined = await readCsvRows(joinedFile, JoinedAwardRow);
  const outputs = await readCsvRows(outputsFile, AwardOutputRow);
  const faults = [
    ...parkFaults,
    ...[awards, funds, interventions, joined, outputs].flatMap((table) => table.faults),
  ];
  const records: FileRecord[] = [];

  function keep(read: { records: FileRecord[]; faults: FileFault[] }): void {
    records.push(...read.records);
    faults.push(...read.faults);
  }

  const others = new Map<string, OtherBody>();
  function meet(code: string, place: { file: string; line: number }): void {
    const body = toBodyCode(code, crosswalk);
    if (body !== undefined && body.type !== 'council' && !others.has(bodyId(body))) {
      others.set(bodyId(body), { body, ...place });
    }
  }
  for (const { line, row } of awards.rows) {
    for (const code of bodyCodesOf(row)) meet(code, { file: awardsFile, line });
  }
  for (const { code, line } of members) meet(code, { file: membersFile, line });
  const memberships = membershipsByOrganisation(members);
  for (const [id, other] of others) {
    const read = toFileRecord('organisation', toOtherBody(other, parks, memberships.get(id) ?? []), other);
    for (const record of read.records) if (record.kind === 'organisation') bodies.set(id, record.document);
    keep(read);
  }

  const joinedTo = new Map(joined.rows.map(({ row }) => [row.number, row.award]));
  for (const { line, row } of funds.rows) {
    const programme = programmes.get(row.project);
    if (row.project !== '' && programme === undefined) {
      const message = `"${row.project}" is not in programmes.csv`;
      faults.push({ file: fundsFile, line, field: 'project', message });
    }
    const kept = awards.rows.flatMap(({ row: award }) => {
      const curated = award.fund === row.fund ? joinedTo.get(award.award) : undefined;
      return curated === undefined
        ? []
        : [`Award ${award.award} of this fund is kept as the grant "${curated}".`];
    });
    keep(toFileRecord('fund', toFund(row, programme, kept), { file: fundsFile, line }));
  }

  const tables = {
    bodies,
    crosswalk,
    funds: new Map(funds.rows.map(({ row }) => [row.fund, row])),
    interventions: new Map(interventions.rows.map(({ row }) => [row.intervention, row.name.trim()])),
    outputs: outputs.rows.map(({ row }) => row),
  };
  const furtherClaims: FurtherClaim[] = [];
  for (const { line, row } of awards.rows) {
    const place = { file: awardsFile, line };
    if (!tables.funds.has(row.fund)) {
      faults.push({ ...place, field: 'fund', message: `"${row.fund}" is not in funds.csv` });
    }
    if (row.intervention !== '' && !tables.interventions.has(row.intervention)) {
      const message = `"${row.intervention}" is not in interventions.csv`;
      faults.push({ ...place, field: 'intervention', message });
    }
    for (const [index, code] of bodyCodesOf(row).entries()) {
      const body = toBodyCode(code, crosswalk);
      if (body !== undefined && bodies.has(bodyId(body))) continue;
      const message = `"${code}" is neither in councils.csv nor in code-crosswalk.csv`;
      faults.push({ ...place, field: index === 0 ? 'organisation' : 'organisations', message });
    }
    const curated = joinedTo.get(row.award);
    if (curated !== undefined) {
      const alias = awardId(row);
      furtherClaims.push(...amountClaims(row).map((claim) => ({ award: curated, alias, claim })));
      continue;
    }
    const { award, project } = toAwardAndProject(row, tables);
    keep(toFileRecord('award', award, place));
    keep(toFileRecord('project', project, place));
  }
  const numbers = new Set(awards.rows.map(({ row }) => row.award));
  for (const [file, rows] of [
    [joinedFile, joined.rows],
    [outputsFile, outputs.rows],
  ] as const) {
    for (const { line, row } of rows.filter(({ row }) => !numbers.has(row.number))) {
      faults.push({ file, line, field: 'number', message: `"${row.number}" is not in awards.csv` });
    }
  }
  return { records, faults, furtherClaims };
}
