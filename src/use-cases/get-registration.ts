import { type Actor, toActorName } from '../domain/access/actor.ts';
import { CatalogueError, notFound } from '../domain/errors.ts';
import type { Submission } from '../domain/registration/submission.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry } from '../ports/entry-store.ts';
import type { StoredRecord } from '../ports/record-store.ts';
import { looksAfter } from './find-owners.ts';
import type { Directory } from './open-directory.ts';
import { type RegistrationAccess, registrationAccess } from './registration-access.ts';

export interface ReadingRegistrations {
  store: Pick<CatalogueStore, 'find' | 'findEntry' | 'listEntries'>;
  directory: Pick<Directory, 'councils'>;
}

export interface AccessedRegistration {
  entry: Entry<Submission>;
  access: RegistrationAccess;
  /** The published record, or the one that was withdrawn. */
  record?: StoredRecord<'asset'>;
}

/** The working copy, for those who may see it; undefined where there is none or they may not. */
export async function findRegistration(
  { store, directory }: ReadingRegistrations,
  given: string,
  actor: Actor,
): Promise<AccessedRegistration | undefined> {
  if (actor.role === 'anonymous') return undefined;
  const record = await store.find('asset', given.toLowerCase());
  const entry = await store.findEntry<Submission>('submission', record?.id ?? given.toLowerCase());
  if (entry === undefined || record?.origin === 'curated') return undefined;
  const own = registrationAccess(directory, actor, entry);
  const access =
    own !== 'moderator' && (await looksAfter({ store, directory }, actor, entry.id)) ? 'organisation' : own;
  if (access === undefined) return undefined;
  // What was done to the record besides (a merge, what an import redirects) counts for more than the copy.
  const isShown = entry.state === 'published' && record?.state === 'published';
  const document = isShown ? { ...entry.document, asset: record.document } : entry.document;
  return { entry: { ...entry, document }, access, ...(record && { record }) };
}

/**
 * The working copy for changing it. Errors: CatalogueError 'not-found' where the asset is not known to the caller, 'unauthenticated' and
 * 'forbidden' where it is public and not theirs; 'conflict' for curated records, with where to go instead.
 */
export async function getRegistration(
  reading: ReadingRegistrations,
  given: string,
  actor: Actor,
): Promise<AccessedRegistration> {
  const record = await reading.store.find('asset', given.toLowerCase());
  if (record?.origin === 'curated') throw isCurated(record.id);
  if (actor.role === 'anonymous') {
    const message = 'This needs the record’s edit token or a key, sent as "Authorization: Bearer <secret>"';
    throw new CatalogueError('unauthenticated', message);
  }
  const found = await findRegistration(reading, given, actor);
  if (found !== undefined) return found;
  if (record === undefined) throw notFound(`The asset "${given.slice(0, 100)}"`);
  const message = 'This is for the record’s own organisation and for moderators';
  throw new CatalogueError('forbidden', `${message}; you are ${toActorName(actor).split(' ')[0]}`);
}

function isCurated(id: string): CatalogueError {
  const corrections = `POST /api/v1/assets/${id}/corrections`;
  return new CatalogueError(
    'conflict',
    `"${id}" is a curated record, which is corrected by statements: ${corrections}`,
    [],
    { corrections },
  );
}
