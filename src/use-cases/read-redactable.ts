import type { EntryKind } from '../domain/entries/entry-kind.ts';
import { textsIn } from '../domain/entries/redact-document.ts';
import { CatalogueError, notFound } from '../domain/errors.ts';
import { isRecordKind, type RecordKind } from '../domain/ids.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { StoredRecord } from '../ports/record-store.ts';

interface Sought {
  kind: RecordKind | EntryKind;
  id: string;
  text?: string;
  field?: string;
}

interface Redactable {
  /** Every revision, of a registered asset those of its working copy as well. */
  documents: unknown[];
  blank: { kind: RecordKind | EntryKind; id: string }[];
}

/** Errors: CatalogueError 'not-found'; 'conflict' where a file of the catalogue says it, which would say it again at the next import. */
export async function readRedactable(store: CatalogueStore, sought: Sought): Promise<Redactable> {
  const { kind, id } = sought;
  if (!isRecordKind(kind)) {
    const revisions = await store.entryRevisions(kind, id);
    if (revisions.length === 0) throw notFound(`${kind} "${id.slice(0, 100)}"`);
    return { documents: revisions.map(({ document }) => document), blank: [{ kind, id }] };
  }
  const [record] = await store.readMany(kind, [id]);
  const submission = kind === 'asset' ? await store.entryRevisions('submission', id) : [];
  if (record === undefined && submission.length === 0) throw notFound(`The ${kind} "${id.slice(0, 100)}"`);
  if (record?.origin === 'curated') refuseWhatFileSays(record, sought);
  const revisions = record === undefined ? [] : await store.revisions({ kind, id });
  return {
    documents: [...revisions, ...submission].map(({ document }) => document),
    blank: [{ kind, id }, ...(submission.length > 0 ? [{ kind: 'submission' as const, id }] : [])],
  };
}

function refuseWhatFileSays({ kind, id, document }: StoredRecord, { text, field }: Sought): void {
  const says =
    text === undefined
      ? textsIn(document, [field ?? '']).length > 0
      : JSON.stringify(document).includes(JSON.stringify(text).slice(1, -1));
  if (!says) return;
  const file = `the file below catalogue/${kind}s that holds "${id}"`;
  throw new CatalogueError(
    'conflict',
    `This record comes from ${file}: take it out there, import, and redact its earlier revisions then. What an accepted correction says is redacted as that correction.`,
    [],
    { file },
  );
}
