import { App, Octokit, RequestError } from 'octokit';
import { CatalogueError } from '../../domain/errors.ts';
import type { HostPause } from '../../ports/code-host.ts';
import { FetchTrouble, guardFetch } from './guard-fetch.ts';
import { type Budget, openBudget } from './open-budget.ts';
import { readLimit, type Trouble, toTrouble } from './read-failure.ts';

export interface GithubApp {
  id: string;
  privateKey: string;
  installation: number;
}

export interface ClientOptions {
  /** Base of REST: "https://api.github.com", for Enterprise "https://host/api/v3". */
  apiUrl: string;
  token?: string;
  app?: GithubApp;
  mode: 'graphql' | 'rest';
  reserve: number;
  now: () => Date;
  userAgent: string;
  timeoutMs: number;
}

export interface HostRequest {
  /** "GET /repos/{owner}/{repo}", as Octokit writes it. */
  route: string;
  parameters?: Record<string, unknown>;
  etag?: string;
  /** A file's bytes rather than its description. */
  raw?: boolean;
}

export type HostAnswer =
  | { kind: 'answer'; status: number; body: unknown; etag?: string; link?: string; hostTime: Date }
  | { kind: 'unchanged'; hostTime: Date }
  | ({ kind: 'trouble'; hostTime: Date } & Trouble)
  | { kind: 'pause'; pause: HostPause };

export interface GithubClient {
  budget: Budget;
  authorised: boolean;
  /** Never retries and never waits. Throws when the credentials are refused, and what `signal` was aborted with. */
  send(request: HostRequest, signal?: AbortSignal): Promise<HostAnswer>;
}

const longestAnswerBytes = 64 * 1024 * 1024;
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export function openClient(options: ClientOptions): GithubClient {
  const { apiUrl, token, app, mode, reserve, now, userAgent, timeoutMs } = options;
  const authorised = token !== undefined || app !== undefined;
  const budget = openBudget({ mode, authorised, reserve, now });
  let hostTime = now();

  function onAnswer(url: URL, status: number, headers: Headers): void {
    const date = Date.parse(headers.get('date') ?? '');
    hostTime = Number.isNaN(date) ? now() : new Date(date);
    budget.countCall();
    if (url.pathname.includes('/app/')) return;
    budget.note(headers, hostTime);
    if (mode === 'rest' && !(authorised && status === 304)) budget.spend(1);
  }

  const settings = {
    baseUrl: apiUrl.replace(/\/+$/, ''),
    userAgent,
    log: silent,
    // Their waits would hold up the job for as long as an hour: it decides itself when to ask again.
    throttle: { enabled: false },
    retry: { enabled: false },
    request: { fetch: guardFetch({ apiUrl, timeoutMs, longestAnswerBytes, onAnswer }) },
  };
  const octokit = signIn(settings, token, app);

  async function send(
    { route, parameters, etag, raw }: HostRequest,
    signal?: AbortSignal,
  ): Promise<HostAnswer> {
    try {
      const response = await (await octokit()).request(route, {
        ...parameters,
        headers: {
          'x-github-api-version': '2022-11-28',
          ...(etag !== undefined && { 'if-none-match': etag }),
          ...(raw && { accept: 'application/vnd.github.raw+json' }),
        },
        request: { signal },
      });
      const { status, headers, data } = response;
      return { kind: 'answer', status, body: data, etag: headers.etag, link: headers.link, hostTime };
    } catch (error) {
      signal?.throwIfAborted();
      return readError(error);
    }
  }

  function readError(error: unknown): HostAnswer {
    if (error instanceof CatalogueError) throw error;
    if (!(error instanceof RequestError)) throw refused(app, error);
    if (error.response === undefined) {
      if (error.cause instanceof CatalogueError) throw error.cause;
      const cause =
        error.cause instanceof FetchTrouble ? error.cause.message : 'the host could not be reached';
      return { kind: 'trouble', outcome: 'unreachable', message: cause, hostTime };
    }
    const { status, headers } = error.response;
    if (status === 304) return { kind: 'unchanged', hostTime };
    const limit = readLimit({ status, headers });
    const resource = headers['x-ratelimit-resource'];
    if (
      limit === 'until-reset' &&
      resource !== undefined &&
      resource !== (mode === 'graphql' ? 'graphql' : 'core')
    ) {
      return {
        kind: 'trouble',
        outcome: 'limited',
        message: `the host's limit of ${resource} is used up`,
        hostTime,
      };
    }
    if (limit === 'until-reset') return { kind: 'pause', pause: budget.pauseUntilReset() };
    if (limit !== undefined)
      return { kind: 'pause', pause: budget.pauseFor('secondary-limit', limit.seconds) };
    if (status === 401 || (status < 500 && error.request.url.includes('/app/installations/')))
      throw refused(app);
    return { kind: 'trouble', ...toTrouble({ status, headers }), hostTime };
  }

  return { budget, authorised, send };
}

function signIn(
  settings: Record<string, unknown>,
  token: string | undefined,
  app: GithubApp | undefined,
): () => Promise<Octokit> {
  if (app === undefined) {
    const octokit = new Octokit({ ...settings, ...(token !== undefined && { auth: token }) });
    return async () => octokit;
  }
  let installation: Promise<Octokit> | undefined;
  return () => {
    installation ??= new App({
      appId: app.id,
      privateKey: app.privateKey,
      Octokit: Octokit.defaults(settings),
    }).getInstallationOctokit(app.installation);
    return installation;
  };
}

/** Only settings can put this right: no outcome of any repository. Says which, and nothing of what they hold. */
function refused(app: GithubApp | undefined, cause?: unknown): CatalogueError {
  if (cause !== undefined && app === undefined) throw cause;
  const variables =
    app === undefined
      ? 'GITHUB_TOKEN'
      : 'GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY and GITHUB_APP_INSTALLATION_ID';
  return new CatalogueError('unavailable', `the code host refused the credentials: check ${variables}`);
}
