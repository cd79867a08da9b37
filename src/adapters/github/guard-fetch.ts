import { CatalogueError } from '../../domain/errors.ts';

export interface FetchGuard {
  /** Base of the API: nothing outside its host is ever asked. */
  apiUrl: string;
  timeoutMs: number;
  longestAnswerBytes: number;
  onAnswer(url: URL, status: number, headers: Headers): void;
}

const mostRedirects = 3;
const bodyless = new Set([204, 205, 304]);

/** Why an answer could not be had, in words that are safe to show. */
export class FetchTrouble extends Error {
  override readonly name = 'FetchTrouble';
}

/**
 * `fetch` with the bounds of this adapter: a time-out over the whole answer, a greatest length, and redirects followed by hand, within
 * the API's own host only, since each carries the token. Every answer that arrives is told to `onAnswer`, redirects included.
 */
export function guardFetch(guard: FetchGuard): typeof fetch {
  const { origin } = new URL(guard.apiUrl);

  async function follow(url: URL, init: RequestInit, redirects: number): Promise<Response> {
    const response = await fetch(url, { ...init, redirect: 'manual' });
    guard.onAnswer(url, response.status, response.headers);
    const location = response.headers.get('location');
    if (![301, 302, 307, 308].includes(response.status) || location === null) {
      return wholeAnswer(response, guard.longestAnswerBytes);
    }
    await response.body?.cancel();
    const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
    if (next?.origin !== origin) throw new FetchTrouble('the host redirected to another host');
    if (redirects === mostRedirects) throw new FetchTrouble('the host redirected too often');
    if ((init.method ?? 'GET') !== 'GET') throw new FetchTrouble('the host redirected a query');
    return follow(next, init, redirects + 1);
  }

  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== origin)
      throw new CatalogueError('unavailable', `${url.origin} is not the code host's`);
    const timeout = AbortSignal.timeout(guard.timeoutMs);
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    try {
      return await follow(url, { ...init, signal }, 0);
    } catch (error) {
      if (error instanceof FetchTrouble || init.signal?.aborted) throw error;
      if (timeout.aborted)
        throw new FetchTrouble(`the host did not answer within ${guard.timeoutMs / 1000} s`);
      throw new FetchTrouble(`the host could not be reached${causeOf(error)}`);
    }
  };
}

/** The code of a network error (ECONNRESET …): its message would name addresses. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? ` (${code})` : '';
}

/** Read to its end here, within the time-out, so that nobody waits for a body that never comes. */
async function wholeAnswer(response: Response, longest: number): Promise<Response> {
  const { status, statusText, headers } = response;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > longest) throw new FetchTrouble(`the host's answer is longer than ${longest} bytes`);
    chunks.push(chunk);
  }
  const answered = new Headers(headers);
  // Raw files come with a character set that is a guess; as bytes they are decoded here.
  if (headers.get('content-type')?.includes('github.raw'))
    answered.set('content-type', 'application/octet-stream');
  return new Response(bodyless.has(status) ? null : Buffer.concat(chunks), {
    status,
    statusText,
    headers: answered,
  });
}
