import type { HitKind } from '../../domain/ids.ts';
import { foldExact, foldWords } from '../../domain/query.ts';
import {
  facetNames,
  highlightEnd,
  highlightStart,
  type SearchDocument,
  type TextField,
  textFieldWeights,
} from '../../domain/search-document.ts';
import type { IndexBatch } from '../../ports/search-index.ts';
import type { IndexDatabase } from './open-index-database.ts';
import type { RowFacts } from './row-table.ts';

const fields = Object.keys(textFieldWeights) as TextField[];
const markers = new RegExp(`[${highlightStart}${highlightEnd}]`, 'g');

/** What a batch did to the rows, for whoever keeps them in memory. */
export interface WrittenRows {
  put: RowFacts[];
  removed: number[];
}

/** Writes batches into the tables; `write` expects to run inside a transaction. */
export function prepareWriter(database: IndexDatabase): (batch: IndexBatch) => WrittenRows {
  const marks = fields.map(() => '?').join(', ');
  const find = database.prepare('select row from rows where kind = ? and id = ?');
  const putRow = database.prepare(
    `insert into rows (kind, id, product, tier, capacity, updated_ms, amount, name, facets) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (kind, id) do update set product = excluded.product, tier = excluded.tier, capacity = excluded.capacity,
       updated_ms = excluded.updated_ms, amount = excluded.amount, name = excluded.name, facets = excluded.facets
     returning row`,
  );
  const insertStems = database.prepare(
    `insert into stems (rowid, ${fields.join(', ')}) values (?, ${marks})`,
  );
  const insertWords = database.prepare(
    `insert into words (rowid, ${fields.join(', ')}) values (?, ${marks})`,
  );
  const putShown = database.prepare('insert or replace into shown (row, hit, texts) values (?, ?, ?)');
  const putForm = database.prepare('insert or ignore into exact_forms (form, row) values (?, ?)');
  const clearings = [
    'delete from stems where rowid = ?',
    'delete from words where rowid = ?',
    'delete from exact_forms where row = ?',
  ].map((sql) => database.prepare(sql));
  const removals = ['delete from rows where row = ?', 'delete from shown where row = ?'].map((sql) =>
    database.prepare(sql),
  );
  const setCursor = database.prepare('update position set cursor = ?');

  function findRow(kind: HitKind, id: string): number | undefined {
    return (find.get(kind, id) as { row: number } | undefined)?.row;
  }

  function put(document: SearchDocument): RowFacts {
    const { kind, id, tier, capacity, summary } = document;
    const existing = findRow(kind, id);
    if (existing !== undefined) for (const clearing of clearings) clearing.run(existing);
    const product = document.product ?? null;
    const updatedMs = Date.parse(document.updatedAt);
    const facets = facetNames.map((name) => document.facets[name]);
    const amount = document.amountGbp ?? null;
    const values = [kind, id, product, tier, capacity ? 1 : 0, updatedMs, amount, foldExact(summary.title)];
    const { row } = putRow.get(...values, JSON.stringify(facets)) as { row: number };
    const texts = fields.map((field) => document.text[field].replace(markers, ''));
    // Folded here, so that both sides of a search fold alike whatever Unicode version SQLite knows.
    const folded = texts.map((text) => foldWords(text).join(' '));
    insertStems.run(row, ...folded);
    insertWords.run(row, ...folded);
    putShown.run(
      row,
      JSON.stringify({ kind, id, updatedAt: document.updatedAt, summary }),
      JSON.stringify(texts),
    );
    for (const form of document.exact) if (form !== '') putForm.run(form, row);
    return { row, id, product, tier, capacity, updatedMs, facets };
  }

  function remove(kind: HitKind, id: string): number[] {
    const row = findRow(kind, id);
    if (row === undefined) return [];
    for (const statement of [...clearings, ...removals]) statement.run(row);
    return [row];
  }

  return (batch) => {
    const removed = batch.remove.flatMap(({ kind, id }) => remove(kind, id));
    const written = batch.put.map(put);
    setCursor.run(batch.cursor);
    return { put: written, removed };
  };
}
