import type { HitKind } from '../../../domain/ids.ts';
import { foldExact, foldWords } from '../../../domain/query/query.ts';
import { signalNames } from '../../../domain/search/ranking-signals.ts';
import {
  highlightEnd,
  highlightStart,
  type SearchDocument,
  textFields,
} from '../../../domain/search/search-document.ts';
import type { IndexBatch } from '../../../ports/search-index.ts';
import { fingerprintDocument } from '../fingerprint-document.ts';
import type { IndexDatabase } from './open-index-database.ts';
import { columnValues } from './row-columns.ts';
import type { RowFacts } from './row-table.ts';
import { prepareTextWriter, type TextChange } from './write-texts.ts';

const markers = new RegExp(`[${highlightStart}${highlightEnd}]`, 'g');

/** What a batch did to the rows, for whoever keeps them in memory. */
export interface WrittenRows {
  put: RowFacts[];
  removed: number[];
}

/** Columns of `rows` besides its key, in the order in which they are written. */
const rowColumns = [
  ...['product', 'original', 'grouped', 'tier', 'signals', 'capacity', 'length', 'updated_ms', 'amount'],
  ...['name', 'facets', 'fingerprint'],
];

function factsOf(document: SearchDocument, words: readonly (readonly string[])[]): Omit<RowFacts, 'row'> {
  return {
    kind: document.kind,
    id: document.id,
    product: document.product ?? null,
    original: document.originals[0] ?? null,
    group: document.group ?? null,
    tier: document.tier,
    signals: signalNames.reduce(
      (bits, signal, at) => bits | (document.signals.includes(signal) ? 1 << at : 0),
      0,
    ),
    capacity: document.capacity,
    length: words.reduce((sum, { length }) => sum + length, 0),
    updatedMs: Date.parse(document.updatedAt),
    amount: document.amountGbp ?? null,
    values: columnValues(document),
  };
}

/** Writes batches into the tables; `write` expects to run inside a transaction. */
export function prepareWriter(database: IndexDatabase): (batch: IndexBatch) => WrittenRows {
  const writeTexts = prepareTextWriter(database);
  const find = database.prepare('select row from rows where kind = ? and id = ?');
  const putRow = database.prepare(
    `insert into rows (kind, id, ${rowColumns.join(', ')}) values (?, ?, ${rowColumns.map(() => '?').join(', ')})
     on conflict (kind, id) do update set ${rowColumns.map((column) => `${column} = excluded.${column}`).join(', ')}
     returning row`,
  );
  const putShown = database.prepare('insert or replace into shown (row, hit, texts) values (?, ?, ?)');
  const putForm = database.prepare('insert or ignore into exact_forms (form, row) values (?, ?)');
  const clearForms = database.prepare('delete from exact_forms where row = ?');
  const removals = ['delete from rows where row = ?', 'delete from shown where row = ?'].map((sql) =>
    database.prepare(sql),
  );
  const setCursor = database.prepare('update position set cursor = ?, history = ?');

  function findRow(kind: HitKind, id: string): number | undefined {
    return (find.get(kind, id) as { row: number } | undefined)?.row;
  }

  function put(document: SearchDocument, changes: TextChange[]): RowFacts {
    const { kind, id, summary } = document;
    const existing = findRow(kind, id);
    if (existing !== undefined) clearForms.run(existing);
    const texts = textFields.map((field) => document.text[field].replace(markers, ''));
    // Folded here, so that both sides of a search fold alike whatever Unicode version SQLite knows.
    const words = texts.map(foldWords);
    const facts = factsOf(document, words);
    const { row } = putRow.get(
      ...[kind, id, facts.product, facts.original, facts.group, facts.tier, facts.signals],
      ...[facts.capacity ? 1 : 0, facts.length, facts.updatedMs, facts.amount],
      ...[foldExact(summary.title), JSON.stringify(facts.values), fingerprintDocument(document)],
    ) as { row: number };
    changes.push({ row, clear: existing !== undefined, words });
    putShown.run(
      row,
      JSON.stringify({ kind, id, updatedAt: document.updatedAt, summary }),
      JSON.stringify(texts),
    );
    for (const form of document.exact) if (form !== '') putForm.run(form, row);
    return { row, ...facts };
  }

  function remove(kind: HitKind, id: string, changes: TextChange[]): number[] {
    const row = findRow(kind, id);
    if (row === undefined) return [];
    for (const statement of [clearForms, ...removals]) statement.run(row);
    changes.push({ row, clear: true });
    return [row];
  }

  return (batch) => {
    const changes: TextChange[] = [];
    const removed = batch.remove.flatMap(({ kind, id }) => remove(kind, id, changes));
    const written = batch.put.map((document) => put(document, changes));
    setCursor.run(batch.cursor, batch.history ?? null);
    writeTexts(changes);
    return { put: written, removed };
  };
}
