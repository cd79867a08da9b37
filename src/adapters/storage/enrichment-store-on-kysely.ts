import type { Kysely, Transaction } from 'kysely';
import type { EnrichmentRun, EnrichmentStore, LinkSighting, Proposal } from '../../ports/enrichment-store.ts';
import { inChunks } from './chunks.ts';
import { keepValue } from './keep-values.ts';
import { readOutlines } from './read-outlines.ts';
import { readAllSightings, readSightings, readSightingsByHostId } from './read-sightings.ts';
import type { Tables } from './tables.ts';
import { touchAssets } from './touch-assets.ts';
import { touchRecords } from './touch-records.ts';
import { writeSightings } from './write-sightings.ts';

export interface KyselyEnrichmentStoreOptions {
  db: Kysely<Tables>;
  /** As the record store's: both write to one change log. */
  lockWrites?: (trx: Transaction<Tables>) => Promise<void>;
  /** How a write is tried; repeats it where the database says that it is busy. */
  attempt?: <T>(write: () => Promise<T>) => Promise<T>;
  /** Those of some ids that were seen, where an adapter finds them faster by its own means: most of what is registered never was. */
  seen?: (ids: readonly string[]) => readonly string[];
  close: () => void | Promise<void>;
}

const keptRuns = 500;

/** What was observed, in the record store's own database. */
export function enrichmentStoreOnKysely(options: KyselyEnrichmentStoreOptions): EnrichmentStore {
  const { db, lockWrites, attempt = (write) => write(), seen = (ids) => ids, close } = options;

  function write<T>(writing: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
    return attempt(() =>
      db.transaction().execute(async (trx) => {
        await lockWrites?.(trx);
        return writing(trx);
      }),
    );
  }

  return {
    find: async (id) => (await readSightings(db, seen([id])))[0],
    findByHostId: (hostId) => readSightingsByHostId(db, hostId),
    readMany: async (ids) => readSightings(db, seen(ids)),
    outlines: () => readOutlines(db),
    readAll: () => readAllSightings(db),

    save: ({ sightings, touched, at, actor, notes = {} }) =>
      write(async (trx) => {
        await writeSightings(trx, sightings);
        await touchAssets(trx, touched, { at, actor });
        for (const [key, value] of Object.entries(notes)) {
          await trx
            .insertInto('notes')
            .values({ key, value })
            .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
            .execute();
        }
      }),

    propose: (proposals) =>
      write(async (trx) => {
        let made = 0;
        for (const chunk of inChunks(proposals, 200)) {
          const rows = await trx
            .insertInto('proposals')
            .values(chunk.map(toProposalRow))
            .onConflict((conflict) => conflict.column('key').doNothing())
            .returning('key')
            .execute();
          made += rows.length;
        }
        return made;
      }),

    async proposals(state) {
      const query = db.selectFrom('proposals').select(['document']).orderBy('key');
      const rows = await (state === undefined ? query : query.where('state', '=', state)).execute();
      return rows.map(({ document }) => JSON.parse(document) as Proposal);
    },

    decide: (key, state, at, { why, by, kept = [] } = {}) =>
      write(async (trx) => {
        const [row] = await trx.selectFrom('proposals').select('document').where('key', '=', key).execute();
        if (row === undefined) return undefined;
        const decided: Proposal = {
          ...(JSON.parse(row.document) as Proposal),
          ...{ state, decidedAt: at },
          ...(why !== undefined && { decision: why }),
          ...(by !== undefined && { decidedBy: by }),
        };
        await trx.updateTable('proposals').set(toProposalRow(decided)).where('key', '=', key).execute();
        for (const value of kept) await keepValue(trx, value, at);
        return decided;
      }),

    startRun: (run) =>
      write(async (trx) => {
        const [newest] = await trx
          .selectFrom('enrichment_runs')
          .select((all) => all.fn.max('id').as('id'))
          .execute();
        const id = Number(newest?.id ?? 0) + 1;
        await trx
          .insertInto('enrichment_runs')
          .values({ id, document: JSON.stringify(run) })
          .execute();
        await trx
          .deleteFrom('enrichment_runs')
          .where('id', '<=', id - keptRuns)
          .execute();
        return id;
      }),

    finishRun: (id, run) =>
      write(async (trx) => {
        const document = JSON.stringify(run);
        await trx.updateTable('enrichment_runs').set({ document }).where('id', '=', id).execute();
      }),

    async runs(limit) {
      const rows = await db
        .selectFrom('enrichment_runs')
        .select('document')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ document }) => JSON.parse(document) as EnrichmentRun);
    },

    async links() {
      const rows = await db.selectFrom('link_sightings').select('document').orderBy('address').execute();
      return rows.map(({ document }) => JSON.parse(document) as LinkSighting);
    },

    async readLinks(addresses) {
      const found = new Map<string, LinkSighting>();
      for (const chunk of inChunks(addresses, 200)) {
        const rows = await db
          .selectFrom('link_sightings')
          .selectAll()
          .where('address', 'in', chunk)
          .execute();
        for (const { address, document } of rows) found.set(address, JSON.parse(document) as LinkSighting);
      }
      return addresses.flatMap((address) => found.get(address) ?? []);
    },

    saveLinks: (links, touching) =>
      write(async (trx) => {
        if (touching !== undefined) await touchRecords(trx, touching.touched, touching);
        for (const link of links) {
          const document = JSON.stringify(link);
          await trx
            .insertInto('link_sightings')
            .values({ address: link.address, document })
            .onConflict((conflict) => conflict.column('address').doUpdateSet({ document }))
            .execute();
        }
      }),

    async note(key) {
      const [row] = await db.selectFrom('notes').select('value').where('key', '=', key).execute();
      return row?.value;
    },

    async close() {
      await close();
    },
  };
}

function toProposalRow(proposal: Proposal): Tables['proposals'] {
  return { key: proposal.key, state: proposal.state, document: JSON.stringify(proposal) };
}
