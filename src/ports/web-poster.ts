import type { FetchFailure } from './web-fetcher.ts';

export type PostAnswer =
  | {
      outcome: 'answered';
      status: number /** Seconds or a date, as the server put it. */;
      retryAfter?: string;
    }
  | {
      outcome: 'failed';
      failure: FetchFailure /** In words, without what only this network may know. */;
      why: string;
    };

export interface WebPost {
  headers: Readonly<Record<string, string>>;
  body: string;
  /** By default 10,000. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

/**
 * Sends to addresses that people give: to public machines only, unless the operator allows others; redirects are not followed. An address
 * that cannot be sent to is an answer, never an exception.
 */
export interface WebPoster {
  /** Why nothing will be sent to the address; undefined where it may be tried. A name that cannot be resolved now may be later. */
  refusal(address: string): Promise<string | undefined>;
  post(address: string, post: WebPost): Promise<PostAnswer>;
}
