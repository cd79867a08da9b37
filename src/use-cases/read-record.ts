import type { CatalogueFiles, FileFault } from '../ports/catalogue-files.ts';

/** A record of a curated or seed file, with its place. */
export type ReadRecord = Awaited<ReturnType<CatalogueFiles['read']>>['records'][number];

export function faultAt(record: ReadRecord, field: string, message: string): FileFault {
  const line = record.lineOf(field);
  return { file: record.file, ...(line !== undefined && { line }), field, message };
}

export function aliasesOf({ document }: ReadRecord): readonly string[] {
  return 'aliases' in document ? document.aliases : [];
}
