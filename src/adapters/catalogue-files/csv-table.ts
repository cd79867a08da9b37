import { readFile } from 'node:fs/promises';
import { CsvError, type InfoRecord, parse } from 'csv-parse/sync';
import type { z } from 'zod';
import type { FileFault } from '../../ports/catalogue-files.ts';
import type { Table, TableRow } from '../../ports/register-tables.ts';

export interface CheckedRow<Row> {
  line: number;
  row: Row;
}

interface RawRecord {
  record: string[];
  info: InfoRecord;
}

function parseRecords(text: string): RawRecord[] {
  const options = {
    bom: true,
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    record_delimiter: '\n',
  };
  return parse(text.replaceAll('\r\n', '\n'), options) as unknown as RawRecord[];
}

/** Reads CSV of any line ending, with or without a byte-order mark. A row that does not fit the header is a fault and left out. */
export function parseCsv(text: string, file: string): { table: Table; faults: FileFault[] } {
  const faults: FileFault[] = [];
  let records: RawRecord[];
  try {
    records = parseRecords(text);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error.lines);
    return {
      table: { columns: [], rows: [] },
      faults: [{ file, ...(line > 0 ? { line } : {}), message: error.message }],
    };
  }
  const columns = records[0]?.record.map((column) => column.trim()) ?? [];
  if (columns.length === 0) faults.push({ file, line: 1, message: 'no header' });
  const rows: TableRow[] = [];
  for (const { record, info } of records.slice(1)) {
    // The parser counts to the end of a record; quoted values may hold line breaks.
    const line = info.lines - record.join('').split('\n').length + 1;
    if (record.length !== columns.length) {
      faults.push({
        file,
        line,
        message: `${record.length} values where the header names ${columns.length} columns`,
      });
      continue;
    }
    rows.push({
      line,
      values: Object.fromEntries(columns.map((column, index) => [column, record[index] ?? ''])),
    });
  }
  return { table: { columns, rows }, faults };
}

export async function readCsv(file: string): Promise<{ table: Table; faults: FileFault[] }> {
  try {
    return parseCsv(await readFile(file, 'utf8'), file);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { table: { columns: [], rows: [] }, faults: [{ file, message: `cannot be read: ${message}` }] };
  }
}

/** The rows that fit the schema; every other row is a fault that names its line and column. */
export async function readCsvRows<Schema extends z.ZodObject>(
  file: string,
  schema: Schema,
): Promise<{ rows: CheckedRow<z.infer<Schema>>[]; faults: FileFault[] }> {
  const { table, faults } = await readCsv(file);
  if (table.columns.length === 0) return { rows: [], faults };
  const missing = Object.keys(schema.shape).filter((column) => !table.columns.includes(column));
  if (missing.length > 0) {
    return {
      rows: [],
      faults: [...faults, ...missing.map((field) => ({ file, line: 1, field, message: 'column missing' }))],
    };
  }
  const rows: CheckedRow<z.infer<Schema>>[] = [];
  for (const { line, values } of table.rows) {
    const checked = schema.safeParse(values);
    if (checked.success) rows.push({ line, row: checked.data });
    else {
      for (const issue of checked.error.issues) {
        faults.push({ file, line, field: issue.path.join('.'), message: issue.message });
      }
    }
  }
  return { rows, faults };
}

function quoted(value: string): string {
  return /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Quotes only where needed, lines end in "\n": one form for all tables, so that a diff shows what a publisher changed and nothing else. */
export function formatCsv(table: Table): string {
  const lines = [
    table.columns,
    ...table.rows.map((row) => table.columns.map((column) => row.values[column] ?? '')),
  ];
  return `${lines.map((line) => line.map(quoted).join(',')).join('\n')}\n`;
}
