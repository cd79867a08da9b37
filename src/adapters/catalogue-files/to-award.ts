import { bodyId, toBodyCode } from '../../domain/councils/body-code.ts';
import type { Claim } from '../../domain/records/evidence.ts';
import type { Organisation } from '../../domain/records/organisation.ts';
import type { AwardRow, FundRow } from '../../domain/registers/register-rows.ts';
import type { Fields } from './file-record.ts';

/** What an award of the register is made with. `bodies` holds everybody its rows name, by id. */
export interface AwardTables {
  bodies: ReadonlyMap<string, Organisation>;
  crosswalk: ReadonlyMap<string, string>;
  funds: ReadonlyMap<string, FundRow>;
  interventions: ReadonlyMap<string, string>;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

export function awardId(row: AwardRow): string {
  return `award-${row.award}`;
}

export function citation(row: AwardRow) {
  return { source: 'award-register', how: `award ${row.award}` };
}

/** The register marks funds that pay councils for capacity, not for digital work, in their notes. */
export function isCapacityFund(fund: FundRow | undefined): boolean {
  return fund !== undefined && /\bcapacity\b/i.test(fund.notes);
}

export function amountClaims(row: AwardRow): Claim[] {
  return row.amount === '' ? [] : [{ field: 'amountGbp', value: Number(row.amount), ...citation(row) }];
}

/** The codes of a row as the register writes them, the lead first. */
export function bodyCodesOf(row: AwardRow): string[] {
  return [row.organisation, ...row.organisations.split(';').filter((code) => code !== '')];
}

function joinNames(names: string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** The register of 2025 still names councils that ended years before: kept as it is, and said. */
function endedNotes(row: AwardRow, parties: Organisation[], tables: AwardTables): string[] {
  return parties.flatMap(({ title, endDate, successors }) => {
    if (endDate === undefined || row['start-date'] === '' || endDate > row['start-date']) return [];
    const names = successors.map((id) => tables.bodies.get(id)?.title ?? id);
    const followed =
      names.length === 0 ? 'the successor is not in the register' : `succeeded by ${joinNames(names)}`;
    const ended = dayFormat.format(new Date(`${endDate}T00:00:00Z`));
    return [`The register names ${title}, which had ended before the award (${ended}; ${followed}).`];
  });
}

/** A grant gives an award and a project of the same id; neither has a name of its own in the register. */
export function toAwardAndProject(
  row: AwardRow,
  tables: AwardTables,
): { award: Fields<'award'>; project: Fields<'project'> } {
  const id = awardId(row);
  const fund = tables.funds.get(row.fund);
  const parties = bodyCodesOf(row).flatMap((code) => {
    const body = toBodyCode(code, tables.crosswalk);
    const organisation = body && tables.bodies.get(bodyId(body));
    return organisation === undefined ? [] : [organisation];
  });
  const [lead, ...partners] = parties;
  const shared = {
    id,
    title: `${lead?.shortName ?? lead?.title ?? row.organisation}: ${fund?.name.trim() ?? row.fund}`,
    titleBasis: 'made' as const,
    fund: row.fund,
    leads: lead === undefined ? [] : [{ organisation: lead.id }],
    partners: partners.map((partner) => ({ organisation: partner.id })),
    capacity: isCapacityFund(fund) ? true : undefined,
    sources: [citation(row)],
  };
  const stated = row.notes
    .split(/\.\s+/)
    .map((note) => note.trim())
    .filter((note) => note !== '');
  const ended = endedNotes(row, parties, tables);
  return {
    award: {
      ...shared,
      notes: [...stated, ...ended],
      project: id,
      awardedOn: row['start-date'] || undefined,
      intervention: tables.interventions.get(row.intervention),
      address: row['documentation-url'] || undefined,
      claims: amountClaims(row),
    },
    project: {
      ...shared,
      awards: [id],
      notes: [...stated.filter((note) => !/\bamount\b/i.test(note)), ...ended],
    },
  };
}
