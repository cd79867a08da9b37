import { z } from 'zod';
import type { HostPause } from '../../ports/code-host.ts';
import { spanCount, toMoment } from './activity.ts';
import { type HostError, isPassing } from './ask-graphql.ts';
import { askInBatches, type BatchAnswer } from './ask-in-batches.ts';
import type { RepositoryDraft } from './draft-repository.ts';
import { filesQuery } from './graphql-queries.ts';
import { errorsBelow, type GraphqlSession } from './graphql-session.ts';
import {
  type FileTexts,
  fileFacets,
  putDescribingFiles,
  putFrameworks,
  putReadme,
} from './put-file-facets.ts';
import { readContents } from './read-contents.ts';
import type { TreeEntry } from './tree-entry.ts';

const Blob = z.object({
  text: z.string().nullable(),
  isBinary: z.boolean().nullish(),
  isTruncated: z.boolean().nullish(),
});
const Branch = z.object({ target: z.record(z.string(), z.unknown()) });
const Total = z.object({ totalCount: z.int().min(0) });

type Filled = { draft: RepositoryDraft } & (
  | { node: Readonly<Record<string, unknown>>; errors: readonly HostError[] }
  | { problem: string }
);

/** Asks for the texts of the files that were chosen, and for the commits of those that were pushed to lately, and puts in what they say. */
export async function fillFiles(
  session: GraphqlSession,
  drafts: readonly RepositoryDraft[],
  signal?: AbortSignal,
): Promise<HostPause | undefined> {
  const [asked, rest] = [drafts.filter(isAskedFor), drafts.filter((draft) => !isAskedFor(draft))];
  for (const draft of rest) await putTexts(draft, new Map());
  const batches = askInBatches<RepositoryDraft, Filled>(asked, {
    size: session.fileSize,
    ask: (batch) => askForFiles(session, batch, signal),
    missed: (draft, { message }) => ({ draft, problem: message }),
    unreachable: session.unreachable,
  });
  const left = new Set(asked);
  for (;;) {
    const step = await batches.next();
    if (step.done) {
      for (const draft of left) fail(draft, 'not asked for: the run stopped before');
      return step.value;
    }
    for (const filled of step.value) {
      left.delete(filled.draft);
      await putFilled(session, filled, signal);
    }
  }
}

function filesOf({ chosen }: RepositoryDraft): TreeEntry[] {
  if (chosen === undefined) return [];
  const { readme, publiccode, codemeta, citation, manifests } = chosen;
  return [readme, publiccode, codemeta, citation, ...manifests].filter((entry) => entry !== undefined);
}

function isAskedFor(draft: RepositoryDraft): boolean {
  return draft.withActivity || filesOf(draft).length > 0;
}

function fail({ draft, withActivity, chosen }: RepositoryDraft, why: string): void {
  const names = fileFacets.filter((name) => draft.facets[name] === undefined);
  draft.fail([...(chosen === undefined ? [] : names), ...(withActivity ? (['activity'] as const) : [])], why);
}

async function askForFiles(
  session: GraphqlSession,
  batch: readonly RepositoryDraft[],
  signal?: AbortSignal,
): Promise<BatchAnswer<Filled>> {
  const until = batch[0]?.hostTime ?? new Date();
  const query = filesQuery(
    batch.map((draft) => ({
      nodeId: draft.node.id,
      paths: filesOf(draft).map(({ path }) => path),
      withActivity: draft.withActivity,
    })),
    until,
  );
  const answer = await session.ask({ query }, signal);
  if (answer.kind !== 'fields') return answer;
  const results = batch.map((draft, index): Filled => {
    const errors = errorsBelow(answer.errors, `r${index}`);
    const node = z.record(z.string(), z.unknown()).safeParse(answer.fields[`r${index}`]);
    if (node.success) return { draft, node: node.data, errors };
    return {
      draft,
      problem: errors[0]?.message.slice(0, 200) ?? 'the host answered nothing, without saying why',
    };
  });
  const passing = answer.errors.find(isPassing);
  if (passing !== undefined && batch.length > 1) {
    return { kind: 'trouble', outcome: 'unreachable', message: passing.message };
  }
  return { kind: 'results', results };
}

async function putFilled(session: GraphqlSession, filled: Filled, signal?: AbortSignal): Promise<void> {
  const { draft } = filled;
  if ('problem' in filled) return fail(draft, filled.problem);
  if (draft.withActivity) putActivity(draft, filled.node.defaultBranchRef);
  const texts = new Map<string, { text: string; isPart: boolean } | { problem: string }>();
  for (const [index, entry] of filesOf(draft).entries()) {
    const blob = Blob.nullish().safeParse(filled.node[`f${index}`]);
    const error = filled.errors.find(({ path }) => path?.[0] === `f${index}`);
    const isReadme = entry === draft.chosen?.readme;
    if (error !== undefined) texts.set(entry.path, { problem: error.message.slice(0, 200) });
    else if (!blob.success) texts.set(entry.path, { problem: "the host's answer makes no sense" });
    else if (isReadme && isSpoilt(blob.data))
      texts.set(entry.path, await readAsBytes(session, draft, entry, signal));
    else if (typeof blob.data?.text === 'string') {
      texts.set(entry.path, { text: blob.data.text, isPart: blob.data.isTruncated === true });
    } else if (blob.data) texts.set(entry.path, { problem: 'not a text' });
  }
  await putTexts(draft, texts);
}

/** UTF-16 counts as binary; what is neither it nor UTF-8 comes with marks in place of letters. */
function isSpoilt(blob: z.infer<typeof Blob> | null | undefined): boolean {
  return blob !== null && blob !== undefined && (blob.text === null || blob.text.includes('\uFFFD'));
}

async function readAsBytes(
  session: GraphqlSession,
  { node }: RepositoryDraft,
  entry: TreeEntry,
  signal?: AbortSignal,
) {
  const read = await readContents(session.client, node.nameWithOwner, entry, signal);
  return 'text' in read ? { text: read.text, isPart: false } : { problem: read.problem };
}

function putActivity({ draft, hostTime }: RepositoryDraft, branch: unknown): void {
  const target = Branch.safeParse(branch).data?.target;
  const counts = Array.from(
    { length: spanCount },
    (_, index) => Total.safeParse(target?.[`s${index}`]).data?.totalCount,
  );
  if (counts.includes(undefined)) draft.fail(['activity'], 'the host did not count the commits');
  else draft.put('activity', { until: toMoment(hostTime.getTime()), commits: counts });
}

async function putTexts({ draft, chosen }: RepositoryDraft, texts: FileTexts): Promise<void> {
  if (chosen === undefined) return;
  await putReadme(draft, chosen.readme, texts);
  putFrameworks(draft, chosen.manifests, texts);
  putDescribingFiles(draft, chosen, texts);
}
