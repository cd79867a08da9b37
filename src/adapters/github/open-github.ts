import { CatalogueError } from '../../domain/errors.ts';
import type { CodeHost, HostPause, RepositoryReading, RepositoryRequest } from '../../ports/code-host.ts';
import { githubAllowance } from './github-allowance.ts';
import { openGraphqlSession } from './graphql-session.ts';
import { listAccountByGraphql, listAccountByRest } from './list-account.ts';
import { type GithubApp, openClient } from './open-client.ts';
import { readByGraphql } from './read-by-graphql.ts';
import { readByRest } from './read-by-rest.ts';

export interface GithubOptions {
  /** Base of the REST API; Enterprise's ends with "/api/v3". */
  apiUrl?: string;
  token?: string;
  app?: GithubApp;
  /** Of those with credentials; without any there is only REST. */
  mode?: 'graphql' | 'rest';
  /** Units left unused for others who share the token. */
  reserve?: number;
  now?: () => Date;
  userAgent?: string;
  timeoutMs?: number;
}

export function openGithub({
  apiUrl = 'https://api.github.com',
  token,
  app,
  mode: wished = 'graphql',
  reserve,
  now = () => new Date(),
  userAgent = 'council-reuse-catalogue',
  timeoutMs = 20_000,
}: GithubOptions = {}): CodeHost {
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) {
    throw new CatalogueError(
      'unavailable',
      'GITHUB_TOKEN is no token: it holds spaces or other characters that none has',
    );
  }
  const authorised = token !== undefined || app !== undefined;
  const allowed = githubAllowance({ authorised, wished, reserve });
  const { mode } = allowed;
  const client = openClient({
    ...{ apiUrl, token, app, mode, now, userAgent, timeoutMs },
    reserve: allowed.reserve,
  });
  const session = openGraphqlSession(client, apiUrl);

  /** Ends quietly when the caller wants no more: what was on its way has no reading. */
  async function* read(
    requests: readonly RepositoryRequest[],
    signal?: AbortSignal,
  ): AsyncGenerator<readonly RepositoryReading[], HostPause | undefined> {
    try {
      return yield* mode === 'graphql'
        ? readByGraphql(session, requests, signal)
        : readByRest(client, requests, signal);
    } catch (error) {
      if (signal?.aborted) return undefined;
      throw error;
    }
  }

  return {
    read,
    listAccount: (account, signal) =>
      mode === 'graphql'
        ? listAccountByGraphql(session, account, signal)
        : listAccountByRest(client, account, signal),
    budget: client.budget.state,
    remember: client.budget.remember,
  };
}
