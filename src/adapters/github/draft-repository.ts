import { z } from 'zod';
import type { FoundRepository, RepositoryRequest } from '../../ports/code-host.ts';
import {
  type Activity,
  countInSpans,
  isAhead,
  isBeforeSpans,
  noActivity,
  withoutNewCommits,
} from './activity.ts';
import type { HostError } from './ask-graphql.ts';
import { type ChosenFiles, chooseFiles } from './choose-files.ts';
import { draftFacets, type FacetDraft } from './facet-draft.ts';
import { findUpkeepFiles } from './find-upkeep-files.ts';
import { guessManifests } from './guess-manifests.ts';
import { type Memory, readMemory, toHostMemory } from './host-memory.ts';
import type { Node } from './identify.ts';
import { fileFacets } from './put-file-facets.ts';
import { readState } from './read-state.ts';
import { readTree } from './read-tree.ts';

/** A repository that is there, while its files are still being asked for. */
export interface RepositoryDraft {
  request: RepositoryRequest;
  node: Node;
  memory: Memory;
  draft: FacetDraft;
  chosen?: ChosenFiles;
  withActivity: boolean;
  hostTime: Date;
}

export function headOf(node: Node): string | null | undefined {
  return node.defaultBranchRef === undefined ? undefined : (node.defaultBranchRef?.target?.oid ?? null);
}

/** Everything but the texts of files. */
export function draftWithTree(
  request: RepositoryRequest,
  node: Node,
  errors: readonly HostError[],
  hostTime: Date,
): RepositoryDraft {
  const draft = draftFacets(hostTime);
  const head = headOf(node);
  const tree = head !== null && !node.root ? undefined : readTree(node);
  const chosen = tree && chooseFiles(tree);
  readState(draft, node, errors, chosen?.licence?.path);
  if (tree === undefined) draft.fail(fileFacets, 'the host gave no list of files');
  else draft.put('files', findUpkeepFiles(tree));
  const languages = draft.facets.languages?.map(({ name }) => name) ?? [];
  chosen?.manifests.push(...guessManifests(tree ?? [], languages));
  const activity = head === null ? noActivity(hostTime) : countNewest(node.newest, hostTime);
  if (activity !== undefined) draft.put('activity', activity);
  const memory: Memory = { version: 1, nodeId: node.id, head, licenceFile: chosen?.licence?.path };
  return { request, node, memory, draft, chosen, withActivity: activity === undefined, hostTime };
}

const Newest = z.object({
  target: z.object({
    history: z.object({
      pageInfo: z.object({ hasNextPage: z.boolean() }),
      nodes: z.array(z.object({ committedDate: z.string() }).nullable()),
    }),
  }),
});

/** Undefined where the page of the newest commits does not reach back to the beginning of the spans. */
function countNewest(newest: unknown, hostTime: Date): Activity | undefined {
  const history = Newest.safeParse(newest).data?.target.history;
  if (history === undefined) return undefined;
  const dates = history.nodes.flatMap((commit) => commit?.committedDate ?? []);
  const isEnough = !history.pageInfo.hasNextPage || isBeforeSpans(dates.at(-1) ?? null, hostTime);
  return isEnough ? countInSpans(dates, hostTime) : undefined;
}

/** What did not come out is asked for again next time: the newest commit is remembered only when all its files were read. */
export function toFound({ request, node, memory, draft }: RepositoryDraft): FoundRepository {
  const { facets, failed } = draft;
  const isWhole = [...fileFacets, 'activity' as const].every((name) => facets[name] !== undefined);
  return {
    outcome: 'found',
    request,
    ...{ hostId: String(node.databaseId), repository: node.nameWithOwner, facets, failed, unchanged: [] },
    memory: toHostMemory({ ...memory, head: isWhole ? memory.head : undefined, activity: facets.activity }),
  };
}

/** A repository whose newest commit is the one that was read before: its files are as they were. Undefined where they are not. */
export function findUnchanged(
  request: RepositoryRequest,
  node: Node,
  errors: readonly HostError[],
  hostTime: Date,
): FoundRepository | undefined {
  const memory = readMemory(request);
  const head = headOf(node);
  if (head === undefined || head !== memory.head) return undefined;
  if (memory.activity !== undefined && isAhead(memory.activity, hostTime)) return undefined;
  const draft = draftFacets(hostTime);
  readState(draft, node, errors, memory.licenceFile);
  const activity = memory.activity && withoutNewCommits(memory.activity, hostTime);
  if (activity !== undefined) draft.put('activity', activity);
  return {
    outcome: 'found',
    request,
    hostId: String(node.databaseId),
    repository: node.nameWithOwner,
    facets: draft.facets,
    failed: draft.failed,
    unchanged: activity === undefined ? [...fileFacets, 'activity'] : fileFacets,
    memory: toHostMemory({ ...memory, nodeId: node.id, activity: activity ?? memory.activity }),
  };
}
