import type { OrganisationType } from '../../domain/records/organisation.ts';
import type { CouncilRow } from '../../domain/registers/register-rows.ts';
import { placeOf, splitCodes } from './council-successors.ts';
import type { Fields } from './file-record.ts';
import { distinctNames } from './read-council-names.ts';
import type { GovUkAuthority } from './read-govuk-authorities.ts';
import type { Membership } from './read-memberships.ts';

/** What the tables beside the council register say, by council code. */
export interface CouncilTables {
  councils: ReadonlyMap<string, CouncilRow>;
  names: ReadonlyMap<string, readonly string[]>;
  gssCodes: ReadonlyMap<string, readonly string[]>;
  otherCodes: ReadonlyMap<string, readonly string[]>;
  govUk: ReadonlyMap<string, GovUkAuthority>;
  govUkSlugs: ReadonlySet<string>;
  memberships: ReadonlyMap<string, Membership[]>;
}

const types: Record<CouncilRow['local-authority-type'], OrganisationType> = {
  CC: 'city-corporation',
  COMB: 'combined-authority',
  CTY: 'county',
  LBO: 'london-borough',
  MD: 'metropolitan-district',
  NID: 'ni-district',
  NMD: 'district',
  SCO: 'scottish-unitary',
  SRA: 'strategic-regional-authority',
  UA: 'unitary',
  WPA: 'welsh-unitary',
};

/** Northern Ireland's districts are its only tier of local government. */
const tiers = {
  combined: 'combined',
  'lower tier': 'lower',
  'ni district': 'unitary',
  unitary: 'unitary',
  'upper tier': 'upper',
} as const;

/** No council began in 2005: the register's dates of that year say when its record began. */
function startOf(row: CouncilRow): string | undefined {
  return row['start-date'].startsWith('2005-') ? undefined : row['start-date'] || undefined;
}

/** GOV.UK's present slug; an ended council keeps its old one unless another council has it now. */
function slugOf(row: CouncilRow, tables: CouncilTables): string | undefined {
  const present = tables.govUk.get(row['local-authority-code'])?.slug;
  if (present !== undefined) return present;
  return tables.govUkSlugs.has(row['gov-uk-slug']) ? undefined : row['gov-uk-slug'] || undefined;
}

export function toCouncil(row: CouncilRow, tables: CouncilTables): Fields<'organisation'> {
  const code = row['local-authority-code'];
  const id = code.toLowerCase();
  const type = types[row['local-authority-type']];
  const title = row['official-name'].trim();
  const shortName = row['nice-name'].trim();
  const successors = splitCodes(row['replaced-by']).map((successor) => successor.toLowerCase());
  const govUk = tables.govUk.get(code);
  const memberships = tables.memberships.get(id) ?? [];
  const gssCodes = [...splitCodes(row['former-gss-codes']), ...(tables.gssCodes.get(code) ?? [])];
  const { taken, ...place } = placeOf(row, tables.councils);
  return {
    id,
    code,
    title,
    shortName,
    otherNames: distinctNames(tables.names.get(code) ?? [], [title, shortName]),
    type,
    isCouncil: type !== 'combined-authority' && type !== 'strategic-regional-authority',
    tier: tiers[row.powers],
    nation: row.nation,
    startDate: startOf(row),
    endDate: row['end-date'] || undefined,
    successors,
    successorNotInRegister:
      row['current-authority'] === 'False' && successors.length === 0 ? true : undefined,
    county: row['county-la'].toLowerCase() || undefined,
    combinedAuthority: row['combined-authority'].toLowerCase() || undefined,
    gssCode: row['gss-code'] || undefined,
    formerGssCodes: [...new Set(gssCodes)].filter((gss) => gss !== row['gss-code']),
    otherCodes: [...(tables.otherCodes.get(code) ?? [])],
    govUkSlug: slugOf(row, tables),
    population: row['pop-2020'] === '' ? undefined : Number(row['pop-2020']),
    homepage: govUk?.homepage,
    memberships,
    ...place,
    note:
      taken.length > 0
        ? `The register does not state its ${taken.join(' and ')}: taken from its successor.`
        : undefined,
    sources: [
      'council-register',
      ...(govUk === undefined ? [] : ['govuk-local-links']),
      ...(memberships.length === 0 ? [] : ['programme-register']),
    ],
  };
}
