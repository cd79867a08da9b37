import type { FetchFailure } from '../../ports/web-fetcher.ts';
import { RefusedAddress } from './guarded-lookup.ts';
import { TooLarge } from './open-once.ts';

/** Names for this machine and this network, which some name services answer. */
export const localName = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa|localdomain)\.?$/i;

/** The address, or what is wrong with it. URL reads every spelling of an IPv4 address (decimal, octal, hexadecimal, short) as the usual one. */
export function readAddress(address: string): URL | string {
  if (!URL.canParse(address)) return 'not an address';
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return `${url.protocol} is neither http nor https`;
  if (url.username !== '' || url.password !== '') return 'it holds a user name or a password';
  return url.hostname === '' ? 'it names no machine' : url;
}

export function portOf({ port, protocol }: URL): string {
  return port === '' ? (protocol === 'https:' ? '443' : '80') : port;
}

export function failureOf(error: unknown): FetchFailure {
  if (error instanceof RefusedAddress) return 'refused';
  if (error instanceof TooLarge) return 'too-large';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOTFOUND' || code === 'ENODATA' ? 'no-such-host' : 'unreachable';
}
