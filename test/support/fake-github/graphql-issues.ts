import { inOrder, toConnection } from './graphql-connection.ts';
import { type FakeRepository, toNodeId } from './repository.ts';
import { nameOf } from './world.ts';

type Args = Readonly<Record<string, unknown>>;

export interface Ticket {
  number: number;
  state: 'OPEN' | 'CLOSED' | 'MERGED';
  createdAt: string;
  closedAt: string | null;
}

function toTickets(
  open: number,
  closed: readonly string[],
  createdAt: string,
  ended: Ticket['state'],
): Ticket[] {
  return [
    ...Array.from({ length: Math.max(0, open) }, (_, index) => ({
      number: 10_000 + index,
      state: 'OPEN' as const,
      createdAt,
      closedAt: null,
    })),
    ...closed.map((closedAt, index) => ({
      number: closed.length - index,
      state: ended,
      createdAt,
      closedAt,
    })),
  ];
}

function toList(tickets: Ticket[], args: Args, type: 'Issue' | 'PullRequest', repository: FakeRepository) {
  const asked = (args.states ?? (args.filterBy as { states?: string[] } | undefined)?.states) as
    | string[]
    | undefined;
  const chosen = tickets.filter((ticket) => !asked || asked.includes(ticket.state));
  const ordered = inOrder(chosen, args.orderBy, (ticket) => ({
    CREATED_AT: ticket.createdAt,
    UPDATED_AT: ticket.closedAt ?? ticket.createdAt,
    COMMENTS: 0,
  }));
  return toConnection(ordered, args, (ticket) => ({
    __typename: type,
    id: toNodeId(type, `${repository.id} ${ticket.number}`),
    databaseId: repository.id * 1000 + ticket.number,
    number: ticket.number,
    title: `${type} ${ticket.number}`,
    state: ticket.state,
    closed: ticket.closedAt !== null,
    createdAt: ticket.createdAt,
    updatedAt: ticket.closedAt ?? ticket.createdAt,
    closedAt: ticket.closedAt,
    mergedAt: ticket.state === 'MERGED' ? ticket.closedAt : null,
    merged: ticket.state === 'MERGED',
    url: `https://github.com/${nameOf(repository)}/${type === 'Issue' ? 'issues' : 'pull'}/${ticket.number}`,
  }));
}

/** As REST lists them: pull requests among the issues. */
export function ticketsOf({
  openIssues,
  closedIssues,
  openPullRequests,
  closedPullRequests,
  createdAt,
}: FakeRepository): (Ticket & { isPull: boolean })[] {
  const issues = toTickets(openIssues, closedIssues, createdAt, 'CLOSED');
  const pulls = toTickets(openPullRequests, closedPullRequests, createdAt, 'MERGED');
  return [
    ...issues.map((ticket) => ({ ...ticket, isPull: false })),
    ...pulls.map((ticket) => ({ ...ticket, number: ticket.number + 100_000, isPull: true })),
  ];
}

export function toIssues(repository: FakeRepository, args: Args): Record<string, unknown> {
  const { openIssues, closedIssues, createdAt } = repository;
  const list = toList(toTickets(openIssues, closedIssues, createdAt, 'CLOSED'), args, 'Issue', repository);
  return withNonsense(list, openIssues);
}

export function toPullRequests(repository: FakeRepository, args: Args): Record<string, unknown> {
  const { openPullRequests, closedPullRequests, createdAt } = repository;
  const tickets = toTickets(openPullRequests, closedPullRequests, createdAt, 'MERGED');
  return withNonsense(toList(tickets, args, 'PullRequest', repository), openPullRequests);
}

/** A negative count is told as it stands: nonsense that a reader must notice. */
function withNonsense(list: Record<string, unknown>, open: number): Record<string, unknown> {
  return open < 0 ? { ...list, totalCount: open } : list;
}
