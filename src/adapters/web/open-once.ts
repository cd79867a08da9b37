import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { RefusedAddress } from './guarded-lookup.ts';

export interface Opening {
  url: URL;
  method: 'GET' | 'HEAD' | 'POST';
  userAgent: string;
  lookup: LookupFunction;
  isAllowed: (address: string) => boolean;
  signal: AbortSignal;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

/** One request, no redirect followed. The connection is new: one that is kept could lead where it was not checked. */
export function openOnce(opening: Opening) {
  const { url, method, userAgent, lookup, isAllowed, signal, headers, body } = opening;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // An address that is a number needs no look-up, so that the look-up's guard would never see it.
  if (isIP(host) !== 0 && !isAllowed(host)) {
    return Promise.reject(new RefusedAddress(`${host} is not a public address`));
  }
  const open = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise<IncomingMessage>((resolve, reject) => {
    const request = open(url, {
      ...{ method, lookup, signal, agent: false, maxHeaderSize: 32_768 },
      headers: { 'user-agent': userAgent, accept: '*/*', 'accept-encoding': 'identity', ...headers },
    });
    request.on('error', reject);
    request.on('response', resolve);
    request.end(body);
  });
}

export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** The body as text; `cut` keeps what fits. The connection is closed in every case. */
export async function readBody(answer: IncomingMessage, maxBytes: number, cut: boolean): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of answer) {
      const bytes = part as Buffer;
      length += bytes.length;
      if (length > maxBytes && !cut) throw new TooLarge(`more than ${maxBytes} bytes`);
      parts.push(bytes);
      if (length > maxBytes) break;
    }
  } finally {
    answer.destroy();
  }
  return Buffer.concat(parts).subarray(0, maxBytes).toString('utf8');
}
