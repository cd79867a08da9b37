import type { HostPause } from '../../ports/code-host.ts';
import { askGraphql, type GraphqlAnswer, graphqlUrl, type HostError } from './ask-graphql.ts';
import { type BatchSize, openBatchSize } from './batch-size.ts';
import type { GithubClient } from './open-client.ts';

/** What reading over GraphQL keeps between batches: what sizes the host bears. */
export interface GraphqlSession {
  client: GithubClient;
  stateSize: BatchSize;
  /** One size for both queries of a batch: a batch that the second could not take whole would need a third. */
  fileSize: BatchSize;
  ask(
    query: { query: string; variables?: Record<string, unknown> },
    signal?: AbortSignal,
  ): Promise<GraphqlAnswer>;
  unreachable(): HostPause;
}

/** GitHub ends a query after about ten seconds: files are asked for in batches that stay well below, states in the largest it takes. */
const fileBatch = { start: 20, most: 60 };
const stateBatch = { start: 100, most: 100 };
export const unreachablePauseSeconds = 300;

export function openGraphqlSession(client: GithubClient, apiUrl: string): GraphqlSession {
  const url = graphqlUrl(apiUrl);
  return {
    client,
    stateSize: openBatchSize(stateBatch),
    fileSize: openBatchSize(fileBatch),
    ask: (query, signal) => askGraphql(client, url, query, signal),
    unreachable: () => client.budget.pauseFor('unreachable', unreachablePauseSeconds),
  };
}

/** The errors below an alias of a query, with their paths from there. */
export function errorsBelow(errors: readonly HostError[], alias: string): HostError[] {
  return errors
    .filter(({ path }) => path?.[0] === alias)
    .map((error) => ({ ...error, path: error.path?.slice(1) }));
}
