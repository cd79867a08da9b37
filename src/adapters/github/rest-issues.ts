import { z } from 'zod';
import type { Part } from './rest-parts.ts';

const pageSize = 100;

/** Nothing of what people wrote in it is looked at. */
const Ticket = z.object({
  closed_at: z.string().nullish(),
  state: z.string(),
  pull_request: z.unknown().optional(),
});
type Ticket = z.infer<typeof Ticket>;

/**
 * What is open, and when something was last closed: from the hundred issues and pull requests that changed last, in one request. The
 * repository's own answer counts both as one; they are told apart where the hundred are all, or hold all that are open.
 */
export const issuesPart: Part = {
  name: 'issues',
  facets: ['openIssues', 'openPullRequests', 'lastClosed'],
  // Without credentials a request is not spent on finding that nothing is open.
  requests: ({ client, memory }) => (!client.authorised && memory.openCount === 0 ? 0 : 1),
  async read({ client, owner, repo, draft, memory, signal }) {
    if (!client.authorised && memory.openCount === 0) return 'done';
    const answer = await client.send(
      {
        route: 'GET /repos/{owner}/{repo}/issues',
        parameters: { owner, repo, state: 'all', sort: 'updated', direction: 'desc', per_page: pageSize },
        etag: memory.issuesEtag,
      },
      signal,
    );
    if (answer.kind === 'unchanged') return 'done';
    if (answer.kind !== 'answer') return answer;
    const read = z.array(Ticket).safeParse(answer.body);
    memory.issuesEtag = read.success ? answer.etag : undefined;
    if (!read.success) {
      draft.fail(issuesPart.facets, "the host's list of issues makes no sense");
      return 'done';
    }
    const isPull = ({ pull_request: pull }: Ticket) => pull !== undefined && pull !== null;
    const [pulls, issues] = [read.data.filter(isPull), read.data.filter((ticket) => !isPull(ticket))];
    const isWhole = !/rel="next"/.test(answer.link ?? '');
    const [openIssues, openPullRequests] = [countOpen(issues), countOpen(pulls)];
    if (isWhole || openIssues + openPullRequests === memory.openCount) {
      draft.put('openIssues', openIssues);
      draft.put('openPullRequests', openPullRequests);
    }
    const lastClosed = { issue: lastOf(issues), pullRequest: lastOf(pulls) };
    if (isWhole || (lastClosed.issue !== null && lastClosed.pullRequest !== null))
      draft.put('lastClosed', lastClosed);
    return 'done';
  },
};

function countOpen(tickets: readonly Ticket[]): number {
  return tickets.filter(({ state }) => state === 'open').length;
}

function lastOf(tickets: readonly Ticket[]): string | null {
  return (
    tickets
      .flatMap(({ closed_at: closedAt }) => closedAt ?? [])
      .toSorted()
      .at(-1) ?? null
  );
}
