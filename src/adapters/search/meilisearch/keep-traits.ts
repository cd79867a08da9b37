import type { FoundDocument } from './ask-index.ts';
import { readTag } from './document-key.ts';
import { isOneOf } from './filter-expressions.ts';
import type { Traits } from './index-document.ts';
import type { Answers, Attributes, Questions } from './plan-search.ts';
import { buildRecordTable, type RecordTable } from './record-table.ts';

/** Rows of a table. */
export interface KnownRecords {
  table: RecordTable;
  rows: readonly number[];
}

export interface KeptTraits {
  /** Whether all records have been read once; starts reading where that is still to be done. `documents`: how many there are. */
  areRead(documents: number): boolean;
  /** Resolves when nothing is being read. */
  settled(): Promise<void>;
  /** How often any of the organisations occurs. */
  occurrencesOf(organisations: readonly string[]): number;
  /** Of documents named by their tags, in their order; undefined where too many of them have changed since they were read. */
  find(tags: readonly (string | undefined)[]): Promise<KnownRecords | undefined>;
}

type Read = (questions: Questions<'traits'>) => Promise<Answers<'traits'>>;

/** What else is kept of documents for as long as there is room for it, so that most searches need be told no more than names. */
export interface Further {
  retrieve(): Attributes;
  keep(document: FoundDocument): void;
}

const allRecords = isOneOf('state', [1, 2]);
const retrieve = ['tag' as const, 'traits' as const];
const readAtOnce = 500;
/** After a failure, and when an index was filled from nothing a moment ago. */
const leastMsBetween = 2000;

/**
 * Keeps of every record, some hundred bytes each, what it is counted and put in order by: of what a search finds only names need be told
 * then. A tag names what a document held, so that what is kept is never taken for a later state of it.
 */
export function keepTraits(read: Read, further: Further): KeptTraits {
  let table = buildRecordTable();
  let reading: Promise<void> | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let isRead = false;

  /** Rows by key. */
  function keepAll(into: RecordTable, [found]: Answers<'traits'>['traits']): Map<string, number> {
    const rows = new Map<string, number>();
    for (const { tag, traits } of found?.documents ?? []) {
      if (tag === undefined || traits === undefined) continue;
      rows.set(readTag(tag).key, into.rowOf(tag) ?? into.add(tag, JSON.parse(traits) as Traits));
    }
    return rows;
  }

  async function readAll(): Promise<void> {
    const fresh = buildRecordTable();
    for (let offset = 0; ; offset += readAtOnce) {
      const page = { filter: allRecords, ...{ offset, limit: readAtOnce } };
      const { traits } = await read({
        traits: [{ ...page, retrieve: [...retrieve, ...further.retrieve()] }],
      });
      for (const document of traits.flatMap(({ documents }) => documents)) {
        further.keep({ ...document, ...readTag(document.tag ?? '') });
      }
      if (keepAll(fresh, traits).size < readAtOnce) break;
    }
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

  return {
    areRead(documents) {
      // Much more than there is now has been replaced or removed.
      if (!isRead || table.rows() > documents * 2 + readAtOnce) startReading();
      return isRead;
    },
    settled: async () => reading,
    occurrencesOf: (organisations) =>
      organisations.reduce((sum, id) => {
        const number = table.valuesOf('organisation').get(id);
        return sum + (number === undefined ? 0 : (table.occurrences[number] ?? 0));
      }, 0),
    async find(tags) {
      const into = table;
      const named = tags.filter((tag) => tag !== undefined);
      const known = named.map((tag) => into.rowOf(tag));
      const unknown = named.filter((_, at) => known[at] === undefined);
      if (unknown.length > readAtOnce) {
        startReading();
        return undefined;
      }
      if (unknown.length === 0) return { table: into, rows: known as number[] };
      const keys = unknown.map((tag) => readTag(tag).key);
      const { traits } = await read({ traits: [{ filter: true, keys, limit: keys.length, retrieve }] });
      // What was written between the two questions has another tag by now.
      const byKey = keepAll(into, traits);
      const rows = named.flatMap((tag) => into.rowOf(tag) ?? byKey.get(readTag(tag).key) ?? []);
      return { table: into, rows };
    },
  };
}
