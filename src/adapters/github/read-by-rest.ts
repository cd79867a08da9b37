import type { RepositoryFacetName } from '../../domain/enrichment/facets.ts';
import type { HostPause, RepositoryReading, RepositoryRequest } from '../../ports/code-host.ts';
import { isAhead, withoutNewCommits } from './activity.ts';
import { askForRepository } from './ask-for-repository.ts';
import { draftFacets, type FacetDraft } from './facet-draft.ts';
import { unreachablePauseSeconds } from './graphql-session.ts';
import { type Memory, readMemory, toHostMemory } from './host-memory.ts';
import { toMissed } from './identify.ts';
import type { GithubClient, HostAnswer } from './open-client.ts';
import type { Trouble } from './read-failure.ts';
import { issuesPart } from './rest-issues.ts';
import { type Part, type PartContext, pushParts } from './rest-parts.ts';
import { releasesPart } from './rest-releases.ts';
import { putRestRepository } from './rest-repository.ts';

/** Without credentials there are sixty an hour: three for each repository, what is left waits for its next turn. */
const requestsEach = { authorised: 40, unauthorised: 3 };
const mostUnreachable = 3;

type OneReading = { reading: RepositoryReading; pause?: HostPause; isHostDown?: boolean };

export async function* readByRest(
  client: GithubClient,
  requests: readonly RepositoryRequest[],
  signal?: AbortSignal,
): AsyncGenerator<readonly RepositoryReading[], HostPause | undefined> {
  let unreachable = 0;
  for (const request of requests) {
    const paused = client.budget.pause();
    if (paused !== undefined) return paused;
    const { reading, pause, isHostDown = false } = await readOneByRest(client, request, signal);
    yield [reading];
    if (pause !== undefined) return pause;
    unreachable = isHostDown ? unreachable + 1 : 0;
    if (unreachable === mostUnreachable)
      return client.budget.pauseFor('unreachable', unreachablePauseSeconds);
  }
  return undefined;
}

/** Asks for the repository that the number means, whoever has its name. */
export async function readOneByRest(
  client: GithubClient,
  request: RepositoryRequest,
  signal?: AbortSignal,
): Promise<OneReading> {
  const callsBefore = client.budget.state().calls;
  const memory = readMemory(request);
  const asked = await askForRepository(client, request, memory, signal);
  if (asked.kind === 'pause') {
    const trouble: Trouble = {
      outcome: 'limited',
      message: `the host gives nothing before ${asked.pause.until}`,
    };
    return { reading: toMissed(request, trouble), pause: asked.pause };
  }
  if (asked.kind === 'missed') {
    const { outcome, status } = asked.trouble;
    const isHostDown = outcome === 'unreachable' && (status === undefined || status >= 500);
    return { reading: toMissed(request, asked.trouble), isHostDown };
  }
  const draft = draftFacets(asked.hostTime);
  if (asked.kind === 'changed') {
    forgetFilesBefore(memory, asked.body.pushed_at, asked.body.default_branch);
    forgetIssuesBefore(memory, asked.body.open_issues_count);
    putRestRepository(draft, asked.body, memory.licenceFile);
    [memory.repository, memory.hostId] = [asked.body.full_name, String(asked.body.id)];
  }
  if (memory.activity !== undefined && isAhead(memory.activity, asked.hostTime)) {
    memory.parts = memory.parts?.filter((name) => name !== 'activity');
    memory.activity = undefined;
  }
  const [owner = '', repo = ''] = (memory.repository ?? request.repository).split('/');
  const context: PartContext = { client, owner, repo, draft, memory, hostTime: asked.hostTime, signal };
  const allowed = requestsEach[client.authorised ? 'authorised' : 'unauthorised'];
  const pause = await readParts(context, () => allowed - (client.budget.state().calls - callsBefore));
  // An answer of which something failed is asked for in full next time.
  if (asked.kind === 'changed') memory.etag = Object.keys(draft.failed).length === 0 ? asked.etag : undefined;
  return { reading: toFound(request, memory, draft, asked.hostTime), pause };
}

/** A push makes everything that was read from files old. */
function forgetFilesBefore(memory: Memory, pushedAt: unknown, branch: unknown): void {
  const pushed = typeof pushedAt === 'string' ? pushedAt : null;
  const named = typeof branch === 'string' ? branch : null;
  if (pushed !== memory.pushedAt || named !== memory.branch) {
    const old = new Set<RepositoryFacetName>(pushParts.flatMap(({ facets }) => facets));
    memory.known = memory.known?.filter((name) => !old.has(name));
    Object.assign(memory, {
      pushedAt: pushed,
      branch: named,
      parts: [],
      files: undefined,
      activity: undefined,
    });
  }
}

/** What is open is looked at again when another number is open than before. */
function forgetIssuesBefore(memory: Memory, counted: unknown): void {
  const openCount =
    typeof counted === 'number' && Number.isInteger(counted) && counted >= 0 ? counted : undefined;
  if (openCount === memory.openCount) return;
  memory.openCount = openCount;
  memory.known = memory.known?.filter((name) => !issuesPart.facets.includes(name));
  memory.parts = memory.parts?.filter((name) => name !== issuesPart.name);
}

async function readParts(context: PartContext, requestsLeft: () => number): Promise<HostPause | undefined> {
  const { client, draft, memory } = context;
  const repeated: readonly Part[] = client.authorised ? [releasesPart, issuesPart] : [];
  const isRepeated = (part: Part) => repeated.includes(part);
  const waiting = [...pushParts, releasesPart, issuesPart].filter((part) => {
    return isRepeated(part) || memory.parts?.includes(part.name) !== true;
  });
  for (const part of waiting) {
    const requests = part.requests(context);
    if (requests > requestsLeft() || (requests > 0 && isRefused(client))) continue;
    const outcome = await part.read(context);
    // What made no sense is asked for again next time.
    const isFine = part.facets.every((name) => draft.failed[name] === undefined);
    if (outcome === 'done' && isFine) memory.parts = [...new Set([...(memory.parts ?? []), part.name])];
    else if (typeof outcome === 'object') {
      draft.fail(part.facets, whyNot(outcome));
      if (outcome.kind === 'pause') return outcome.pause;
    }
  }
  return undefined;
}

/** A repository that was begun is read to its end, into the reserve, so that none is left in part until its next turn. */
function isRefused({ budget }: GithubClient): boolean {
  const pause = budget.pause();
  return pause !== undefined && (pause.reason !== 'budget' || budget.state().remaining === 0);
}

function whyNot(answer: HostAnswer): string {
  if (answer.kind === 'trouble') return answer.message;
  return answer.kind === 'pause'
    ? `the host gives nothing before ${answer.pause.until}`
    : 'the host gave no content';
}

function toFound(
  request: RepositoryRequest,
  memory: Memory,
  draft: FacetDraft,
  hostTime: Date,
): RepositoryReading {
  const { facets, failed } = draft;
  const shifted =
    facets.activity === undefined && memory.activity && withoutNewCommits(memory.activity, hostTime);
  if (shifted) facets.activity = shifted;
  const read = Object.keys(facets) as RepositoryFacetName[];
  const unchanged = (memory.known ?? []).filter(
    (name) => facets[name] === undefined && failed[name] === undefined,
  );
  return {
    outcome: 'found',
    request,
    hostId: memory.hostId ?? request.hostId ?? '',
    repository: memory.repository ?? request.repository,
    ...{ facets, failed, unchanged },
    memory: toHostMemory({
      ...memory,
      known: [...new Set([...unchanged, ...read])],
      activity: facets.activity ?? memory.activity,
    }),
  };
}
