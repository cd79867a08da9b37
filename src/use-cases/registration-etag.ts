import { CatalogueError } from '../domain/errors.ts';
import type { AccessedRegistration } from './get-registration.ts';

/** Version of a working copy; not that of the published record, whose tag has another form. */
export function registrationEtag(revision: number): string {
  return `"w${revision}"`;
}

/**
 * Lets a change through that was made from the newest version: the working copy's, or the published record's where both say the same.
 * Errors: CatalogueError 'precondition-required' without a version, 'stale' with another.
 */
export function checkVersion(
  { entry, record }: Pick<AccessedRegistration, 'entry' | 'record'>,
  ifMatch: string | undefined,
): void {
  if (ifMatch === undefined) {
    const message = 'If-Match is needed: the ETag of the version that the change was made from';
    throw new CatalogueError('precondition-required', message, [{ field: 'If-Match', message: 'is needed' }]);
  }
  const given = ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  const isPublic = entry.state === 'published' && record !== undefined;
  const isNewest = given.some(
    (tag) =>
      tag === '*' ||
      tag === registrationEtag(entry.revision) ||
      (isPublic && new RegExp(`^"${record.revision}-[\\w-]{16}"$`).test(tag)),
  );
  if (isNewest) return;
  const message = 'is not the newest version; get it again and make the change from there';
  throw new CatalogueError('stale', `If-Match: ${message}`, [{ field: 'If-Match', message }]);
}
