import { CsvError, parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import {
  mostSpreadsheetColumns,
  mostSpreadsheetRows,
  type ReadSpreadsheet,
  type Spreadsheet,
} from '../../ports/spreadsheet-reader.ts';
import { checkWorkbook, refuseSpreadsheet, tooLong } from './check-workbook.ts';

export const readSpreadsheet: ReadSpreadsheet = async (bytes) => {
  if (bytes.length === 0) refuseSpreadsheet('is empty');
  if (beginsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    refuseSpreadsheet('is in the old form of Excel; save it as .xlsx or .csv');
  }
  return beginsWith(bytes, [0x50, 0x4b]) ? readXlsx(bytes) : readCsv(bytes);
};

function beginsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

async function readXlsx(bytes: Uint8Array): Promise<Spreadsheet> {
  checkWorkbook(bytes);
  const cells = await readSheet(Buffer.from(bytes), { parseNumber: (digits: string) => digits }).catch(() =>
    refuseSpreadsheet('is no XLSX file that can be read'),
  );
  return toSpreadsheet(cells.map((row) => row.map(cellText)));
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value);
}

function readCsv(bytes: Uint8Array): Spreadsheet {
  const text = decode(bytes).replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  const header = text.slice(0, text.indexOf('\n') + 1 || undefined);
  const [delimiter = ','] = [',', ';', '\t'].sort(
    (one, other) => header.split(other).length - header.split(one).length,
  );
  try {
    const options = {
      bom: true,
      delimiter,
      relax_column_count: true,
      record_delimiter: '\n',
      to: mostSpreadsheetRows + 2,
    };
    return toSpreadsheet(parse(text, options));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuseSpreadsheet(`is no CSV that can be read, at line ${Number(error.lines)}`);
  }
}

/** UTF-8, or what Excel writes where nobody chose. */
function decode(bytes: Uint8Array): string {
  if (beginsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function toSpreadsheet([header = [], ...cells]: readonly string[][]): Spreadsheet {
  const columns = header.map((name) => name.trim());
  if (columns.length > mostSpreadsheetColumns) refuseSpreadsheet(tooLong);
  const rows = cells
    .map((values, index) => ({ row: index + 2, values: values.map((value) => value.trim()) }))
    .filter(({ values }) => values.some((value) => value !== ''));
  if (rows.length > mostSpreadsheetRows) refuseSpreadsheet(tooLong);
  return { columns, rows };
}
