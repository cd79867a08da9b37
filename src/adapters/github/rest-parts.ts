import { z } from 'zod';
import type { RepositoryFacetName } from '../../domain/enrichment/facets.ts';
import { isBeforeSpans, noActivity, spanCount, toMoment } from './activity.ts';
import { chooseFiles } from './choose-files.ts';
import type { FacetDraft } from './facet-draft.ts';
import { findUpkeepFiles } from './find-upkeep-files.ts';
import type { Memory } from './host-memory.ts';
import { toLicence } from './host-texts.ts';
import type { GithubClient, HostAnswer } from './open-client.ts';
import { putDescribingFiles, putFrameworks, putReadme } from './put-file-facets.ts';
import { readContents } from './read-contents.ts';
import { depthOf, type TreeEntry } from './tree-entry.ts';

/** One repository while its parts are asked for. */
export interface PartContext {
  client: GithubClient;
  owner: string;
  repo: string;
  draft: FacetDraft;
  /** Parts write down what they found for those after them. */
  memory: Memory;
  hostTime: Date;
  signal?: AbortSignal;
}

/** The answer that kept a part from being read; `done`: not to be asked again before the next push; `later`: next time. */
export type PartOutcome = 'done' | 'later' | HostAnswer;

export interface Part {
  name: string;
  facets: readonly RepositoryFacetName[];
  /** Requests that it takes. */
  requests(context: PartContext): number;
  read(context: PartContext): Promise<PartOutcome>;
}

const Tree = z.object({
  tree: z.array(z.object({ path: z.string(), type: z.string(), size: z.number().optional() })),
});
/** Deeper files say nothing that is used. */
const deepest = 5;
const mostManifestsUnauthorised = 2;

const tree: Part = {
  name: 'tree',
  facets: ['files', 'publiccode', 'codemeta', 'citation', 'readme', 'frameworks'],
  requests: ({ memory }) => (memory.pushedAt === null ? 0 : 1),
  async read({ client, owner, repo, draft, memory, signal }) {
    const { pushedAt, branch } = memory;
    const answer =
      pushedAt !== null &&
      (await client.send(
        {
          route: 'GET /repos/{owner}/{repo}/git/trees/{branch}',
          parameters: { owner, repo, branch: branch ?? 'HEAD', recursive: '1' },
        },
        signal,
      ));
    // 409: nothing was ever pushed.
    if (answer === false || (answer.kind === 'trouble' && answer.status === 409)) {
      putTree(draft, memory, [], client.authorised);
      return 'done';
    }
    if (answer.kind !== 'answer') return answer;
    const read = Tree.safeParse(answer.body);
    if (!read.success) return nonsense("the host's list of files makes no sense", answer.hostTime);
    const entries = read.data.tree
      .filter(({ path }) => depthOf(path) <= deepest)
      .map(
        ({ path, type, size }): TreeEntry => ({
          path,
          isFolder: type !== 'blob',
          ...(size !== undefined && { size }),
        }),
      );
    putTree(draft, memory, entries, client.authorised);
    return 'done';
  },
};

function nonsense(message: string, hostTime: Date): HostAnswer {
  return { kind: 'trouble', outcome: 'nonsense', message, hostTime };
}

/** Puts what the list itself tells, and remembers which files to ask for. */
function putTree(
  draft: FacetDraft,
  memory: Memory,
  entries: readonly TreeEntry[],
  authorised: boolean,
): void {
  const chosen = chooseFiles(entries);
  draft.put('files', findUpkeepFiles(entries));
  memory.licenceFile = chosen.licence?.path;
  const { licence } = draft.facets;
  if (licence !== undefined) {
    const found = licence && { spdx: licence.spdx, name: licence.name };
    draft.facets.licence = toLicence(found, memory.licenceFile);
  }
  const manifests = authorised ? chosen.manifests : chosen.manifests.slice(0, mostManifestsUnauthorised);
  const { readme, publiccode, codemeta, citation } = chosen;
  const files = { readme, publiccode, codemeta, citation };
  memory.files = {
    ...Object.fromEntries(
      Object.entries(files).flatMap(([name, file]) => (file ? [[name, [toFile(file)]]] : [])),
    ),
    ...(manifests.length > 0 && { frameworks: manifests.map(toFile) }),
  };
}

function toFile({ path, size }: TreeEntry): { path: string; size?: number } {
  return { path, ...(size !== undefined && { size }) };
}

/** A part that asks for the texts of the files that the tree chose for it; one without files is told without asking. */
function filesPart(name: 'readme' | 'frameworks' | 'publiccode' | 'codemeta' | 'citation'): Part {
  const filesOf = ({ memory }: PartContext): TreeEntry[] =>
    (memory.files?.[name] ?? []).map((file) => ({ ...file, isFolder: false }));
  return {
    name,
    facets: [name],
    requests: (context) => filesOf(context).length,
    async read(context) {
      const { client, owner, repo, draft, memory, signal } = context;
      if (memory.files === undefined) return 'later';
      const files = filesOf(context);
      const texts = new Map<string, { text: string; isPart: boolean }>();
      for (const file of files) {
        const read = await readContents(client, `${owner}/${repo}`, file, signal);
        if ('text' in read) texts.set(file.path, { text: read.text, isPart: false });
        else
          return read.answer.kind === 'answer' ? nonsense(read.problem, read.answer.hostTime) : read.answer;
      }
      if (name === 'readme') await putReadme(draft, files[0], texts);
      else if (name === 'frameworks') putFrameworks(draft, files, texts);
      else {
        const chosen = { manifests: [], ...(files[0] && { [name]: files[0] }) };
        putDescribingFiles(onlyFacet(draft, name), chosen, texts);
      }
      return 'done';
    },
  };
}

/** The three describing files are told together elsewhere; here one at a time. */
function onlyFacet(draft: FacetDraft, only: RepositoryFacetName): FacetDraft {
  return { ...draft, put: (name, raw, schema) => (name === only ? draft.put(name, raw, schema) : undefined) };
}

const languages: Part = {
  name: 'languages',
  facets: ['languages'],
  requests: () => 1,
  async read({ client, owner, repo, draft, signal }) {
    const answer = await client.send(
      { route: 'GET /repos/{owner}/{repo}/languages', parameters: { owner, repo } },
      signal,
    );
    if (answer.kind !== 'answer') return answer;
    const shares = z.record(z.string(), z.number().min(0)).transform((bytes) => {
      const total = Object.values(bytes).reduce((sum, size) => sum + size, 0);
      return Object.entries(bytes)
        .toSorted(([, left], [, right]) => right - left)
        .map(([name, size]) => ({
          name,
          ...(total > 0 && { share: Math.round((size / total) * 1000) / 1000 }),
        }));
    });
    draft.put('languages', answer.body, shares);
    return 'done';
  },
};

const Participation = z.object({ all: z.array(z.int().min(0)).length(spanCount * 4) });

const activity: Part = {
  name: 'activity',
  facets: ['activity'],
  requests: ({ memory, hostTime }) => (isBeforeSpans(memory.pushedAt ?? null, hostTime) ? 0 : 1),
  async read({ client, owner, repo, draft, memory, hostTime, signal }) {
    if (isBeforeSpans(memory.pushedAt ?? null, hostTime)) {
      draft.put('activity', noActivity(hostTime));
      return 'done';
    }
    const answer = await client.send(
      { route: 'GET /repos/{owner}/{repo}/stats/participation', parameters: { owner, repo } },
      signal,
    );
    if (answer.kind !== 'answer') return answer;
    // 202: the host has only begun to count.
    if (answer.status === 202) return 'later';
    const until = toMoment(hostTime.getTime());
    const spans = Participation.transform(({ all }) => ({
      until,
      commits: Array.from({ length: spanCount }, (_, span) =>
        all.slice(span * 4, span * 4 + 4).reduce((sum, commits) => sum + commits, 0),
      ),
    }));
    draft.put('activity', answer.body, spans);
    return 'done';
  },
};

/** In the order of their worth: where few requests are allowed, the later ones wait for the next visit. */
export const pushParts: readonly Part[] = [
  tree,
  filesPart('readme'),
  filesPart('publiccode'),
  filesPart('codemeta'),
  filesPart('citation'),
  filesPart('frameworks'),
  languages,
  activity,
];
