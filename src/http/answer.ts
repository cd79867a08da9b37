import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';

interface Answer {
  etag: string;
  body: string;
}

/** Names of a body's version: what it was made from and a hash of its text. */
export function toEtag(version: number, text: string): string {
  return `"${version}-${createHash('sha1').update(text).digest('base64url').slice(0, 16)}"`;
}

/** True when the caller already holds this version; weak and strong tags compare alike (RFC 9110, 13.1.2). */
function isHeld(request: FastifyRequest, etag: string): boolean {
  const held = request.headers['if-none-match'];
  if (held === undefined) return false;
  return held.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}

/** Sends a JSON text with its ETag, or 304 when the caller holds it. */
export function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  { etag, body }: Answer,
): FastifyReply {
  reply.header('etag', etag).header('cache-control', 'public, max-age=60');
  if (isHeld(request, etag)) return reply.code(304).send();
  return reply.type('application/json; charset=utf-8').send(body);
}

/** `holdsUntil`: from that moment on it is not true any more, whatever was written. */
export interface BuiltAnswer {
  version: number;
  body: unknown;
  holdsUntil?: string;
}

export interface AnswerCache {
  /** The answer kept under `key` since the newest change, or the one that `build` makes now. */
  get(key: string, build: () => Promise<BuiltAnswer>): Promise<Answer>;
  /** The one that is kept under `key`, where it still holds. */
  find(key: string): Answer | undefined;
}

/** Details are read far more often than they change: their text is kept until anything in the catalogue changes. */
export function buildAnswerCache(
  newestChange: () => number,
  now: () => Date,
  maxCharacters = 16_000_000,
): AnswerCache {
  const answers = new LRUCache<string, Answer & { holdsUntil?: string }>({
    maxSize: maxCharacters,
    sizeCalculation: ({ body }) => body.length,
  });
  let keptSince = newestChange();

  function find(key: string): Answer | undefined {
    if (newestChange() !== keptSince) {
      answers.clear();
      keptSince = newestChange();
    }
    const kept = answers.get(key);
    return kept !== undefined && (kept.holdsUntil ?? '9') > now().toISOString() ? kept : undefined;
  }

  return {
    find,
    async get(key, build) {
      const kept = find(key);
      if (kept !== undefined) return kept;
      const newest = newestChange();
      const { version, body, holdsUntil } = await build();
      const text = JSON.stringify(body);
      const answer = { etag: toEtag(version, text), body: text };
      if (newest === newestChange()) answers.set(key, { ...answer, ...(holdsUntil && { holdsUntil }) });
      return answer;
    },
  };
}
