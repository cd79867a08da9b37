import type { FetchFailure, Redirect, WebAnswer, WebFetcher, WebRequest } from '../../ports/web-fetcher.ts';
import { guardedLookup, type Resolve, resolveBySystem } from './guarded-lookup.ts';
import { openOnce, readBody } from './open-once.ts';
import { paceHosts } from './pace-hosts.ts';
import { isPublicAddress } from './public-address.ts';
import { failureOf, localName, portOf, readAddress } from './web-address.ts';

export interface GuardedFetchOptions {
  userAgent?: string;
  /** IP addresses that may be opened though they are not public, with their ports: "127.0.0.1:8080". */
  allow?: readonly string[];
  resolve?: Resolve;
  /** Between two requests to one host; the wait counts as time that the request takes. */
  betweenMs?: number;
}

const mostRedirects = 5;
const webPorts: ReadonlySet<string> = new Set(['', '80', '443', '8080', '8443']);
const redirecting: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const permanent: ReadonlySet<number> = new Set([301, 308]);

/** The only way to addresses that people give: http and https, to public machines, re-checked at every redirect, within time and size. */
export function buildGuardedFetcher({
  userAgent = 'council-reuse-catalogue',
  allow = [],
  resolve = resolveBySystem,
  betweenMs = 0,
}: GuardedFetchOptions = {}): WebFetcher {
  const allowed = new Set(allow);
  const awaitTurn = paceHosts(betweenMs);

  async function fetch(address: string, request: WebRequest = {}): Promise<WebAnswer> {
    const { method = 'GET', maxBytes = 1_000_000, cut = false, timeoutMs = 10_000 } = request;
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = request.signal === undefined ? timeout : AbortSignal.any([timeout, request.signal]);
    const redirects: Redirect[] = [];
    const fail = (failure: FetchFailure, message: string): WebAnswer => ({
      ...{ outcome: 'failed', failure, message, redirects },
    });
    try {
      for (let next = address; ; ) {
        const url = readAddress(next);
        if (typeof url === 'string') return fail('unusable', url);
        const isAllowed = (ip: string) => isPublicAddress(ip) || allowed.has(`${ip}:${portOf(url)}`);
        if (localName.test(url.hostname)) return fail('refused', `${url.hostname} is not a public name`);
        if (!webPorts.has(url.port) && ![...allowed].some((one) => one.endsWith(`:${url.port}`))) {
          return fail('unusable', `port ${url.port} is not that of a web server`);
        }
        await awaitTurn(url.host, signal);
        const lookup = guardedLookup(resolve, isAllowed);
        const answer = await openOnce({ url, method, userAgent, lookup, isAllowed, signal });
        const status = answer.statusCode ?? 0;
        const { location, 'content-type': contentType, 'retry-after': retryAfter } = answer.headers;
        if (!redirecting.has(status) || location === undefined) {
          const body = await readBody(answer, maxBytes, cut);
          return {
            ...{ outcome: 'answered', status, address: url.href, redirects, body },
            ...(contentType !== undefined && { contentType }),
            ...(retryAfter !== undefined && { retryAfter }),
          };
        }
        answer.destroy();
        if (redirects.length >= mostRedirects) {
          return fail('too-many-redirects', `more than ${mostRedirects} redirects`);
        }
        if (!URL.canParse(location, url.href)) return fail('unusable', 'a redirect that leads to no address');
        const to = new URL(location, url.href);
        redirects.push({ from: url.href, to: to.href, isPermanent: permanent.has(status) });
        next = to.href;
      }
    } catch (error) {
      if (timeout.aborted) return fail('timeout', `no answer within ${timeoutMs} ms`);
      return fail(failureOf(error), error instanceof Error ? error.message : String(error));
    }
  }

  return { fetch };
}
