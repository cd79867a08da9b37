import { resolveOrganisations } from '../domain/councils/resolve-organisations.ts';
import type { Fault } from '../domain/errors.ts';
import type { Organisation } from '../domain/records/organisation.ts';
import type { Directory } from './open-directory.ts';

const otherLetters = /[^\P{L}\p{Script=Latin}]/u;

/**
 * The one body that a person names, by code, id or name. Never a guess: what may mean several, or nothing that the register holds, is a
 * fault on `field` with near names. A name with letters of another alphabet is refused: it may only look like the name of a council.
 */
export function findNamedOrganisation(
  { councils }: Pick<Directory, 'councils'>,
  given: string,
  field = 'organisation',
): { organisation: Organisation } | { fault: Fault } {
  const name = given.normalize('NFKC').trim();
  if (otherLetters.test(name)) {
    const message = 'has letters of another alphabet, which may only look like those of a council’s name';
    return { fault: { field, message } };
  }
  const coded = councils.find(name);
  if (coded !== undefined) return { organisation: coded };
  const { organisations, parts } = resolveOrganisations(name, councils);
  const [only, ...others] = organisations;
  const found = only === undefined ? undefined : councils.find(only.id);
  if (found !== undefined && others.length === 0 && parts.length === 1) return { organisation: found };
  const near = [...organisations, ...parts.flatMap(({ candidates = [] }) => candidates)];
  const allowed = [...new Set(near.map(({ code, title }) => `${code} (${title})`))].slice(0, 10);
  const what = organisations.length > 1 || near.length > 1 ? 'may mean several bodies' : 'is not known';
  const message = `"${given.slice(0, 80)}" ${what}; GET /api/v1/resolve and /api/v1/organisations find a code`;
  return { fault: { field, message, ...(allowed.length > 0 && { allowed }) } };
}
