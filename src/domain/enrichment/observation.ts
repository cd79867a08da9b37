import { z } from 'zod';

/** How one attempt to read a repository ended. `absent`: the host says that there is no such repository, or none that may be seen. */
export const Outcome = z.enum(['found', 'absent', 'limited', 'unreachable', 'nonsense']);
export type Outcome = z.infer<typeof Outcome>;

/** Every read adds one; `at` is ISO-8601 in UTC. */
export interface Observation {
  at: string;
  outcome: Outcome;
}

/**
 * The last thing established about a repository. `moved` is the state of an old address; limited, unreachable and nonsense stand only
 * while nothing was ever established; `elsewhere` is not on the code host, `unread` was never asked for.
 */
export const RepositoryState = z.enum([
  'found',
  'moved',
  'archived',
  'fork',
  'private-or-gone',
  'limited',
  'unreachable',
  'nonsense',
  'unread',
  'elsewhere',
]);
export type RepositoryState = z.infer<typeof RepositoryState>;
