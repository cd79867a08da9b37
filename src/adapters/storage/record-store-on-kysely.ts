import type { Kysely, Transaction } from 'kysely';
import { RecordKind, type RecordRef } from '../../domain/ids.ts';
import type { CatalogueStore } from '../../ports/catalogue-store.ts';
import type { StoredRecord, WriteBatch } from '../../ports/record-store.ts';
import { entryStoreOnKysely } from './entry-store-on-kysely.ts';
import type { FastReads } from './fast-reads.ts';
import { groupWrites } from './group-writes.ts';
import { readTermValues } from './read-edges.ts';
import { readRevisions } from './read-history.ts';
import { listFirstRows, listRows, readPublishedAfter, toStoredRecord } from './read-records.ts';
import { redactionStoreOnKysely } from './redaction-store-on-kysely.ts';
import type { Tables } from './tables.ts';
import { writeBatch } from './write-batch.ts';

export interface KyselyRecordStoreOptions {
  reader: Kysely<Tables>;
  /** Of the same database as `reader`. */
  reads: FastReads;
  /** May be the same as `reader` where its transactions have a connection of their own. */
  writer: Kysely<Tables>;
  /** Called first in every write, to keep other writers out until it ends, where the database does not by itself. */
  lockWrites?: (trx: Transaction<Tables>) => Promise<void>;
  /** How a write is tried; repeats it where the database says that it is busy. */
  attempt?: <T>(write: () => Promise<T>) => Promise<T>;
  /** Rewrites the database's files without what is not in it any more; false where somebody else is in the way. */
  rewrite?: () => Promise<boolean>;
  close: () => Promise<void>;
}

/** More than anyone merges in a row; stops a circle. */
const longestMergeChain = 20;
const batchSize = 200;
/** A write of more than this has a transaction to itself. */
const longest = 50;

/** The record store on any database that Kysely speaks to. */
export function recordStoreOnKysely(options: KyselyRecordStoreOptions): CatalogueStore {
  const { reader, reads, writer, attempt = (write) => write() } = options;
  const groups = groupWrites((work) =>
    attempt(() =>
      writer.transaction().execute(async (trx) => {
        await options.lockWrites?.(trx);
        return work(trx);
      }),
    ),
  );

  return {
    ...entryStoreOnKysely({ reader, reads, writer, attempt }),
    ...redactionStoreOnKysely({
      reader,
      writer,
      attempt,
      lockWrites: options.lockWrites,
      rewrite: options.rewrite ?? (async () => true),
    }),

    async find<K extends RecordKind>(kind: K, idOrAlias: string) {
      let found = await reads.findRow(kind, idOrAlias);
      if (found === undefined) {
        const owner = await reads.findAliasOwner(kind, idOrAlias);
        if (owner === undefined) return undefined;
        found = await reads.findRow(kind, owner);
      }
      for (let step = 0; found?.state === 'merged' && found.merged_into !== null; step += 1) {
        if (step === longestMergeChain) return undefined;
        found = await reads.findRow(kind, found.merged_into);
      }
      return found && toStoredRecord<K>(found);
    },

    async readMany<K extends RecordKind>(kind: K, ids: readonly string[]) {
      const rows = await reads.readRows(kind, ids);
      const byId = new Map(rows.map((found) => [found.id, found]));
      return ids.flatMap((id) => {
        const found = byId.get(id);
        return found === undefined ? [] : [toStoredRecord<K>(found)];
      });
    },

    async *readAll<K extends RecordKind>(kind: K): AsyncGenerator<StoredRecord<K>> {
      let after = '';
      while (true) {
        const rows = await readPublishedAfter(reader, kind, after, batchSize);
        for (const found of rows) yield toStoredRecord<K>(found);
        const last = rows.at(-1);
        if (last === undefined || rows.length < batchSize) return;
        after = last.id;
      }
    },

    async list(query) {
      const { total, rows } = await listRows(reader, query);
      return { total, records: rows.map((found) => toStoredRecord(found)) };
    },

    async listFirst(query) {
      const { rows, hasMore } = await listFirstRows(reader, query);
      return { records: rows.map((found) => toStoredRecord(found)), hasMore };
    },

    write: (batch, onProgress = () => {}) =>
      groups.write((trx) => writeBatch(trx, batch, onProgress), isLong(batch)),

    linksTo: async (ref) => reads.linksTo(ref),

    async linksToMany(kind, ids) {
      const links = new Map<string, (RecordRef & { name: string })[]>();
      for (const { to, kind: of, id, name } of await reads.linksToMany(kind, ids)) {
        const link = { kind: of, id, name };
        const found = links.get(to);
        if (found === undefined) links.set(to, [link]);
        else found.push(link);
      }
      return links;
    },

    termValues: (kind, name) => readTermValues(reader, kind, name),
    revisions: (ref) => readRevisions(reader, ref),
    changesSince: async (seq, limit) => reads.changesSince(seq, limit),
    head: async () => reads.head(),
    counts: () => countRecords(reader),

    async note(key) {
      const [found] = await reader.selectFrom('notes').select('value').where('key', '=', key).execute();
      return found?.value;
    },

    close: options.close,
  };
}

function isLong({ put, withdraw, entries = [], touch = [] }: WriteBatch): boolean {
  return put.length + withdraw.length + entries.length + touch.length > longest;
}

async function countRecords(
  db: Kysely<Tables>,
): Promise<Record<RecordKind, { published: number; withdrawn: number }>> {
  const rows = await db
    .selectFrom('records')
    .select(['kind', 'state', (all) => all.fn.countAll().as('count')])
    .groupBy(['kind', 'state'])
    .execute();
  const of = (kind: RecordKind, state: string) =>
    Number(rows.find((found) => found.kind === kind && found.state === state)?.count ?? 0);
  const counts = RecordKind.options.map((kind) => [
    kind,
    { published: of(kind, 'published'), withdrawn: of(kind, 'withdrawn') },
  ]);
  return Object.fromEntries(counts);
}
