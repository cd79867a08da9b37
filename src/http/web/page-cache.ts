import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { actorOf } from '../access/actor-of.ts';
import { sessionOf } from '../access/session-cookie.ts';
import { chooseLanguage, languageCookie } from './language.ts';

/** A page as it was made, without what is the reader's own. */
export interface MadePage {
  html: string;
  etag: string;
  /** ISO-8601: from then on it is not true any more, whatever was written. */
  holdsUntil?: string;
}

export interface PageCache {
  /** The page that was made for the same address and language, as long as it holds; also notes when the page was asked for. */
  find(request: FastifyRequest): MadePage | undefined;
  keep(request: FastifyRequest, page: MadePage): void;
}

/** Strangers see the same. Whoever is signed in, sends a key or has just chosen a language gets a page of their own. */
function keyOf(request: FastifyRequest): string | undefined {
  const { method, headers, url } = request;
  const isStranger = headers.authorization === undefined && sessionOf(request) === undefined;
  if (method !== 'GET' || !isStranger || actorOf(request).id !== undefined) return undefined;
  return languageCookie(request) === undefined ? `${chooseLanguage(request)} ${url}` : undefined;
}

/** Pages are read far more often than they change: they are kept until anything in the catalogue changes, or the day does. */
export function buildPageCache(
  newestChange: () => number,
  now: () => Date,
  maxCharacters = 12_000_000,
): PageCache {
  const pages = new LRUCache<string, MadePage>({
    maxSize: maxCharacters,
    sizeCalculation: ({ html }, key) => html.length + key.length,
  });
  const askedAt = new WeakMap<FastifyRequest, string>();
  let keptSince = stateNow();

  function stateNow(): string {
    return `${newestChange()} ${now().toISOString().slice(0, 10)}`;
  }

  return {
    find(request) {
      const state = stateNow();
      if (state !== keptSince) {
        pages.clear();
        keptSince = state;
      }
      const key = keyOf(request);
      if (key === undefined) return undefined;
      const page = pages.get(key);
      if (page !== undefined && (page.holdsUntil ?? '9') > now().toISOString()) return page;
      askedAt.set(request, state);
      return undefined;
    },
    keep(request, page) {
      const key = keyOf(request);
      // What was begun before a change may show either side of it.
      if (key === undefined || askedAt.get(request) !== stateNow() || keptSince !== stateNow()) return;
      pages.set(key, page);
    },
  };
}
