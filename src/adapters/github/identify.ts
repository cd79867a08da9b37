import { z } from 'zod';
import type { MissedRepository, RepositoryRequest } from '../../ports/code-host.ts';
import { type HostError, isPassing } from './ask-graphql.ts';
import type { Trouble } from './read-failure.ts';

const Node = z.looseObject({
  id: z.string().min(1),
  databaseId: z.int().positive(),
  nameWithOwner: z.string().regex(/^[^/\s]+\/[^/\s]+$/),
  isPrivate: z.boolean(),
  defaultBranchRef: z
    .looseObject({ target: z.looseObject({ oid: z.string() }).nullish() })
    .nullish()
    .catch(undefined),
});
export type Node = z.infer<typeof Node>;

export function toMissed(request: RepositoryRequest, { outcome, message }: Trouble): MissedRepository {
  return { outcome, request, message };
}

/** The repository that stands under an alias of an answer, or how it was missed. `errors`: those below the alias. */
export function identify(raw: unknown, errors: readonly HostError[]): Node | Trouble {
  if (raw === null || raw === undefined) return missing(errors);
  const node = Node.safeParse(raw);
  if (!node.success) return { outcome: 'nonsense', message: "the host's answer has no id and name in it" };
  // A token may see what the public may not: the catalogue shows nothing of it.
  if (node.data.isPrivate) return { outcome: 'absent', message: 'the repository is not public' };
  return node.data;
}

export function missing(errors: readonly HostError[]): Trouble {
  const error = errors.find(({ path }) => path === undefined || path.length === 0) ?? errors[0];
  if (error === undefined)
    return { outcome: 'nonsense', message: 'the host answered nothing, without saying why' };
  if (error.type === 'NOT_FOUND') {
    return { outcome: 'absent', message: 'the host knows no such repository, or none that may be seen' };
  }
  const why = isPassing(error) ? 'gave up' : `refused (${error.type ?? 'no reason told'})`;
  return { outcome: 'unreachable', message: `the host ${why}: ${error.message.slice(0, 200)}` };
}

export function isTrouble(value: Node | Trouble): value is Trouble {
  return 'outcome' in value && !('databaseId' in value);
}
