import type { Kysely, Transaction } from 'kysely';
import { CatalogueError } from '../../domain/errors.ts';
import type { RedactionStore } from '../../ports/redaction-store.ts';
import { readHead } from './read-history.ts';
import { forgetTexts, redactDocuments } from './redact-documents.ts';
import { renameActor } from './rename-actor.ts';
import type { Tables } from './tables.ts';
import { touchRecords } from './touch-records.ts';
import { writeEntries } from './write-entries.ts';

interface RedactionStoreOptions {
  writer: Kysely<Tables>;
  reader: Kysely<Tables>;
  lockWrites?: (trx: Transaction<Tables>) => Promise<void>;
  attempt: <T>(write: () => Promise<T>) => Promise<T>;
  /** Rewrites the database's files without what is not in it any more; false where somebody else is in the way. */
  rewrite: () => Promise<boolean>;
}

const erasing = 'erasing';

/** Redaction in the record store's own database. */
export function redactionStoreOnKysely(options: RedactionStoreOptions): RedactionStore {
  const { writer, reader, lockWrites, attempt, rewrite } = options;

  async function note(db: Kysely<Tables>, value: string): Promise<void> {
    await db
      .insertInto('notes')
      .values({ key: erasing, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute();
  }

  async function isErasing(): Promise<boolean> {
    const [found] = await reader.selectFrom('notes').select('value').where('key', '=', erasing).execute();
    return found?.value === 'due';
  }

  return {
    isErasing,
    redact: (redaction) =>
      attempt(() =>
        writer.transaction().execute(async (trx) => {
          await lockWrites?.(trx);
          const { rename, entries, most } = redaction;
          const { places, records } = await redactDocuments(trx, redaction);
          if (most !== undefined && places > most) {
            const message = `${places} documents hold this text; give more of it, so that nothing else goes`;
            throw new CatalogueError('conflict', message, [{ field: 'text', message }]);
          }
          const renamed = rename === undefined ? 0 : await renameActor(trx, rename);
          const forgotten = await forgetTexts(trx, redaction);
          await touchRecords(trx, records, redaction);
          await writeEntries(trx, entries, redaction, await readHead(trx));
          await note(trx, 'due');
          return { places: places + renamed + forgotten, records };
        }),
      ),
    async erase() {
      if (!(await isErasing())) return true;
      const isDone = await rewrite();
      if (isDone) await attempt(() => note(writer, ''));
      return isDone;
    },
  };
}
