import { join } from 'node:path';
import { type BodyCode, bodyId, toBodyCode } from '../../domain/councils/body-code.ts';
import { type AwardRow, NationalParkRow } from '../../domain/registers/register-rows.ts';
import type { FileFault } from '../../ports/catalogue-files.ts';
import { type CheckedRow, readCsvRows } from './csv-table.ts';
import { type Fields, type FileRecord, toFileRecord } from './file-record.ts';
import { type Membership, type Memberships, membershipsByOrganisation } from './read-memberships.ts';
import { bodyCodesOf } from './to-award.ts';

/** A body of the award register that is no council, and the row that names it first. */
interface OtherBody {
  body: Exclude<BodyCode, { type: 'council' }>;
  file: string;
  line: number;
}

/** Titles say so where no source gives a name: the register has numbers of companies only. */
function toOtherBody(
  body: OtherBody['body'],
  parks: ReadonlyMap<string, NationalParkRow>,
  memberships: Membership[],
): Fields<'organisation'> {
  const id = bodyId(body);
  const sources = ['award-register', ...(memberships.length > 0 ? ['programme-register'] : [])];
  if (body.type === 'company') {
    const shortName = `Company ${body.number}`;
    return {
      id,
      code: `company:${body.number}`,
      title: `${shortName} (name not in the register)`,
      shortName,
      type: 'company',
      isCouncil: false,
      memberships,
      sources,
    };
  }
  const park = parks.get(body.reference);
  const shortName = `National park authority ${body.reference}`;
  return {
    id,
    code: `national-park-authority:${body.reference}`,
    title: park?.name.trim() ?? `${shortName} (name not in the register)`,
    shortName: park === undefined ? shortName : park.name.replace(/ National Park Authority$/, '').trim(),
    type: 'national-park',
    isCouncil: false,
    gssCode: park?.['statistical-geography'] || undefined,
    homepage: park?.website || undefined,
    memberships,
    sources: park === undefined ? sources : [...sources, 'national-park-list'],
  };
}

/** The companies and national park authorities that the award register or the memberships name. */
export async function readOtherBodies(
  folder: string,
  awards: { file: string; rows: readonly CheckedRow<AwardRow>[] },
  { file: membersFile, members, crosswalk }: Memberships,
): Promise<{ records: FileRecord[]; faults: FileFault[] }> {
  const { rows, faults } = await readCsvRows(join(folder, 'awards/national-parks.csv'), NationalParkRow);
  const parks = new Map(rows.map(({ row }) => [row.reference, row]));
  const named = [
    ...awards.rows.flatMap(({ line, row }) =>
      bodyCodesOf(row).map((code) => ({ code, file: awards.file, line })),
    ),
    ...members.map(({ code, line }) => ({ code, file: membersFile, line })),
  ];
  const others = new Map<string, OtherBody>();
  for (const { code, ...place } of named) {
    const body = toBodyCode(code, crosswalk);
    if (body === undefined || body.type === 'council' || others.has(bodyId(body))) continue;
    others.set(bodyId(body), { body, ...place });
  }
  const memberships = membershipsByOrganisation(members);
  const records: FileRecord[] = [];
  for (const [id, { body, ...place }] of others) {
    const read = toFileRecord('organisation', toOtherBody(body, parks, memberships.get(id) ?? []), place);
    records.push(...read.records);
    faults.push(...read.faults);
  }
  return { records, faults };
}
