import { CatalogueError } from '../../domain/errors.ts';
import type { StoreArchive } from '../../ports/store-archive.ts';

/** A store by its address: `sqlite:FILE` or `postgres://user:password@host/database`. */
export async function openArchive(
  address: string,
  { field, mustExist }: { field: string; mustExist: boolean },
): Promise<StoreArchive> {
  const file = /^sqlite:(.+)$/.exec(address)?.[1];
  if (file !== undefined) {
    const { openSqliteArchive } = await import('./open-sqlite-archive.ts');
    return openSqliteArchive({ file, mustExist });
  }
  if (/^postgres(ql)?:/.test(address)) {
    const { openPostgresArchive } = await import('./open-postgres-archive.ts');
    return openPostgresArchive({ url: address });
  }
  // What was given may hold a password.
  const allowed = ['sqlite:FILE', 'postgres://USER:PASSWORD@HOST/DATABASE'];
  const message = 'is not the address of a store';
  throw new CatalogueError('invalid', `--${field} ${message}: give ${allowed.join(' or ')}`, [
    { field, message, allowed },
  ]);
}
