import { join } from 'node:path';
import { CouncilNameRow, NameCorrectionRow } from '../../domain/registers/register-rows.ts';
import type { FileFault } from '../../ports/catalogue-files.ts';
import { readCsvRows } from './csv-table.ts';

function fold(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Names once each: spellings that differ in capitals alone are one, the first given. */
export function distinctNames(names: readonly string[], except: readonly string[]): string[] {
  const found = new Map<string, string>();
  for (const name of names) {
    if (!found.has(fold(name))) found.set(fold(name), name.trim().replace(/\s+/g, ' '));
  }
  for (const name of except) found.delete(fold(name));
  return [...found.values()];
}

/**
 * Names that councils are known by, by code: the publisher's variants put right by our corrections. A correction with `instead-of` takes
 * the name, in any capitals, from the council that the publisher's table leads it to.
 */
export async function readCouncilNames(
  folder: string,
  codes: ReadonlySet<string>,
): Promise<{ names: Map<string, string[]>; faults: FileFault[] }> {
  const variantsFile = join(folder, 'councils/name-variants.csv');
  const correctionsFile = join(folder, 'councils/name-corrections.csv');
  const variants = await readCsvRows(variantsFile, CouncilNameRow);
  const corrections = await readCsvRows(correctionsFile, NameCorrectionRow);
  const faults = [...variants.faults, ...corrections.faults];
  const names = new Map<string, string[]>();

  function add(file: string, line: number, name: string, code: string): void {
    if (codes.has(code)) names.set(code, [...(names.get(code) ?? []), name]);
    else {
      const message = `"${code}" is not in councils.csv`;
      faults.push({ file, line, field: 'local-authority-code', message });
    }
  }

  const taken = new Set<string>();
  for (const { line, row } of corrections.rows) {
    add(correctionsFile, line, row['la-name'], row['local-authority-code']);
    const insteadOf = row['instead-of'];
    if (insteadOf === '') continue;
    taken.add(`${insteadOf} ${fold(row['la-name'])}`);
    if (!codes.has(insteadOf)) {
      const message = `"${insteadOf}" is not in councils.csv`;
      faults.push({ file: correctionsFile, line, field: 'instead-of', message });
    }
  }
  for (const { line, row } of variants.rows) {
    const code = row['local-authority-code'];
    if (!taken.has(`${code} ${fold(row['la-name'])}`)) add(variantsFile, line, row['la-name'], code);
  }
  return { names, faults };
}
