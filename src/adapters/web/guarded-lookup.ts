import type { LookupAddress } from 'node:dns';
import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** An address that the guard refuses; the request fails with it. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress';
}

export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

export function resolveBySystem(hostname: string): Promise<LookupAddress[]> {
  return new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true, verbatim: true }, (error, addresses) => {
      if (error) reject(error);
      else resolve(addresses);
    });
  });
}

/**
 * The look-up of a connection: the addresses that were checked are those that are connected to, so that a name cannot mean one machine
 * when it is checked and another when it is opened. A name with one address that is not public is refused altogether.
 */
export function guardedLookup(resolve: Resolve, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, { all }, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        const refused = addresses.find(({ address }) => !isAllowed(address));
        if (first === undefined) callback(new Error(`${hostname} has no address`), '', 0);
        else if (refused !== undefined) {
          callback(new RefusedAddress(`${hostname} leads to a machine that is not public`), '', 0);
        } else if (all) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    );
  };
}
