import type { CatalogueRecord } from '../domain/records/record.ts';
import type { ReferenceLists } from './reference-lists.ts';

/** A fault in a curated or seed file: where a person finds it and what is wrong. */
export interface FileFault {
  file: string;
  /** 1-based; absent where the whole file is at fault. */
  line?: number;
  field?: string;
  message: string;
}

/** The records that seeds/ and catalogue/ hold, read and validated one by one; references between them are the use case's to check. */
export interface CatalogueFiles {
  /** Changes when any file does; cheap enough for every start. */
  fingerprint(): Promise<string>;
  /** Errors: CatalogueError 'invalid' naming each fault of the lists. */
  readLists(): Promise<ReferenceLists>;
  read(): Promise<{
    records: (CatalogueRecord & { file: string; lineOf(field: string): number | undefined })[];
    faults: FileFault[];
  }>;
}
