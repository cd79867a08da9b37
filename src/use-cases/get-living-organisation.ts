import { invalidInput } from '../domain/errors.ts';
import type { Organisation } from '../domain/records/organisation.ts';
import type { Directory } from './open-directory.ts';

/**
 * The body that somebody names by code, id or its whole name, which must exist today. Errors: CatalogueError 'invalid' naming the field and,
 * for a body that was abolished or a name of several, those that may be meant.
 */
export function getLivingOrganisation(
  { councils }: Pick<Directory, 'councils'>,
  given: string,
  { field, now }: { field: string; now: string },
): Organisation {
  const named = councils.find(given);
  const candidates = named ? [named] : councils.matchName(given).best.map(({ organisation }) => organisation);
  const [found, ...others] = candidates;
  if (found === undefined) {
    const message = `"${given.slice(0, 80)}" is not known; GET /api/v1/resolve finds an organisation by its name`;
    throw invalidInput([{ field, message }]);
  }
  if (others.length > 0) {
    const allowed = candidates.map(({ code }) => code);
    throw invalidInput([
      { field, message: `"${given.slice(0, 80)}" may mean several organisations`, allowed },
    ]);
  }
  if (councils.existedOn(found, now.slice(0, 10))) return found;
  const allowed = councils.currentFor(found.id).map(({ code }) => code);
  const message = `${found.title} does not exist any more; name the body that took its place`;
  throw invalidInput([{ field, message, ...(allowed.length > 0 && { allowed }) }]);
}
