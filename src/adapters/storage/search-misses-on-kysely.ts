import type { Kysely } from 'kysely';
import type { SearchMisses } from '../../ports/search-misses.ts';
import type { Tables } from './tables.ts';

export function searchMissesOnKysely(db: Kysely<Tables>, close: () => void | Promise<void>): SearchMisses {
  return {
    async add(counts, day) {
      if (counts.size === 0) return;
      // In one order, or two processes that count at once may each wait for the other's rows.
      const texts = [...counts.keys()].sort();
      await db
        .insertInto('search_misses')
        .values(texts.map((text) => ({ text, day, count: counts.get(text) ?? 0 })))
        .onConflict((conflict) =>
          conflict.columns(['text', 'day']).doUpdateSet(({ ref, eb }) => ({
            count: eb(ref('search_misses.count'), '+', ref('excluded.count')),
          })),
        )
        .execute();
    },

    async list(limit) {
      const rows = await db
        .selectFrom('search_misses')
        .select(({ fn }) => [
          'text',
          fn.sum<number>('count').as('total'),
          fn.min('day').as('firstOn'),
          fn.max('day').as('lastOn'),
        ])
        .groupBy('text')
        .orderBy('total', 'desc')
        .orderBy('text')
        .limit(limit)
        .execute();
      return rows.map(({ text, total, firstOn, lastOn }) => ({
        text,
        count: Number(total),
        firstOn,
        lastOn,
      }));
    },

    async forgetBefore(day) {
      await db.deleteFrom('search_misses').where('day', '<', day).execute();
    },

    async close() {
      await close();
    },
  };
}
