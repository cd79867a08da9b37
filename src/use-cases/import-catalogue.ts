import { applyDecisions } from '../domain/decisions/apply-decisions.ts';
import { isStatedByFiles } from '../domain/decisions/is-stated.ts';
import { CatalogueError } from '../domain/errors.ts';
import { RecordKind, type RecordRef } from '../domain/ids.ts';
import type { CatalogueRecord } from '../domain/records/record.ts';
import type { CatalogueFiles, FileFault } from '../ports/catalogue-files.ts';
import type { EntryStore } from '../ports/entry-store.ts';
import type { RecordStore, WriteReport } from '../ports/record-store.ts';
import { checkCatalogue, describeFault } from './check-catalogue.ts';
import { decisionsNote, readDecisions } from './keep-decisions.ts';
import { originalsNote, toOriginals } from './keep-originals.ts';
import { takeOverRegistered } from './take-over-registered.ts';
import { toRecordWrites } from './to-record-writes.ts';

export interface ImportDependencies {
  store: RecordStore & Pick<EntryStore, 'listEntries'>;
  files: CatalogueFiles;
  now: () => Date;
  /** Told how many of the changed records are written. */
  onProgress?: (done: number, total: number) => void;
}

export interface ImportOptions {
  actor: string;
  /** Withdraw however many records the files no longer hold. */
  allowShrink?: boolean;
}

export interface ImportReport extends WriteReport {
  /** Nothing was read: the files are those of the last import. */
  skipped: boolean;
  /** Ids of assets that people had registered and that are the files' now; absent where there are none. */
  takenOver?: string[];
}

/** The import changed nothing. `fileFaults` says what is wrong with the files, none where they would withdraw too much. */
export class ImportRefused extends CatalogueError {
  readonly fileFaults: readonly FileFault[];

  constructor(kind: 'invalid' | 'conflict', message: string, fileFaults: readonly FileFault[]) {
    super(
      kind,
      message,
      fileFaults.map(({ file, field = file, message }) => ({ field, message })),
    );
    this.name = 'ImportRefused';
    this.fileFaults = fileFaults;
  }
}

/** More than this share of the curated records leaves only when asked for. */
const largestShrink = 0.2;
/** Keys of what the store keeps beside the records of the last import: the files' fingerprint, and the reference lists as JSON. */
export const fingerprintNote = 'import.fingerprint';
export const listsNote = 'import.lists';
const shownFaults = 50;

/**
 * Brings the store's curated records to what the files hold with what was decided besides them (corrections, withdrawals, merges, accepted
 * proposals), in one transaction; what the files state by now is decided no longer. Records that people registered are left alone, but for
 * those that a file is about: these it takes over.
 * Does nothing when the files are those of the last import. Errors: ImportRefused 'invalid' (the files have faults) or
 * 'conflict' (the catalogue would shrink too much).
 */
export async function importCatalogue(
  { store, files, now, onProgress }: ImportDependencies,
  { actor, allowShrink = false }: ImportOptions,
): Promise<ImportReport> {
  const fingerprint = await files.fingerprint();
  if ((await store.note(fingerprintNote)) === fingerprint) {
    return { skipped: true, added: 0, changed: 0, touched: 0, unchanged: 0, withdrawn: 0 };
  }
  const { records, faults } = await checkCatalogue(files);
  refuseFaults(faults);
  const stored = await readStored(store);
  const read = records.map(({ kind, document }) => ({ kind, document }) as CatalogueRecord);
  const inFiles = new Map(read.map((record) => [`${record.kind} ${record.document.id}`, record]));
  const at = now().toISOString();
  const taken = await takeOverRegistered(store, read, stored.registered, { actor, at });
  const registered = taken.staying;
  const decisions = [...(await readDecisions(store)), ...taken.decisions].filter(
    (decision) => !isStatedByFiles(decision, (kind, id) => inFiles.get(`${kind} ${id}`)),
  );
  const base = [...read, ...registered.values()];
  const after = applyDecisions(base, decisions);
  const put = toRecordWrites(after)
    .filter(({ record }) => !registered.has(`${record.kind} ${record.document.id}`))
    .map((write) => ({ ...write, takesOver: true }));
  const held = new Set(put.map(({ record }) => `${record.kind} ${record.document.id}`));
  const withdraw = stored.curated.filter(({ kind, id }) => !held.has(`${kind} ${id}`));
  if (!allowShrink && withdraw.length > stored.curated.length * largestShrink) {
    refuseShrink(withdraw.length, stored.curated.length);
  }
  const report = await store.write(
    {
      ...{ actor, at, put },
      withdraw: [...withdraw, ...taken.withdraw],
      entries: taken.entries,
      notes: {
        [fingerprintNote]: fingerprint,
        [listsNote]: JSON.stringify(await files.readLists()),
        [decisionsNote]: JSON.stringify(decisions),
        [originalsNote]: toOriginals(base, after, new Set(registered.keys())),
      },
    },
    onProgress,
  );
  return { skipped: false, ...report, ...(taken.assets.length > 0 && { takenOver: taken.assets }) };
}

interface Stored {
  curated: RecordRef[];
  /** By kind and id. */
  registered: Map<string, CatalogueRecord>;
}

async function readStored(store: RecordStore): Promise<Stored> {
  const stored: Stored = { curated: [], registered: new Map() };
  for (const kind of RecordKind.options) {
    for await (const { id, origin, document } of store.readAll(kind)) {
      if (origin === 'curated') stored.curated.push({ kind, id });
      else stored.registered.set(`${kind} ${id}`, { kind, document } as CatalogueRecord);
    }
  }
  return stored;
}

function refuseFaults(faults: readonly FileFault[]): void {
  if (faults.length === 0) return;
  const lines = faults.slice(0, shownFaults).map(describeFault);
  if (faults.length > lines.length) lines.push(`… and ${faults.length - lines.length} more`);
  const message = `The catalogue was not imported: ${faults.length} faults in its files.\n${lines.join('\n')}`;
  throw new ImportRefused('invalid', message, faults);
}

function refuseShrink(leaving: number, curated: number): never {
  const message =
    `The catalogue was not imported: ${leaving} of its ${curated} curated records are no longer in the files, ` +
    `more than ${largestShrink * 100} %. To withdraw them, import with --allow-shrink.`;
  throw new ImportRefused('conflict', message, []);
}
