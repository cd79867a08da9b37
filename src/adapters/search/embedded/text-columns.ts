import { type TextField, textFields, textFieldWeights } from '../../../domain/search/search-document.ts';

/** The columns of the full-text tables are single letters, "a" for the first field, so that a place is read as one small number. */
export const textColumns = textFields.map((_, index) => String.fromCharCode(97 + index));

/** By column: the weight of its field. */
export const columnWeights = Object.values(textFieldWeights);

/** An FTS5 filter for some of the fields. */
export function columnsOf(fields: readonly TextField[]): string {
  return `{${fields.map((field) => textColumns[textFields.indexOf(field)]).join(' ')}}`;
}
