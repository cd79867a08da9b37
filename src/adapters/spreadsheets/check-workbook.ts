import { Unzip, UnzipInflate, unzipSync } from 'fflate';
import { invalidInput } from '../../domain/errors.ts';
import { mostSpreadsheetColumns, mostSpreadsheetRows } from '../../ports/spreadsheet-reader.ts';

const mostEntries = 500;
const mostUnpacked = 40_000_000;
const startOfCell = /<(?:\w+:)?(?:c|row)[\s/>]/g;
const wholeCell = /<(?:\w+:)?(c|row)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>/g;
const place = /\sr\s*=\s*(?:"([^"]*)"|'([^']*)')/;

export function refuseSpreadsheet(message: string): never {
  throw invalidInput([{ field: 'file', message }]);
}

/**
 * Makes sure that a workbook can be unpacked and laid out: what it unpacks to is counted while it is unpacked, whatever it says itself, and a
 * cell far out would be laid out with all the empty ones before it. Errors: CatalogueError 'invalid'.
 */
export function checkWorkbook(bytes: Uint8Array): void {
  refuseDeclaredSize(bytes);
  for (const sheet of unpackSheets(bytes)) checkPlaces(sheet);
}

function refuseDeclaredSize(bytes: Uint8Array): void {
  let entries = 0;
  let declared = 0;
  try {
    unzipSync(bytes, {
      filter({ originalSize }) {
        entries += 1;
        declared += originalSize;
        return false;
      },
    });
  } catch {
    refuseSpreadsheet('is no XLSX file that can be read');
  }
  if (entries > mostEntries || declared > mostUnpacked)
    refuseSpreadsheet('unpacks to more than a spreadsheet does');
}

function unpackSheets(bytes: Uint8Array): string[] {
  const sheets = new Map<string, string>();
  let unpacked = 0;
  let failure: unknown;
  const unzip = new Unzip((file) => {
    const decoder = new TextDecoder();
    const isSheet = /worksheets\/[^/]+\.xml$/i.test(file.name);
    file.ondata = (error, chunk, final) => {
      if (error) failure ??= error;
      unpacked += chunk?.length ?? 0;
      if (unpacked > mostUnpacked) {
        file.terminate();
        failure ??= new Error('too large');
      } else if (isSheet && chunk) {
        const text = decoder.decode(chunk, { stream: !final });
        sheets.set(file.name, (sheets.get(file.name) ?? '') + text);
      }
    };
    if (failure === undefined) file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length && failure === undefined; at += 65_536) {
      unzip.push(bytes.subarray(at, at + 65_536), at + 65_536 >= bytes.length);
    }
  } catch (error) {
    failure ??= error;
  }
  if (failure !== undefined)
    refuseSpreadsheet('is no XLSX file that can be read, or unpacks to more than one does');
  return [...sheets.values()];
}

function checkPlaces(sheet: string): void {
  let whole = 0;
  let rows = 0;
  for (const [, tag, attributes = ''] of sheet.matchAll(wholeCell)) {
    whole += 1;
    if (tag === 'row') rows += 1;
    const found = place.exec(attributes);
    const at = found?.[1] ?? found?.[2];
    if (at !== undefined && !isInside(at)) refuseSpreadsheet(tooLong);
  }
  if (whole !== (sheet.match(startOfCell)?.length ?? 0))
    refuseSpreadsheet('is no XLSX file that can be read');
  if (rows > mostSpreadsheetRows + 1) refuseSpreadsheet(tooLong);
}

export const tooLong = `has more than ${mostSpreadsheetRows} rows or ${mostSpreadsheetColumns} columns`;

function isInside(at: string): boolean {
  const [, letters = '', digits = ''] = /^([A-Z]{0,3})(\d{1,7})$/.exec(at) ?? [];
  if (digits === '') return false;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return column <= mostSpreadsheetColumns && Number(digits) <= mostSpreadsheetRows + 1;
}
