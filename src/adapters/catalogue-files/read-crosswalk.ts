import { join } from 'node:path';
import { CrosswalkRow } from '../../domain/registers/register-rows.ts';
import type { FileFault } from '../../ports/catalogue-files.ts';
import { readCsvRows } from './csv-table.ts';

/** Codes that the award register uses for councils, to the codes of the council register. */
export async function readCrosswalk(
  folder: string,
  codes: ReadonlySet<string>,
): Promise<{ crosswalk: Map<string, string>; faults: FileFault[] }> {
  const file = join(folder, 'awards/code-crosswalk.csv');
  const { rows, faults } = await readCsvRows(file, CrosswalkRow);
  for (const { line, row } of rows) {
    const code = row['local-authority-code'];
    if (codes.has(code)) continue;
    faults.push({ file, line, field: 'local-authority-code', message: `"${code}" is not in councils.csv` });
  }
  return { crosswalk: new Map(rows.map(({ row }) => [row.code, row['local-authority-code']])), faults };
}
