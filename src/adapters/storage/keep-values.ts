import type { Kysely } from 'kysely';
import { CatalogueError } from '../../domain/errors.ts';
import type { KeptWrite } from '../../ports/entry-store.ts';
import type { Tables } from './tables.ts';

export async function keepValue(
  db: Kysely<Tables>,
  { space, key, value, expiresAt, onlyNew = false }: KeptWrite,
  now: string,
): Promise<void> {
  if (onlyNew && (await findKept(db, space, key, now)) !== undefined) {
    throw new CatalogueError('conflict', `There is a value of ${space} under this key already`);
  }
  const row = { value, expires_at: expiresAt };
  await db
    .insertInto('kept')
    .values({ space, key, ...row })
    .onConflict((conflict) => conflict.columns(['space', 'key']).doUpdateSet(row))
    .execute();
}

export async function findKept(
  db: Kysely<Tables>,
  space: string,
  key: string,
  now: string,
): Promise<string | undefined> {
  const [row] = await db
    .selectFrom('kept')
    .select('value')
    .where('space', '=', space)
    .where('key', '=', key)
    .where('expires_at', '>', now)
    .execute();
  return row?.value;
}

export async function takeKept(
  db: Kysely<Tables>,
  space: string,
  key: string,
  now: string,
): Promise<string | undefined> {
  const [row] = await db
    .deleteFrom('kept')
    .where('space', '=', space)
    .where('key', '=', key)
    .returning(['value', 'expires_at'])
    .execute();
  return row !== undefined && row.expires_at > now ? row.value : undefined;
}

export async function forgetKept(db: Kysely<Tables>, space: string, keyPrefix: string): Promise<void> {
  // By bounds rather than "like", in which some characters of a key would mean something.
  await db
    .deleteFrom('kept')
    .where('space', '=', space)
    .where('key', '>=', keyPrefix)
    .where('key', '<', `${keyPrefix}\u{10ffff}`)
    .execute();
}

export async function purgeKept(db: Kysely<Tables>, now: string): Promise<number> {
  const rows = await db.deleteFrom('kept').where('expires_at', '<=', now).returning('key').execute();
  return rows.length;
}
