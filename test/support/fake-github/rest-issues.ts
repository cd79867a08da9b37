import { ticketsOf } from './graphql-issues.ts';
import { type FakeRepository, toNodeId } from './repository.ts';
import { toSimpleUser } from './rest-repository.ts';
import { nameOf, type World } from './world.ts';

/** `/repos/{owner}/{repo}/issues`: pull requests are among them; what changed last first, where that is asked for. */
export function toRestIssues(
  world: World,
  api: string,
  repository: FakeRepository,
  query: URLSearchParams,
): Record<string, unknown>[] {
  const own = `${api}/repos/${nameOf(repository)}`;
  const state = query.get('state') ?? 'open';
  const updatedAt = ({ closedAt, createdAt }: { closedAt: string | null; createdAt: string }) =>
    closedAt ?? createdAt;
  const key =
    query.get('sort') === 'updated' ? updatedAt : ({ createdAt }: { createdAt: string }) => createdAt;
  const sign = query.get('direction') === 'asc' ? 1 : -1;
  return ticketsOf(repository)
    .filter((ticket) => state === 'all' || (ticket.closedAt === null ? 'open' : 'closed') === state)
    .sort((one, other) => sign * key(one).localeCompare(key(other)))
    .map((ticket) => {
      const url = `${own}/issues/${ticket.number}`;
      const page = `https://github.com/${nameOf(repository)}/${ticket.isPull ? 'pull' : 'issues'}/${ticket.number}`;
      return {
        ...{ id: repository.id * 1_000_000 + ticket.number, number: ticket.number, url, html_url: page },
        node_id: toNodeId('I', `${repository.id} ${ticket.number}`),
        ...{ repository_url: own, labels_url: `${url}/labels{/name}`, comments_url: `${url}/comments` },
        ...{
          events_url: `${url}/events`,
          state: ticket.closedAt === null ? 'open' : 'closed',
          locked: false,
        },
        ...{ title: `Number ${ticket.number}`, user: toSimpleUser(world, api, repository.owner), labels: [] },
        ...{ assignee: null, milestone: null, comments: 0, author_association: 'NONE' },
        ...{ created_at: ticket.createdAt, updated_at: updatedAt(ticket), closed_at: ticket.closedAt },
        ...(ticket.isPull && {
          pull_request: {
            url: `${own}/pulls/${ticket.number}`,
            html_url: page,
            diff_url: page,
            patch_url: page,
          },
        }),
      };
    });
}
