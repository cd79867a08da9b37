import { toBodyCode } from '../domain/councils/body-code.ts';
import { type CodeColumn, codeColumnOf, registers } from '../domain/registers/registers.ts';
import type { RegisterTables, Table } from '../ports/register-tables.ts';

const crosswalkFile = 'awards/code-crosswalk.csv';

/** The codes of a cell that must stand in another register; bodies that are no councils are not looked up. */
function codesIn(cell: string, codeColumn: CodeColumn, crosswalk: ReadonlyMap<string, string>): string[] {
  const parts = codeColumn.separator === undefined ? [cell] : cell.split(codeColumn.separator);
  const codes = parts.map((part) => part.trim()).filter((part) => part !== '');
  if (codeColumn.form !== 'body') return codes;
  return codes.flatMap((part) => {
    const body = toBodyCode(part, crosswalk);
    return body?.type === 'council' ? [body.code] : [];
  });
}

function columnValues(table: Table, column: string): Set<string> {
  return new Set(table.rows.map((row) => row.values[column] ?? ''));
}

async function readCrosswalk(tables: RegisterTables): Promise<Map<string, string>> {
  const { table } = await tables.read(crosswalkFile);
  return new Map(table.rows.map((row) => [row.values.code ?? '', row.values['local-authority-code'] ?? '']));
}

function endedWithoutSuccessor(table: Table): Map<string, string> {
  const ended = table.rows.filter(
    (row) => row.values['current-authority'] === 'False' && row.values['replaced-by'] === '',
  );
  return new Map(
    ended.map((row) => [row.values['local-authority-code'] ?? '', row.values['official-name'] ?? '']),
  );
}

/**
 * What a new table would leave dangling: codes it names that no register has, codes other registers name that it no longer has, and
 * councils that it ends without saying who follows. Only what the current table does not already say.
 */
export async function findRegisterWarnings(
  tables: RegisterTables,
  name: string,
  next: Table,
  current: Table,
): Promise<string[]> {
  const register = registers[name];
  if (register === undefined) return [];
  const warnings: string[] = [];
  const crosswalk = await readCrosswalk(tables);

  for (const codeColumn of register.codes) {
    const target = registers[codeColumn.of];
    if (target === undefined) continue;
    const table = codeColumn.of === name ? next : (await tables.read(target.file)).table;
    const known = columnValues(table, codeColumnOf(target));
    for (const row of next.rows) {
      for (const code of codesIn(row.values[codeColumn.column] ?? '', codeColumn, crosswalk)) {
        if (!known.has(code)) {
          warnings.push(`line ${row.line}, ${codeColumn.column}: "${code}" is not in ${codeColumn.of}`);
        }
      }
    }
  }

  const has = columnValues(next, codeColumnOf(register));
  const gone = [...columnValues(current, codeColumnOf(register))].filter((code) => !has.has(code));
  for (const [otherName, other] of Object.entries(registers)) {
    const naming = other.codes.filter((codeColumn) => codeColumn.of === name);
    if (gone.length === 0 || otherName === name || naming.length === 0) continue;
    const { table } = await tables.read(other.file);
    const named = new Set(
      table.rows.flatMap((row) =>
        naming.flatMap((codeColumn) => codesIn(row.values[codeColumn.column] ?? '', codeColumn, crosswalk)),
      ),
    );
    for (const code of gone.filter((code) => named.has(code))) {
      warnings.push(`"${code}" would be gone, and ${otherName} still names it`);
    }
  }

  if (name === 'councils') {
    const before = endedWithoutSuccessor(current);
    for (const [code, title] of endedWithoutSuccessor(next)) {
      if (!before.has(code)) warnings.push(`${code} (${title}) would end without a successor`);
    }
  }
  return warnings;
}
