import { z } from 'zod';
import type { CodeHost, HostPause, ListedRepository } from '../../ports/code-host.ts';
import { accountQuery } from './graphql-queries.ts';
import { errorsBelow, type GraphqlSession } from './graphql-session.ts';
import { FreeText, Homepage } from './host-texts.ts';
import { missing } from './identify.ts';
import type { GithubClient } from './open-client.ts';
import { toReadme } from './readme-text.ts';

type AccountList = Awaited<ReturnType<CodeHost['listAccount']>>;

/** Accounts with more hold mirrors of other people's code. */
const mostPages = 40;
/** Enough of a README to tell what it is about. */
const readmeLength = 4000;

const Listed = z.object({
  databaseId: z.int().positive(),
  nameWithOwner: z.string(),
  description: FreeText,
  homepageUrl: Homepage.catch(null),
  isFork: z.boolean(),
  isArchived: z.boolean(),
  isTemplate: z.boolean(),
  stargazerCount: z.int().min(0).catch(0),
  pushedAt: z.string().nullable(),
  parent: z.object({ nameWithOwner: z.string() }).nullish(),
  repositoryTopics: z.object({
    nodes: z.array(z.object({ topic: z.object({ name: z.string() }) }).nullable()),
  }),
  readme: z.object({ text: z.string().nullish(), isTruncated: z.boolean().nullish() }).nullish(),
});

const Page = z.object({
  repositories: z.object({
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    nodes: z.array(z.unknown()),
  }),
});

/** A repository that makes no sense is left out: proposals need no more than those that do. */
export async function listAccountByGraphql(
  session: GraphqlSession,
  account: string,
  signal?: AbortSignal,
): Promise<AccountList> {
  const repositories: ListedRepository[] = [];
  let after: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const paused = session.client.budget.pause();
    if (paused !== undefined) return stopped(repositories, paused);
    const answer = await session.ask({ query: accountQuery, variables: { account, after } }, signal);
    if (answer.kind === 'pause') return stopped(repositories, answer.pause);
    if (answer.kind === 'trouble') return { outcome: answer.outcome, message: answer.message };
    const owner = answer.fields.repositoryOwner;
    if (owner === null || owner === undefined) {
      const { outcome, message } =
        owner === null && answer.errors.length === 0
          ? absent
          : missing(errorsBelow(answer.errors, 'repositoryOwner'));
      return { outcome, message };
    }
    const read = Page.safeParse(owner);
    if (!read.success) return { outcome: 'nonsense', message: "the host's list makes no sense" };
    const { nodes, pageInfo } = read.data.repositories;
    for (const node of nodes) repositories.push(...(await toListed(node)));
    if (!pageInfo.hasNextPage || pageInfo.endCursor === null) break;
    after = pageInfo.endCursor;
  }
  return { repositories };
}

const absent = { outcome: 'absent' as const, message: 'the host knows no such account' };

function stopped(repositories: ListedRepository[], pause: HostPause): AccountList {
  if (repositories.length > 0) return { repositories, pause };
  return { outcome: 'limited', message: `the host gives nothing before ${pause.until}` };
}

async function toListed(node: unknown): Promise<ListedRepository[]> {
  const read = Listed.safeParse(node).data;
  if (read === undefined) return [];
  const text = read.readme?.text ?? undefined;
  const readme =
    text === undefined
      ? undefined
      : await toReadme({ file: 'README.md', text: text.slice(0, readmeLength * 3), isPart: false });
  return [
    {
      repository: read.nameWithOwner,
      hostId: String(read.databaseId),
      description: read.description,
      homepage: read.homepageUrl,
      topics: read.repositoryTopics.nodes.flatMap((one) => one?.topic.name ?? []),
      isFork: read.isFork,
      ...(read.parent && { parent: read.parent.nameWithOwner }),
      isArchived: read.isArchived,
      isTemplate: read.isTemplate,
      stars: read.stargazerCount,
      pushedAt: read.pushedAt,
      ...(readme !== undefined && { readme: readme.text.slice(0, readmeLength) }),
    },
  ];
}

const RestListed = z
  .object({
    id: z.int().positive(),
    full_name: z.string(),
    private: z.boolean(),
    description: FreeText,
    homepage: Homepage.catch(null),
    fork: z.boolean(),
    archived: z.boolean().default(false),
    is_template: z.boolean().default(false),
    stargazers_count: z.int().min(0).catch(0),
    pushed_at: z.string().nullish(),
    topics: z.array(z.string()).default([]),
  })
  .transform((read): ListedRepository & { isPrivate: boolean } => ({
    repository: read.full_name,
    hostId: String(read.id),
    description: read.description,
    homepage: read.homepage,
    topics: read.topics,
    isFork: read.fork,
    isArchived: read.archived,
    isTemplate: read.is_template,
    stars: read.stargazers_count,
    pushedAt: read.pushed_at ?? null,
    isPrivate: read.private,
  }));

/** Over REST a list holds neither READMEs nor what a fork was made of: those would be a request each. */
export async function listAccountByRest(
  client: GithubClient,
  account: string,
  signal?: AbortSignal,
): Promise<AccountList> {
  const repositories: ListedRepository[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const paused = client.budget.pause();
    if (paused !== undefined) return stopped(repositories, paused);
    const parameters = { account, per_page: 100, page, type: 'owner', sort: 'pushed' };
    const answer = await client.send({ route: 'GET /users/{account}/repos', parameters }, signal);
    if (answer.kind === 'pause') return stopped(repositories, answer.pause);
    if (answer.kind === 'trouble') return { outcome: answer.outcome, message: answer.message };
    const read = z.array(z.unknown()).safeParse(answer.kind === 'answer' ? answer.body : undefined);
    if (!read.success) return { outcome: 'nonsense', message: "the host's list makes no sense" };
    for (const one of read.data) {
      const listed = RestListed.safeParse(one).data;
      if (listed === undefined || listed.isPrivate) continue;
      const { isPrivate: _, ...repository } = listed;
      repositories.push(repository);
    }
    if (answer.kind !== 'answer' || !/rel="next"/.test(answer.link ?? '')) break;
  }
  return { repositories };
}
