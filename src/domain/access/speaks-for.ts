import type { CouncilDirectory } from '../councils/council-directory.ts';
import type { Actor } from './actor.ts';

/**
 * Whether someone speaks for a body: being bound to it, to a body it succeeded or to one that succeeded it. Bound to a former district one
 * speaks for the unitary that took it over, but not for the other districts that ended with it.
 */
export function speaksFor(
  { organisations }: Pick<Actor, 'organisations'>,
  organisation: string | undefined,
  councils: Pick<CouncilDirectory, 'predecessorsOf' | 'successorsOf'>,
): boolean {
  if (organisation === undefined) return false;
  return organisations.some(
    (bound) =>
      bound === organisation ||
      [...councils.successorsOf(bound), ...councils.predecessorsOf(bound)].some(
        ({ id }) => id === organisation,
      ),
  );
}
