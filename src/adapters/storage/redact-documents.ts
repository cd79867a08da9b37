import { sql, type Transaction } from 'kysely';
import { blankFields, replaceTexts } from '../../domain/entries/redact-document.ts';
import type { RecordKind, RecordRef } from '../../domain/ids.ts';
import type { Redaction } from '../../ports/redaction-store.ts';
import { hashOf } from './canonical-json.ts';
import type { Tables } from './tables.ts';

type Redacting = Pick<Redaction, 'replace' | 'blank' | 'rename'>;
type Documented = 'records' | 'superseded' | 'entries' | 'superseded_entries';

/** Answers kept for repeated requests; each is sealed with its caller's key. */
const sealedSpace = 'idempotency';

/** A text as it stands inside a JSON text. */
function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Works alike in both databases, and takes every character for itself. */
function holds(column: string, text: string) {
  return sql<boolean>`replace(${sql.ref(column)}, ${text}, '') <> ${sql.ref(column)}`;
}

function textsOf({ replace, rename }: Redacting) {
  return rename === undefined ? replace : [...replace, { text: rename.id, by: rename.to }];
}

/** Changes every document that holds what has to go. */
export async function redactDocuments(
  trx: Transaction<Tables>,
  redacting: Redacting,
): Promise<{ places: number; records: RecordRef[] }> {
  const records = new Map<string, RecordRef>();
  let places = 0;
  for (const table of ['records', 'superseded', 'entries', 'superseded_entries'] as const) {
    for (const row of await findRows(trx, table, redacting)) {
      const document = redactOne(row, redacting);
      if (document === undefined) continue;
      places += 1;
      if (table === 'records' || table === 'superseded') {
        records.set(`${row.kind} ${row.id}`, { kind: row.kind as RecordKind, id: row.id });
      }
      await update(trx, table, row, document);
    }
  }
  return { places: places + (await redactNotes(trx, redacting)), records: [...records.values()] };
}

interface Row {
  kind: string;
  id: string;
  revision: number;
  document: string;
}

async function findRows(trx: Transaction<Tables>, table: Documented, redacting: Redacting): Promise<Row[]> {
  const found = new Map<string, Row>();
  const note = (rows: Row[]) => {
    for (const row of rows) found.set(`${row.kind} ${row.id} ${row.revision}`, row);
  };
  const query = () => trx.selectFrom(table as 'entries').select(['kind', 'id', 'revision', 'document']);
  for (const { text } of textsOf(redacting)) {
    if (text !== '')
      note(
        await query()
          .where(holds('document', inJson(text)))
          .execute(),
      );
  }
  for (const { kind, id } of redacting.blank) {
    note(
      await query()
        .where('kind', '=', kind as 'key')
        .where('id', '=', id)
        .execute(),
    );
  }
  return [...found.values()];
}

function redactOne({ kind, id, document }: Row, redacting: Redacting): unknown {
  const before: unknown = JSON.parse(document);
  const fields = redacting.blank
    .filter((one) => one.kind === kind && one.id === id)
    .flatMap((one) => one.fields);
  const after = replaceTexts(blankFields(before, fields), textsOf(redacting));
  return after === before ? undefined : after;
}

async function update(
  trx: Transaction<Tables>,
  table: Documented,
  { kind, id, revision }: Row,
  document: unknown,
): Promise<void> {
  const text = JSON.stringify(document);
  const values =
    table === 'records' ? { document: text, document_hash: hashOf(document) } : { document: text };
  await trx
    .updateTable(table as 'records')
    .set(values)
    .where('kind', '=', kind as RecordKind)
    .where('id', '=', id)
    .where('revision', '=', revision)
    .execute();
}

/** Decisions and proposals, which are JSON as well. */
async function redactNotes(trx: Transaction<Tables>, redacting: Redacting): Promise<number> {
  let places = 0;
  for (const { text, by } of textsOf(redacting)) {
    if (text === '') continue;
    const [from, to] = [inJson(text), inJson(by)];
    const notes = await trx
      .updateTable('notes')
      .set({ value: sql<string>`replace(value, ${from}, ${to})` })
      .where(holds('value', from))
      .returning('key')
      .execute();
    const proposals = await trx
      .updateTable('proposals')
      .set({ document: sql<string>`replace(document, ${from}, ${to})` })
      .where(holds('document', from))
      .returning('key')
      .execute();
    places += notes.length + proposals.length;
  }
  return places;
}

/** What is found by the text, counted by it or kept for a time goes altogether. How many rows it was. */
export async function forgetTexts(trx: Transaction<Tables>, redacting: Redacting): Promise<number> {
  let rows = 0;
  for (const { text } of textsOf(redacting)) {
    if (text === '') continue;
    for (const table of ['terms', 'entry_terms'] as const) {
      const gone = await trx.deleteFrom(table).where(holds('value', text)).returning('id').execute();
      rows += gone.length;
    }
    const folded = text.toLowerCase();
    const misses = await trx
      .deleteFrom('search_misses')
      .where(holds('text', folded))
      .returning('day')
      .execute();
    const kept = await trx
      .deleteFrom('kept')
      .where(holds('value', inJson(text)))
      .returning('key')
      .execute();
    rows += misses.length + kept.length;
  }
  if (redacting.replace.length > 0) await trx.deleteFrom('kept').where('space', '=', sealedSpace).execute();
  return rows;
}
