import type { CouncilDirectory } from '../domain/councils/council-directory.ts';
import { invalidInput } from '../domain/errors.ts';

type Councils = Pick<CouncilDirectory, 'find' | 'matchName'>;

/** The body that a code, an id or a name means. Errors: CatalogueError 'invalid', naming those it may mean. */
export function resolveBody(councils: Councils, text: string, field: string): string {
  const coded = councils.find(text);
  if (coded !== undefined) return coded.id;
  const { best } = councils.matchName(text);
  const [only] = best;
  if (best.length === 1 && only !== undefined) return only.organisation.id;
  const allowed = best.slice(0, 5).map(({ organisation }) => `${organisation.code} (${organisation.title})`);
  throw invalidInput([
    {
      field,
      message:
        best.length === 0
          ? `no organisation has the code, id or name "${text.slice(0, 80)}"; GET /api/v1/organisations lists them`
          : `"${text.slice(0, 80)}" may be ${best.length} organisations; give a code`,
      ...(allowed.length > 0 && { allowed }),
    },
  ]);
}

/** Each once, in the order given. */
export function resolveBodies(councils: Councils, texts: readonly string[], field: string): string[] {
  return [...new Set(texts.map((text) => resolveBody(councils, text, field)))];
}
