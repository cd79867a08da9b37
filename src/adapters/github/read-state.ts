import { z } from 'zod';
import type { RepositoryFacetName } from '../../domain/enrichment/facets.ts';
import type { HostError } from './ask-graphql.ts';
import type { FacetDraft } from './facet-draft.ts';
import { FreeText, Homepage, toFork, toLicence } from './host-texts.ts';

/** Fields of the query, and the facets that they give. */
const fieldFacets: Readonly<Record<string, readonly RepositoryFacetName[]>> = {
  description: ['description'],
  homepageUrl: ['homepage'],
  repositoryTopics: ['topics'],
  languages: ['languages'],
  licenseInfo: ['licence'],
  defaultBranchRef: ['defaultBranch'],
  createdAt: ['createdAt'],
  pushedAt: ['pushedAt'],
  isArchived: ['archived'],
  isDisabled: ['disabled'],
  isFork: ['fork'],
  parent: ['fork'],
  isTemplate: ['template'],
  stargazerCount: ['stars'],
  forkCount: ['forks'],
  watchers: ['watchers'],
  openIssues: ['openIssues'],
  openPullRequests: ['openPullRequests'],
  closedIssues: ['lastClosed'],
  closedPullRequests: ['lastClosed'],
  latestRelease: ['latestRelease'],
  releases: ['releases'],
  root: ['files'],
  source: ['files'],
};
export const stateFacets = [...new Set(Object.values(fieldFacets).flat())].filter((name) => name !== 'files');

const Total = z.object({ totalCount: z.number() }).transform(({ totalCount }) => totalCount);
const Closed = z.object({ nodes: z.array(z.object({ closedAt: z.string().nullable() }).nullable()) });
const lastOf = ({ nodes }: z.infer<typeof Closed>) =>
  nodes
    .flatMap((node) => node?.closedAt ?? [])
    .toSorted()
    .at(-1) ?? null;

const Topics = z
  .object({ nodes: z.array(z.object({ topic: z.object({ name: z.string() }) }).nullable()) })
  .transform(({ nodes }) => nodes.flatMap((node) => node?.topic.name ?? []));

const Languages = z
  .object({
    totalSize: z.number(),
    edges: z.array(z.object({ size: z.number(), node: z.object({ name: z.string() }) })),
  })
  .transform(({ totalSize, edges }) =>
    edges.map(({ size, node: { name } }) => {
      return totalSize > 0 ? { name, share: Math.round((size / totalSize) * 1000) / 1000 } : { name };
    }),
  );

const Licence = z.object({ spdxId: z.string().nullish(), name: z.string().nullish() }).nullable();
const Fork = z.object({
  isFork: z.boolean(),
  parent: z.object({ nameWithOwner: z.string() }).nullish(),
});
const LastClosed = z
  .object({ issues: Closed, pullRequests: Closed })
  .transform(({ issues, pullRequests }) => ({ issue: lastOf(issues), pullRequest: lastOf(pullRequests) }));
const Release = z
  .object({ name: z.string().nullish(), tagName: z.string(), publishedAt: z.string().nullish() })
  .nullable()
  .transform((release) => {
    if (release === null) return null;
    const { name, tagName: tag, publishedAt = null } = release;
    return { name: name?.trim() || tag, tag, publishedAt };
  });
const Branch = z
  .object({ name: z.string() })
  .nullable()
  .transform((branch) => branch?.name ?? null);

/** Everything that GraphQL tells of a repository without its files. `errors`: those of this repository, with paths from it. */
export function readState(
  draft: FacetDraft,
  node: Readonly<Record<string, unknown>>,
  errors: readonly HostError[],
  licenceFile: string | undefined,
): void {
  for (const { path = [], message } of errors) {
    draft.fail(fieldFacets[String(path[0])] ?? [], `the host could not tell: ${message.slice(0, 200)}`);
  }
  draft.put('description', node.description, FreeText);
  draft.put('homepage', node.homepageUrl, Homepage);
  draft.put('topics', node.repositoryTopics, Topics);
  draft.put('languages', node.languages, Languages);
  const licence = Licence.transform((found) => {
    return toLicence(found && { spdx: found.spdxId, name: found.name }, licenceFile);
  });
  draft.put('licence', node.licenseInfo, licence);
  draft.put('defaultBranch', node.defaultBranchRef, Branch);
  draft.put('createdAt', node.createdAt);
  draft.put('pushedAt', node.pushedAt);
  draft.put('archived', node.isArchived);
  draft.put('disabled', node.isDisabled);
  draft.put(
    'fork',
    node,
    Fork.transform(({ isFork, parent }) => toFork(isFork, parent?.nameWithOwner)),
  );
  draft.put('template', node.isTemplate);
  draft.put('stars', node.stargazerCount);
  draft.put('forks', node.forkCount);
  draft.put('watchers', node.watchers, Total);
  draft.put('openIssues', node.openIssues, Total);
  draft.put('openPullRequests', node.openPullRequests, Total);
  draft.put('lastClosed', { issues: node.closedIssues, pullRequests: node.closedPullRequests }, LastClosed);
  draft.put('latestRelease', node.latestRelease, Release);
  draft.put('releases', node.releases, Total);
}
