import { join } from 'node:path';
import { bodyId, toBodyCode } from '../../domain/councils/body-code.ts';
import type { Organisation } from '../../domain/records/organisation.ts';
import { ProgrammeMemberRow, ProgrammeRow } from '../../domain/registers/register-rows.ts';
import type { FileFault } from '../../ports/catalogue-files.ts';
import { readCsvRows } from './csv-table.ts';

export type Membership = Organisation['memberships'][number];

/** A row of the membership table: who, by the id and the code it is named by, has joined what. */
export interface MemberRow {
  organisation: string;
  code: string;
  line: number;
  membership: Membership;
}

export async function readProgrammes(
  folder: string,
): Promise<{ programmes: Map<string, string>; faults: FileFault[] }> {
  const { rows, faults } = await readCsvRows(join(folder, 'awards/programmes.csv'), ProgrammeRow);
  return { programmes: new Map(rows.map(({ row }) => [row.project, row.name.trim()])), faults };
}

export interface Memberships {
  file: string;
  members: MemberRow[];
  /** The codes that the table was read with. */
  crosswalk: ReadonlyMap<string, string>;
  faults: FileFault[];
}

/** Programme memberships in the order of the table, programmes by their names. */
export async function readMemberships(
  folder: string,
  crosswalk: ReadonlyMap<string, string>,
): Promise<Memberships> {
  const { programmes, faults } = await readProgrammes(folder);
  const file = join(folder, 'awards/programme-members.csv');
  const table = await readCsvRows(file, ProgrammeMemberRow);
  faults.push(...table.faults);
  const members: MemberRow[] = [];
  for (const { line, row } of table.rows) {
    const programme = programmes.get(row.project);
    const body = toBodyCode(row.organisation, crosswalk);
    if (programme === undefined) {
      faults.push({ file, line, field: 'project', message: `"${row.project}" is not in programmes.csv` });
    }
    if (programme === undefined || body === undefined) continue;
    members.push({
      organisation: bodyId(body),
      code: row.organisation,
      line,
      membership: {
        programme,
        ...(row.cohort === '' ? {} : { cohort: row.cohort }),
        ...(row['start-date'] === '' ? {} : { since: row['start-date'] }),
        ...(row['end-date'] === '' ? {} : { until: row['end-date'] }),
        source: 'programme-register',
      },
    });
  }
  return { file, members, crosswalk, faults };
}

export function membershipsByOrganisation(members: readonly MemberRow[]): Map<string, Membership[]> {
  const found = new Map<string, Membership[]>();
  for (const { organisation, membership } of members) {
    found.set(organisation, [...(found.get(organisation) ?? []), membership]);
  }
  return found;
}
