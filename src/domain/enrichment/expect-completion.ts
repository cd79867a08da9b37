const hourMs = 3_600_000;

/** What asking for a repository takes of the host's units: requests (REST) or points (GraphQL). */
const costs = {
  rest: { unread: 3, read: 1 },
  graphql: { unread: 0.5, read: 0.05 },
};

/** What may be asked of the code host in an hour, in its own units. */
export interface Allowance {
  mode: 'graphql' | 'rest';
  authorised: boolean;
  limit?: number;
  reserve: number;
}

/** What the host allows in an hour where it has not said so yet. */
export function usualLimit(authorised: boolean): number {
  return authorised ? 5000 : 60;
}

/**
 * When so many will have been asked for, if the host gives again from `from` on what it allows in an hour. By hours, and rather late than
 * early: without a token a few hundred repositories take most of a day.
 */
export function expectCompletion(
  left: { unread: number; read: number },
  { mode, authorised, limit, reserve }: Allowance,
  from: string,
): string {
  const cost = left.unread * costs[mode].unread + left.read * costs[mode].read;
  const anHour = Math.max((limit ?? usualLimit(authorised)) - reserve, 1);
  const waits = Math.max(Math.ceil(cost / anHour) - 1, 0);
  return new Date(Date.parse(from) + waits * hourMs).toISOString();
}
