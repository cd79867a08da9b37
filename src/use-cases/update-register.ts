import { invalidInput } from '../domain/errors.ts';
import { type Register, registers, shortNoteLength } from '../domain/registers/registers.ts';
import type { FileFault } from '../ports/catalogue-files.ts';
import type { RegisterTables, Table, TableRow } from '../ports/register-tables.ts';
import { findRegisterWarnings } from './register-warnings.ts';

export interface RegisterUpdate {
  register: string;
  /** Any fault, and nothing was compared nor written. */
  faults: FileFault[];
  rows: number;
  unchanged: number;
  columnsAdded: string[];
  columnsGone: string[];
  /** What the edition holds and the project does not carry. */
  leftOut: { columns: string[]; notes: number };
  /** Keys of rows; parts of a key are joined by " / ". */
  added: string[];
  changed: { key: string; columns: string[] }[];
  removed: string[];
  warnings: string[];
  written: boolean;
}

function keyOf(register: Register, row: TableRow): string {
  return register.key.map((column) => row.values[column] ?? '').join(' / ');
}

function findFaults(file: string, register: Register, table: Table): FileFault[] {
  const required = Object.keys(register.row.shape);
  const missing = required.filter((column) => !table.columns.includes(column));
  if (missing.length > 0)
    return missing.map((field) => ({ file, line: 1, field, message: 'column missing' }));
  if (table.rows.length === 0) return [{ file, message: 'no rows' }];
  const faults: FileFault[] = [];
  const lines = new Map<string, number>();
  for (const row of table.rows) {
    for (const issue of register.row.safeParse(row.values).error?.issues ?? []) {
      faults.push({ file, line: row.line, field: issue.path.join('.'), message: issue.message });
    }
    const key = keyOf(register, row);
    const earlier = lines.get(key);
    if (earlier !== undefined && !register.repeats) {
      const message = `"${key}" stands in line ${earlier} too`;
      faults.push({ file, line: row.line, field: register.key.join(' / '), message });
    }
    lines.set(key, earlier ?? row.line);
  }
  return faults;
}

/** The table as the project carries it: without the columns and notes that are sentences of others. */
function carry(register: Register, edition: Table): { table: Table; leftOut: RegisterUpdate['leftOut'] } {
  const leftOut = {
    columns: edition.columns.filter((column) => register.leftOut?.includes(column)),
    notes: 0,
  };
  const columns = edition.columns.filter((column) => !leftOut.columns.includes(column));
  const rows = edition.rows.map((row) => {
    const values = Object.fromEntries(columns.map((column) => [column, row.values[column] ?? '']));
    for (const column of register.shortNotes ?? []) {
      if ((values[column] ?? '').length <= shortNoteLength) continue;
      values[column] = '';
      leftOut.notes += 1;
    }
    return { line: row.line, values };
  });
  return { table: { columns, rows }, leftOut };
}

function compare(register: Register, current: Table, next: Table) {
  const before = new Map(current.rows.map((row) => [keyOf(register, row), row]));
  const after = new Map(next.rows.map((row) => [keyOf(register, row), row]));
  const changed: RegisterUpdate['changed'] = [];
  for (const [key, row] of after) {
    const old = before.get(key);
    if (old === undefined) continue;
    const columns = next.columns.filter((column) => row.values[column] !== (old.values[column] ?? ''));
    if (columns.length > 0) changed.push({ key, columns });
  }
  return {
    columnsAdded: next.columns.filter((column) => !current.columns.includes(column)),
    columnsGone: current.columns.filter((column) => !next.columns.includes(column)),
    added: [...after.keys()].filter((key) => !before.has(key)),
    changed,
    unchanged: [...after.keys()].filter((key) => before.has(key)).length - changed.length,
    removed: [...before.keys()].filter((key) => !after.has(key)),
  };
}

/**
 * Compares a newer edition of a register with the table we have, and replaces the table only when asked to `write`. An edition with a
 * fault is refused as a whole. Warnings do not stop a write: what they name may be put right in another table.
 */
export async function updateRegister(
  tables: RegisterTables,
  request: { register: string; edition: string; write: boolean },
): Promise<RegisterUpdate> {
  const register = Object.hasOwn(registers, request.register) ? registers[request.register] : undefined;
  if (register === undefined) {
    const message = `"${request.register}" is not a register`;
    throw invalidInput([{ field: 'register', message, allowed: Object.keys(registers) }]);
  }
  const current = await tables.read(register.file);
  const edition = await tables.readEdition(request.edition);
  const readingFaults = [...current.faults, ...edition.faults];
  const faults =
    readingFaults.length > 0 ? readingFaults : findFaults(request.edition, register, edition.table);
  const { table, leftOut } = carry(register, edition.table);
  const differences = compare(register, current.table, faults.length > 0 ? current.table : table);
  const warnings =
    faults.length > 0 ? [] : await findRegisterWarnings(tables, request.register, table, current.table);
  const differs =
    faults.length === 0 &&
    Object.values(differences).some((found) => typeof found === 'object' && found.length > 0);
  const written = request.write && differs;
  if (written) await tables.write(register.file, table);
  return {
    register: request.register,
    faults,
    rows: table.rows.length,
    leftOut,
    ...differences,
    warnings,
    written,
  };
}
