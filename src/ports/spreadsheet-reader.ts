/** The first sheet of a spreadsheet as text: `row` is its number as people see it, the header being row 1. */
export interface Spreadsheet {
  columns: readonly string[];
  rows: readonly { row: number; values: readonly string[] }[];
}

/**
 * Reads a CSV or XLSX file that somebody sent, told apart by its bytes. Formulas are text like any other. Errors: CatalogueError 'invalid' for
 * what is neither, is too long, or is made to take more memory than a spreadsheet does.
 */
export type ReadSpreadsheet = (bytes: Uint8Array) => Promise<Spreadsheet>;

export const mostSpreadsheetRows = 5000;
export const mostSpreadsheetColumns = 60;
export const longestSpreadsheet = 5_000_000;
