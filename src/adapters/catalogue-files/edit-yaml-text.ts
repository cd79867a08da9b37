import { isMap, isScalar, type Node, parseDocument, stringify } from 'yaml';

const lineWidth = 110;

interface Edit {
  from: number;
  to: number;
  text: string;
}

/**
 * The text of a record's file with fields of its top level written anew, undefined ones left out and new ones at the end. Whatever stands
 * outside of them stays as it is, comments included. Errors: throws where the text holds no fields.
 */
export function editYamlText(text: string, fields: Readonly<Record<string, unknown>>): string {
  const { contents } = parseDocument(text);
  if (!isMap(contents)) throw new Error('the file holds no fields');
  const edits: Edit[] = [];
  let added = '';
  for (const [field, value] of Object.entries(fields)) {
    const written = value === undefined ? '' : stringify({ [field]: value }, { lineWidth });
    const pair = contents.items.find(({ key }) => isScalar(key) && key.value === field);
    const key = pair?.key as Node | undefined;
    const last = (pair?.value ?? key) as Node | undefined;
    if (!key?.range || !last?.range) {
      added += written;
      continue;
    }
    const [from, to] = [key.range[0], last.range[1]];
    const hasLineEnd = text.slice(from, to).endsWith('\n');
    edits.push(
      value === undefined
        ? { from, to: hasLineEnd ? to : endOfLine(text, to), text: '' }
        : { from, to, text: hasLineEnd ? written : written.trimEnd() },
    );
  }
  const edited = edits
    .sort((one, other) => other.from - one.from)
    .reduce((whole, edit) => whole.slice(0, edit.from) + edit.text + whole.slice(edit.to), text);
  return added === '' || edited.endsWith('\n') ? `${edited}${added}` : `${edited}\n${added}`;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end + 1;
}
