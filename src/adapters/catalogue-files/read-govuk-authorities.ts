import { join } from 'node:path';
import { type CouncilRow, GovUkAuthorityRow } from '../../domain/registers/register-rows.ts';
import type { FileFault } from '../../ports/catalogue-files.ts';
import { lastSuccessors } from './council-successors.ts';
import { readCsvRows } from './csv-table.ts';

export interface GovUkAuthority {
  slug: string;
  homepage?: string;
}

/** The council whose site an address is now: the one that took over, where a single one did. */
function heirOf(code: string, councils: ReadonlyMap<string, CouncilRow>): string {
  const council = councils.get(code);
  const successors = council === undefined ? [] : lastSuccessors(council, councils);
  return (successors.length === 1 && successors[0]?.['local-authority-code']) || code;
}

/**
 * What GOV.UK links to, by council code. GOV.UK lists councils that exist but still has the codes of some that ended (Somerset, North
 * Yorkshire): such a row is about the one that took over.
 */
export async function readGovUkAuthorities(
  folder: string,
  councils: ReadonlyMap<string, CouncilRow>,
  codeByGss: ReadonlyMap<string, string>,
): Promise<{ authorities: Map<string, GovUkAuthority>; faults: FileFault[] }> {
  const file = join(folder, 'councils/govuk-authorities.csv');
  const { rows, faults } = await readCsvRows(file, GovUkAuthorityRow);
  const authorities = new Map<string, GovUkAuthority>();
  const inherited = new Map<string, GovUkAuthority>();
  for (const { line, row } of rows) {
    const code = codeByGss.get(row.gss);
    if (code === undefined) {
      faults.push({ file, line, field: 'gss', message: `"${row.gss}" is not in gss-codes.csv` });
      continue;
    }
    const authority = {
      slug: row.slug,
      ...(row.homepage_url === '' ? {} : { homepage: row.homepage_url }),
    };
    const heir = heirOf(code, councils);
    (heir === code ? authorities : inherited).set(heir, authority);
  }
  return { authorities: new Map([...inherited, ...authorities]), faults };
}
