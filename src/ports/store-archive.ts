/** In the order of the table's columns; JSON and times are text. */
export type ArchiveRow = readonly (string | number | null)[];

/** The rows of a store as of one moment, whatever is written meanwhile. */
export interface ArchiveReader {
  /** How many rows each table has, by its name. The names are the same in every store. */
  counts(): Promise<ReadonlyMap<string, number>>;
  /** A batch at a time, in the order of the table's key, which is the same in every store. */
  rows(table: string): AsyncIterable<readonly ArchiveRow[]>;
}

export interface ArchiveWriter extends ArchiveReader {
  add(table: string, rows: readonly ArchiveRow[]): Promise<void>;
}

/**
 * A store as its bare rows, to carry it from one database to another with revisions, change log and everything else; leases are not part
 * of it. Errors: CatalogueError 'unavailable'.
 */
export interface StoreArchive {
  read<T>(reading: (reader: ArchiveReader) => Promise<T>): Promise<T>;
  /** One transaction: nothing of it stays when `filling` throws. No other process writes meanwhile. */
  fill<T>(filling: (writer: ArchiveWriter) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
