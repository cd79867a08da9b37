import { CatalogueError } from '../../domain/errors.ts';

/** An address of a database is never repeated in a message: it holds a password. */
export function checkPostgresUrl(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const message = 'must look like postgres://user:password@host:5432/database';
  const isAddress = parsed !== undefined && /^postgres(ql)?:$/.test(parsed.protocol);
  if (isAddress && parsed.pathname.length > 1) return;
  throw new CatalogueError('invalid', `The address of the database ${message}`, [
    { field: 'DATABASE_URL', message },
  ]);
}
