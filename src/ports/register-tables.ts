import type { FileFault } from './catalogue-files.ts';

/** `line`: where the row begins in its file, counted from 1. */
export interface TableRow {
  line: number;
  values: Readonly<Record<string, string>>;
}

export interface Table {
  columns: readonly string[];
  rows: readonly TableRow[];
}

/** The tables that others publish, as files. */
export interface RegisterTables {
  /** The table as it stands, by its file below the folder of the registers; empty where there is none yet. */
  read(file: string): Promise<{ table: Table; faults: FileFault[] }>;
  /** A newer edition, wherever somebody put it. */
  readEdition(path: string): Promise<{ table: Table; faults: FileFault[] }>;
  /** Replaces the whole file at once: a reader sees the old table or the new one. */
  write(file: string, table: Table): Promise<void>;
}
