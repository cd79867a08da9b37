/** How an attempt to open an address ended, told apart as far as whoever asked needs it. */
export type FetchFailure =
  /** Not http or https, no host, a user name or password in it, a port that is no web server's. */
  | 'unusable'
  /** It leads, directly or by a redirect, to a machine of this network or another that is not public. */
  | 'refused'
  /** No machine has the name. */
  | 'no-such-host'
  | 'unreachable'
  | 'timeout'
  | 'too-many-redirects'
  | 'too-large';

/** A step on the way: `isPermanent` where the server says that the address has changed for good (301, 308). */
export interface Redirect {
  from: string;
  to: string;
  isPermanent: boolean;
}

export type WebAnswer =
  | {
      outcome: 'answered';
      status: number;
      /** Where the answer came from, after all redirects. */
      address: string;
      redirects: readonly Redirect[];
      contentType?: string;
      /** Seconds or a date, as the server put it. */
      retryAfter?: string;
      /** Empty for HEAD. */
      body: string;
    }
  | { outcome: 'failed'; failure: FetchFailure; message: string; redirects: readonly Redirect[] };

export interface WebRequest {
  method?: 'GET' | 'HEAD';
  /** Stops reading after so many bytes, by default 1,000,000; `cut` gives what was read until then instead of a failure. */
  maxBytes?: number;
  cut?: boolean;
  /** For everything together, redirects included; by default 10,000. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

/**
 * Opens addresses that people give. Only public machines are spoken to, whatever the address, its redirects or the name service say; an
 * address that cannot be opened is an answer, never an exception.
 */
export interface WebFetcher {
  fetch(address: string, request?: WebRequest): Promise<WebAnswer>;
}
