import { join } from 'node:path';
import { type BodyCode, bodyId } from '../../domain/body-code.ts';
import { NationalParkRow } from '../../domain/register-rows.ts';
import type { FileFault } from '../../ports/catalogue-files.ts';
import { readCsvRows } from './csv-table.ts';
import type { Fields } from './file-record.ts';
import type { Membership } from './read-memberships.ts';

/** A body of the award register that is no council, and the row that names it first. */
export interface OtherBody {
  body: Exclude<BodyCode, { type: 'council' }>;
  file: string;
  line: number;
}

export type NationalParks = ReadonlyMap<string, NationalParkRow>;

export async function readNationalParks(
  folder: string,
): Promise<{ parks: NationalParks; faults: FileFault[] }> {
  const { rows, faults } = await readCsvRows(join(folder, 'awards/national-parks.csv'), NationalParkRow);
  return { parks: new Map(rows.map(({ row }) => [row.reference, row])), faults };
}

/** Titles say so where no source gives a name: the register has numbers of companies only. */
export function toOtherBody(
  { body }: OtherBody,
  parks: NationalParks,
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
