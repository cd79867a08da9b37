import type { HostPause, RepositoryReading, RepositoryRequest } from '../../ports/code-host.ts';
import { isPassing } from './ask-graphql.ts';
import { askInBatches, type BatchAnswer } from './ask-in-batches.ts';
import type { BatchSize } from './batch-size.ts';
import { draftWithTree, findUnchanged, type RepositoryDraft, toFound } from './draft-repository.ts';
import { fillFiles } from './fill-files.ts';
import { type Asked, stateQuery } from './graphql-queries.ts';
import { errorsBelow, type GraphqlSession } from './graphql-session.ts';
import { readMemory } from './host-memory.ts';
import { identify, isTrouble, toMissed } from './identify.ts';
import { readOneByRest } from './read-by-rest.ts';

type Readings = AsyncGenerator<readonly RepositoryReading[], HostPause | undefined>;

/** `goneById`: the host no longer knows the id that it once gave, which may be the id's fault: the name has the last word. */
interface Wanted {
  request: RepositoryRequest;
  goneById?: boolean;
}
type Step =
  | { reading: RepositoryReading }
  | { draft: RepositoryDraft }
  | { again: Wanted }
  | { another: RepositoryRequest };

/** So many known repositories at a time are asked whether they changed, before those that did, and new ones, are read with their files. */
const window = 100;

export async function* readByGraphql(
  session: GraphqlSession,
  requests: readonly RepositoryRequest[],
  signal?: AbortSignal,
): Readings {
  const waiting: Wanted[] = [];
  for (let start = 0; start < requests.length || waiting.length > 0; start += window) {
    const some = requests.slice(start, start + window);
    waiting.push(...some.filter((request) => !isKnown(request)).map((request) => ({ request })));
    let pause = yield* readStates(session, some.filter(isKnown), waiting, signal);
    const isLast = start + window >= requests.length;
    while (
      pause === undefined &&
      waiting.length > 0 &&
      (isLast || waiting.length >= session.fileSize.now())
    ) {
      pause = yield* readWhole(session, waiting, signal);
    }
    if (pause !== undefined) return pause;
  }
  return undefined;
}

/** Its files were read before: only a new commit makes them worth asking for. */
function isKnown(request: RepositoryRequest): boolean {
  const { nodeId, head } = readMemory(request);
  return nodeId !== undefined && head !== undefined;
}

/** What changes without a push; those with a new commit join the waiting instead. */
async function* readStates(
  session: GraphqlSession,
  requests: readonly RepositoryRequest[],
  waiting: Wanted[],
  signal?: AbortSignal,
): Readings {
  const wanted = requests.map((request) => ({ request }));
  const batches = steps(session, wanted, { size: session.stateSize, withTree: false, signal });
  for (;;) {
    const step = await batches.next();
    if (step.done) return step.value;
    waiting.push(...step.value.flatMap((one) => ('again' in one ? [one.again] : [])));
    const readings = step.value.flatMap((one) => ('reading' in one ? [one.reading] : []));
    if (readings.length > 0) yield readings;
  }
}

/** Takes a batch from the waiting, and reads everything of it. */
async function* readWhole(session: GraphqlSession, waiting: Wanted[], signal?: AbortSignal): Readings {
  const wanted = waiting.splice(0, session.fileSize.now());
  const batches = steps(session, wanted, { size: session.fileSize, withTree: true, signal });
  for (;;) {
    const step = await batches.next();
    if (step.done) return step.value;
    waiting.push(...step.value.flatMap((one) => ('again' in one ? [one.again] : [])));
    const drafts = step.value.flatMap((one) => ('draft' in one ? [one.draft] : []));
    const pause = await fillFiles(session, drafts, signal);
    const readings = step.value.flatMap((one) => ('reading' in one ? [one.reading] : []));
    for (const one of step.value) {
      if ('another' in one) readings.push((await readOneByRest(session.client, one.another, signal)).reading);
    }
    if (readings.length + drafts.length > 0) yield [...readings, ...drafts.map(toFound)];
    if (pause !== undefined) return pause;
  }
}

function steps(
  session: GraphqlSession,
  wanted: readonly Wanted[],
  { size, withTree, signal }: { size: BatchSize; withTree: boolean; signal?: AbortSignal },
) {
  return askInBatches<Wanted, Step>(wanted, {
    size,
    ask: (batch) => askForStates(session, batch, withTree, signal),
    missed: ({ request }, trouble) => ({ reading: toMissed(request, trouble) }),
    pause: session.client.budget.pause,
    unreachable: session.unreachable,
  });
}

async function askForStates(
  session: GraphqlSession,
  batch: readonly Wanted[],
  withTree: boolean,
  signal?: AbortSignal,
): Promise<BatchAnswer<Step>> {
  const answer = await session.ask({ query: stateQuery(batch.map(toAsked), withTree) }, signal);
  if (answer.kind !== 'fields') return answer;
  const passing = answer.errors.find(isPassing);
  if (passing !== undefined && batch.length > 1) {
    return { kind: 'trouble', outcome: 'unreachable', message: passing.message };
  }
  const results = batch.map((wanted, index): Step => {
    const { request, goneById } = wanted;
    const errors = errorsBelow(answer.errors, `r${index}`);
    const node = identify(answer.fields[`r${index}`], errors);
    if (isTrouble(node)) {
      const isById = 'nodeId' in toAsked(wanted);
      if (node.outcome === 'absent' && isById) return { again: { request, goneById: true } };
      return { reading: toMissed(request, node) };
    }
    const isAnother = request.hostId !== undefined && request.hostId !== String(node.databaseId);
    if (isAnother && goneById) {
      const message = 'gone; its name belongs to another repository now';
      return { reading: toMissed(request, { outcome: 'absent', message }) };
    }
    if (isAnother) return { another: request };
    if (withTree) return { draft: draftWithTree(request, node, errors, answer.hostTime) };
    const unchanged = findUnchanged(request, node, errors, answer.hostTime);
    return unchanged === undefined ? { again: { request } } : { reading: unchanged };
  });
  return { kind: 'results', results };
}

function toAsked({ request, goneById }: Wanted): Asked {
  const { nodeId } = readMemory(request);
  return nodeId === undefined || goneById ? { repository: request.repository } : { nodeId };
}
