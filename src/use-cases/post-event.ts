import { Webhook } from 'standardwebhooks';
import type { Subscription } from '../domain/events/subscription.ts';
import type { Entry } from '../ports/entry-store.ts';
import type { WebPoster } from '../ports/web-poster.ts';
import type { ShownChange } from './read-changes.ts';

/** `retryAfterSeconds`: what the server asked for; `isGone`: it wants nothing more, ever. */
export type PostOutcome =
  | { delivered: true }
  | { delivered: false; why: string; retryAfterSeconds?: number; isGone: boolean };

interface PostingEvent {
  poster: WebPoster;
  now: () => Date;
  signal?: AbortSignal;
}

/** One change to one subscriber, as https://www.standardwebhooks.com has it; the id is the same however often it is sent. */
export async function postEvent(
  { poster, now, signal }: PostingEvent,
  { id, document: { url, secret } }: Pick<Entry<Subscription>, 'id' | 'document'>,
  change: ShownChange,
): Promise<PostOutcome> {
  const messageId = `msg_${id}_${change.seq}`;
  const body = JSON.stringify({
    type: `${change.kind}.${change.action}`,
    timestamp: change.at,
    data: change,
  });
  const at = now();
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'webhook-id': messageId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(messageId, at, body),
  };
  const answer = await poster.post(url, { headers, body, ...(signal && { signal }) });
  if (answer.outcome === 'failed') return { delivered: false, why: answer.why, isGone: false };
  const { status, retryAfter } = answer;
  if (status >= 200 && status < 300) return { delivered: true };
  const seconds = Number(retryAfter);
  const isRedirect = status >= 300 && status < 400;
  return {
    delivered: false,
    why: `it answered ${status}${isRedirect ? ', and redirects are not followed' : ''}`,
    ...(seconds > 0 && { retryAfterSeconds: Math.min(seconds, 86_400) }),
    isGone: status === 410,
  };
}
