import { join } from 'node:path';
import { CouncilRow, GssCodeRow } from '../../domain/registers/register-rows.ts';
import type { FileFault } from '../../ports/catalogue-files.ts';
import { isOwnSuccessor, splitCodes } from './council-successors.ts';
import { type CheckedRow, readCsvRows } from './csv-table.ts';
import { type FileRecord, toFileRecord } from './file-record.ts';
import { readCouncilNames } from './read-council-names.ts';
import { readCrosswalk } from './read-crosswalk.ts';
import { readGovUkAuthorities } from './read-govuk-authorities.ts';
import { membershipsByOrganisation, readMemberships } from './read-memberships.ts';
import { type CouncilTables, toCouncil } from './to-council.ts';

function findWrongCodes(
  file: string,
  rows: CheckedRow<CouncilRow>[],
  councils: ReadonlyMap<string, CouncilRow>,
): FileFault[] {
  const faults: FileFault[] = [];
  for (const { line, row } of rows) {
    for (const field of ['replaced-by', 'county-la', 'combined-authority'] as const) {
      for (const code of splitCodes(row[field]).filter((code) => !councils.has(code))) {
        faults.push({ file, line, field, message: `"${code}" is not in councils.csv` });
      }
    }
    if (isOwnSuccessor(row, councils)) {
      const message = 'the successors lead back to the council itself';
      faults.push({ file, line, field: 'replaced-by', message });
    }
  }
  return faults;
}

async function readGssCodes(folder: string, councils: ReadonlyMap<string, CouncilRow>) {
  const file = join(folder, 'councils/gss-codes.csv');
  const { rows, faults } = await readCsvRows(file, GssCodeRow);
  const codeByGss = new Map<string, string>();
  for (const { line, row } of rows) {
    const code = row['local-authority-code'];
    if (!councils.has(code)) {
      faults.push({ file, line, field: 'local-authority-code', message: `"${code}" is not in councils.csv` });
    } else if (row['gss-code'] !== '') codeByGss.set(row['gss-code'], code);
  }
  return { codeByGss, faults };
}

function turnRound(codes: ReadonlyMap<string, string>): Map<string, string[]> {
  const turned = new Map<string, string[]>();
  for (const [other, code] of codes) turned.set(code, [...(turned.get(code) ?? []), other]);
  return turned;
}

/** Every body of the council register, past and present, from the tables in `folder` (seeds/registers). */
export async function readCouncils(folder: string): Promise<{ records: FileRecord[]; faults: FileFault[] }> {
  const file = join(folder, 'councils/councils.csv');
  const register = await readCsvRows(file, CouncilRow);
  const councils = new Map(register.rows.map(({ row }) => [row['local-authority-code'], row]));
  const codes = new Set(councils.keys());
  const names = await readCouncilNames(folder, codes);
  const gss = await readGssCodes(folder, councils);
  const govUk = await readGovUkAuthorities(folder, councils, gss.codeByGss);
  const { crosswalk, ...crosswalkRead } = await readCrosswalk(folder, codes);
  const memberships = await readMemberships(folder, crosswalk);
  const faults = [
    ...register.faults,
    ...findWrongCodes(file, register.rows, councils),
    ...[names, gss, govUk, crosswalkRead, memberships].flatMap((read) => read.faults),
  ];
  const ids = new Set([...codes].map((code) => code.toLowerCase()));
  for (const { code, organisation, line } of memberships.members) {
    if (!code.startsWith('local-authority:') || ids.has(organisation)) continue;
    const message = `"${code}" is neither in councils.csv nor in code-crosswalk.csv`;
    faults.push({ file: memberships.file, line, field: 'organisation', message });
  }
  const tables: CouncilTables = {
    councils,
    names: names.names,
    gssCodes: turnRound(gss.codeByGss),
    otherCodes: turnRound(crosswalk),
    govUk: govUk.authorities,
    govUkSlugs: new Set([...govUk.authorities.values()].map((authority) => authority.slug)),
    memberships: membershipsByOrganisation(memberships.members),
  };
  const records: FileRecord[] = [];
  for (const { line, row } of register.rows) {
    const read = toFileRecord('organisation', toCouncil(row, tables), { file, line });
    records.push(...read.records);
    faults.push(...read.faults);
  }
  return { records, faults };
}
