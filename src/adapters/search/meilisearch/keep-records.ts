import type { FoundDocument } from './ask-index.ts';
import { isOneOf } from './filter-expressions.ts';
import type { Traits } from './index-document.ts';
import type { Answers, Attributes, Questions } from './plan-search.ts';
import { buildRecordTable, type RecordTable } from './record-table.ts';
import { readTag, writeTag } from './tag-index.ts';

/** Rows of a table. */
export interface KnownRecords {
  table: RecordTable;
  rows: readonly number[];
}

export interface KeptRecords {
  /** Whether all records have been read once; starts reading where that is still to be done. `documents`: how many there are. */
  areRead(documents: number): boolean;
  /** Resolves when nothing is being read. */
  settled(): Promise<void>;
  /** How often any of the organisations occurs. */
  occurrencesOf(organisations: readonly string[]): number;
  /** Of documents named by the numbers of their tags, in their order; those that are not known are read. */
  find(tags: readonly number[]): Promise<KnownRecords>;
  /** The same; undefined where so many of them have changed since they were read that all are read again. */
  findUnlessChanged(tags: readonly number[]): Promise<KnownRecords | undefined>;
}

type Read = (questions: Questions<'records'>) => Promise<Answers<'records'>>;

/** What else is kept of documents for as long as there is room for it, so that most searches need be told no more than names. */
export interface Further {
  retrieve(): Attributes;
  keep(document: FoundDocument): void;
}

const allRecords = isOneOf('state', [1, 2]);
const retrieve = ['key' as const, 'tag' as const, 'traits' as const, 'weights' as const];
const readAtOnce = 500;
/** After a failure, and when an index was filled from nothing a moment ago. */
const leastMsBetween = 2000;
/** Some 2 kB each. Of larger catalogues those are kept that searches have scored, and forgotten together when they are as many. */
const keptAtMost = 250_000;

/**
 * Keeps of every record what it is counted, scored and put in order by: of what a search finds only names need be told then. A tag names what a
 * document held, so that what is kept is never taken for a later state of it.
 */
export function keepRecords(read: Read, further: Further): KeptRecords {
  let table = buildRecordTable();
  let reading: Promise<void> | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let isRead = false;

  /** Returns how many documents there were. */
  function keepAll(into: RecordTable, [found]: Answers<'records'>['records']): number {
    const documents = found?.documents ?? [];
    for (const { key, tag, traits, weights } of documents) {
      if (tag === undefined || traits === undefined || weights === undefined) continue;
      if (into.rowOf(readTag(tag)) === undefined) into.add(tag, key, JSON.parse(traits) as Traits, weights);
    }
    return documents.length;
  }

  async function readAll(): Promise<void> {
    const fresh = buildRecordTable();
    for (let offset = 0; ; offset += readAtOnce) {
      const page = { filter: allRecords, ...{ offset, limit: readAtOnce } };
      const { records } = await read({
        records: [{ ...page, retrieve: [...retrieve, ...further.retrieve()] }],
      });
      for (const document of records.flatMap(({ documents }) => documents)) further.keep(document);
      if (keepAll(fresh, records) < readAtOnce) break;
    }
    // Nothing is added to it before it is the one that answers.
    await fresh.gatherTokens();
    table = fresh;
    isRead = true;
  }

  function startReading(): void {
    if (reading !== undefined || Date.now() - readAt < leastMsBetween) return;
    reading = readAll()
      // Until it succeeds, Meilisearch counts.
      .catch(() => undefined)
      .finally(() => {
        reading = undefined;
        readAt = Date.now();
      });
  }

  function lookUp(tags: readonly number[]): { into: RecordTable; rows: number[]; unknown: number[] } {
    if (table.rows() > keptAtMost * 2) table = buildRecordTable();
    const into = table;
    const rows: number[] = [];
    const unknown: number[] = [];
    for (const tag of tags) {
      const row = into.rowOf(tag);
      if (row === undefined) unknown.push(tag);
      else rows.push(row);
    }
    return { into, rows, unknown };
  }

  async function readUnknown(
    tags: readonly number[],
    { into, rows, unknown }: ReturnType<typeof lookUp>,
  ): Promise<KnownRecords> {
    if (unknown.length === 0) return { table: into, rows };
    const filter = isOneOf('tag', unknown.map(writeTag));
    const { records } = await read({ records: [{ filter, limit: unknown.length, retrieve }] });
    keepAll(into, records);
    // What was written between the two questions has another tag by now.
    return { table: into, rows: tags.flatMap((tag) => into.rowOf(tag) ?? []) };
  }

  return {
    areRead(documents) {
      if (documents > keptAtMost) {
        isRead = false;
        return false;
      }
      // Much more than there is now has been replaced or removed.
      if (!isRead || table.rows() > documents * 2 + readAtOnce) startReading();
      return isRead;
    },
    settled: async () => reading,
    occurrencesOf: (organisations) =>
      organisations.reduce((sum, id) => sum + table.valuesOf.organisation.occurrences(id), 0),
    find: async (tags) => readUnknown(tags, lookUp(tags)),
    async findUnlessChanged(tags) {
      const found = lookUp(tags);
      if (found.unknown.length <= readAtOnce) return readUnknown(tags, found);
      startReading();
      return undefined;
    },
  };
}
