import { correctionsSource } from '../domain/corrections/corrections-source.ts';
import { applyDecisions } from '../domain/decisions/apply-decisions.ts';
import type { Decision } from '../domain/decisions/decision.ts';
import type { CatalogueRecord } from '../domain/records/record.ts';
import type { CatalogueFiles } from '../ports/catalogue-files.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { readDecisions } from './keep-decisions.ts';

/** What a file is to say so that what was decided is stated by the files themselves. */
export interface FileChange {
  /** As the catalogue's files are named: from the folder that holds catalogue/ and seeds/. */
  file: string;
  record: string;
  /** Fields to write, undefined ones to leave out; absent where the file goes. */
  fields?: Record<string, unknown>;
  /** Who decided it and why. */
  reasons: string[];
}

/** Changes that the files would have for every decision that they do not state yet, in order of the files. */
export async function exportDecisions({
  store,
  files,
}: {
  store: Pick<RecordStore, 'note'>;
  files: Pick<CatalogueFiles, 'read'>;
}): Promise<FileChange[]> {
  const decisions = await readDecisions(store);
  const { records } = await files.read();
  const base = records.map(({ kind, document }) => ({ kind, document }) as CatalogueRecord);
  const isListed = base.some(
    ({ kind, document }) => kind === 'source' && document.id === correctionsSource.id,
  );
  const source: CatalogueRecord[] = isListed ? [] : [{ kind: 'source', document: correctionsSource }];
  const after = new Map(
    applyDecisions([...base, ...source], decisions).map((one) => [
      `${one.kind} ${one.document.id}`,
      one.document,
    ]),
  );
  return records
    .flatMap(({ kind, document, file }): FileChange[] => {
      const next = after.get(`${kind} ${document.id}`);
      if (next === document || kind === 'repository') return [];
      const record = `${kind} ${document.id}`;
      const reasons = decisions.filter((one) => isAbout(one, kind, document.id)).map(describe);
      if (next === undefined) return [{ file, record, reasons }];
      const fields = changedFields(document, next);
      return Object.keys(fields).length === 0 ? [] : [{ file, record, fields, reasons }];
    })
    .sort((one, other) => (one.file < other.file ? -1 : 1));
}

function changedFields(before: object, after: object): Record<string, unknown> {
  const [old, next] = [before as Record<string, unknown>, after as Record<string, unknown>];
  const names = new Set([...Object.keys(old), ...Object.keys(next)]);
  const changed = [...names].filter((name) => JSON.stringify(old[name]) !== JSON.stringify(next[name]));
  return Object.fromEntries(changed.map((name) => [name, next[name]]));
}

function isAbout(decision: Decision, kind: string, id: string): boolean {
  if (decision.type === 'correction') return decision.kind === kind && decision.record === id;
  if (kind !== 'asset') return false;
  return decision.asset === id || (decision.type === 'merge' && decision.merged === id);
}

function describe(decision: Decision): string {
  switch (decision.type) {
    case 'correction':
      return `${decision.field}: ${decision.stated.how}`;
    case 'withdrawal':
      return decision.how;
    case 'merge':
      return `${decision.merged} is the same as ${decision.asset}`;
    case 'relation':
      return decision.relation.how ?? 'a relation seen in repositories';
    case 'adoption':
      return decision.adoption.how;
  }
}
