import type { HostPause, RepositoryReading, RepositoryRequest } from '../../ports/code-host.ts';
import { isPassing } from './ask-graphql.ts';
import { askInBatches, type BatchAnswer } from './ask-in-batches.ts';
import type { BatchSize } from './batch-size.ts';
import {
  draftWithTree,
  findUnchanged,
  identify,
  type RepositoryDraft,
  toFound,
  toMissed,
} from './draft-repository.ts';
import { fillFiles } from './fill-files.ts';
import { type Asked, stateQuery } from './graphql-queries.ts';
import { errorsBelow, type GraphqlSession } from './graphql-session.ts';
import { readMemory } from './host-memory.ts';
import type { Trouble } from './read-failure.ts';

type Readings = AsyncGenerator<readonly RepositoryReading[], HostPause | undefined>;
/** A reading, or a repository whose files are still to be asked for. */
type Step = RepositoryReading | { draft: RepositoryDraft } | { changed: RepositoryRequest };

/** So many known repositories at a time are asked whether they changed, before those that did, and new ones, are read with their files. */
const window = 100;

export async function* readByGraphql(
  session: GraphqlSession,
  requests: readonly RepositoryRequest[],
  signal?: AbortSignal,
): Readings {
  const toRead: RepositoryRequest[] = [];
  for (let start = 0; start < requests.length; start += window) {
    const some = requests.slice(start, start + window);
    toRead.push(...some.filter((request) => !isKnown(request)));
    let pause = yield* readStates(session, some.filter(isKnown), toRead, signal);
    while (pause === undefined && toRead.length >= session.fileSize.now()) {
      pause = yield* readWhole(session, toRead.splice(0, session.fileSize.now()), signal);
    }
    if (pause !== undefined) return pause;
  }
  return yield* readWhole(session, toRead, signal);
}

/** Its files were read before: only a new commit makes them worth asking for. */
function isKnown(request: RepositoryRequest): boolean {
  const { nodeId, head } = readMemory(request);
  return nodeId !== undefined && head !== undefined;
}

/** What changes without a push; those with a new commit are added to `changed` instead. */
async function* readStates(
  session: GraphqlSession,
  requests: readonly RepositoryRequest[],
  changed: RepositoryRequest[],
  signal?: AbortSignal,
): Readings {
  const batches = steps(session, requests, { size: session.stateSize, withTree: false, signal });
  for (;;) {
    const step = await batches.next();
    if (step.done) return step.value;
    changed.push(...step.value.flatMap((one) => ('changed' in one ? [one.changed] : [])));
    const readings = step.value.filter((one) => 'outcome' in one);
    if (readings.length > 0) yield readings;
  }
}

async function* readWhole(
  session: GraphqlSession,
  requests: readonly RepositoryRequest[],
  signal?: AbortSignal,
): Readings {
  const batches = steps(session, requests, { size: session.fileSize, withTree: true, signal });
  for (;;) {
    const step = await batches.next();
    if (step.done) return step.value;
    const drafts = step.value.flatMap((one) => ('draft' in one ? [one.draft] : []));
    const pause = await fillFiles(session, drafts, signal);
    yield [...step.value.filter((one) => 'outcome' in one), ...drafts.map(toFound)];
    if (pause !== undefined) return pause;
  }
}

function steps(
  session: GraphqlSession,
  requests: readonly RepositoryRequest[],
  { size, withTree, signal }: { size: BatchSize; withTree: boolean; signal?: AbortSignal },
) {
  return askInBatches<RepositoryRequest, Step>(requests, {
    size,
    ask: (batch) => askForStates(session, batch, withTree, signal),
    missed: toMissed,
    pause: session.client.budget.pause,
    unreachable: session.unreachable,
  });
}

async function askForStates(
  session: GraphqlSession,
  batch: readonly RepositoryRequest[],
  withTree: boolean,
  signal?: AbortSignal,
): Promise<BatchAnswer<Step>> {
  const answer = await session.ask({ query: stateQuery(batch.map(toAsked), withTree) }, signal);
  if (answer.kind !== 'fields') return answer;
  const passing = answer.errors.find(isPassing);
  if (passing !== undefined && batch.length > 1) {
    return { kind: 'trouble', outcome: 'unreachable', message: passing.message };
  }
  const results = batch.map((request, index): Step => {
    const errors = errorsBelow(answer.errors, `r${index}`);
    const node = identify(answer.fields[`r${index}`], errors);
    if (isTrouble(node)) return toMissed(request, node);
    if (withTree) return { draft: draftWithTree(request, node, errors, answer.hostTime) };
    return findUnchanged(request, node, errors, answer.hostTime) ?? { changed: request };
  });
  return { kind: 'results', results };
}

function toAsked(request: RepositoryRequest): Asked {
  const { nodeId } = readMemory(request);
  return nodeId === undefined ? { repository: request.repository } : { nodeId };
}

function isTrouble(value: object): value is Trouble {
  return 'outcome' in value;
}
