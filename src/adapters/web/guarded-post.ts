import { isIP } from 'node:net';
import type { FetchFailure } from '../../ports/web-fetcher.ts';
import type { PostAnswer, WebPost, WebPoster } from '../../ports/web-poster.ts';
import { guardedLookup, type Resolve, resolveBySystem } from './guarded-lookup.ts';
import { openOnce } from './open-once.ts';
import { isPublicAddress } from './public-address.ts';
import { failureOf, localName, readAddress } from './web-address.ts';

export interface GuardedPosterOptions {
  userAgent?: string;
  /** Machines of this network and any port may be sent to as well. */
  allowPrivate?: boolean;
  resolve?: Resolve;
}

const webPorts: ReadonlySet<string> = new Set(['', '80', '443', '8080', '8443']);
const resolveMs = 3000;

const whys: Record<FetchFailure, string> = {
  unusable: 'the address cannot be used',
  refused: 'the address leads to a machine that is not public',
  'no-such-host': 'no machine has this name',
  unreachable: 'the machine could not be reached',
  timeout: 'no answer in time',
  'too-many-redirects': 'it redirects',
  'too-large': 'the answer is too large',
};

/** The only way to send to addresses that people give. A redirect is an answer like any other: it is not followed. */
export function buildGuardedPoster({
  userAgent = 'council-reuse-catalogue',
  allowPrivate = false,
  resolve = resolveBySystem,
}: GuardedPosterOptions = {}): WebPoster {
  const isAllowed = (ip: string) => allowPrivate || isPublicAddress(ip);

  function readUsable(address: string): URL | { failure: FetchFailure; why: string } {
    const url = readAddress(address);
    if (typeof url === 'string') return { failure: 'unusable', why: url };
    if (allowPrivate) return url;
    if (localName.test(url.hostname)) return { failure: 'refused', why: whys.refused };
    if (!webPorts.has(url.port)) {
      return { failure: 'unusable', why: `port ${url.port} is not that of a web server` };
    }
    const host = url.hostname.replace(/^\[|\]$/g, '');
    return isIP(host) !== 0 && !isAllowed(host) ? { failure: 'refused', why: whys.refused } : url;
  }

  async function refusal(address: string): Promise<string | undefined> {
    const url = readUsable(address);
    if (!(url instanceof URL)) return url.why;
    if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0) return undefined;
    const late = new Promise<[]>((done) => setTimeout(() => done([]), resolveMs).unref());
    const found = await Promise.race([resolve(url.hostname).catch(() => []), late]);
    return found.some((one) => !isAllowed(one.address)) ? whys.refused : undefined;
  }

  async function post(
    address: string,
    { headers, body, timeoutMs = 10_000, signal }: WebPost,
  ): Promise<PostAnswer> {
    const url = readUsable(address);
    if (!(url instanceof URL)) return { outcome: 'failed', ...url };
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await openOnce({
        ...{ url, method: 'POST', userAgent, isAllowed, headers, body },
        lookup: guardedLookup(resolve, isAllowed),
        signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
      });
      answer.on('error', () => undefined).destroy();
      const { 'retry-after': retryAfter } = answer.headers;
      const status = answer.statusCode ?? 0;
      return { outcome: 'answered', status, ...(retryAfter !== undefined && { retryAfter }) };
    } catch (error) {
      const failure = timeout.aborted ? 'timeout' : failureOf(error);
      return { outcome: 'failed', failure, why: whys[failure] };
    }
  }

  return { refusal, post };
}
