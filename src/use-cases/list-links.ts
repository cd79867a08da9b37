import type { Asset } from '../domain/records/asset.ts';
import type { RecordStore } from '../ports/record-store.ts';

/** An address that a record gives, with the places where it stands: "asset unboxed--bops homepage". */
export interface ListedLink {
  address: string;
  places: string[];
}

const onCodeHost = /^https?:\/\/(?:[^/]*\.)?(?:github\.com|githubusercontent\.com)(?:[/:?#]|$)/i;

/** Every address outside the code host that people may follow from the catalogue, each once, in order of the address. */
export async function listLinks(records: Pick<RecordStore, 'readAll'>): Promise<ListedLink[]> {
  const links = new Map<string, string[]>();
  const add = (address: string | undefined, place: string) => {
    if (address === undefined || onCodeHost.test(address)) return;
    links.set(address, [...(links.get(address) ?? []), place]);
  };
  for await (const { id, document } of records.readAll('asset')) {
    for (const [field, address] of addressesOf(document)) add(address, `asset ${id} ${field}`);
  }
  for await (const { id, document } of records.readAll('source'))
    add(document.address, `source ${id} address`);
  return [...links]
    .map(([address, places]) => ({ address, places }))
    .sort((one, other) => (one.address < other.address ? -1 : 1));
}

function addressesOf({ address, homepage, demo, documentation }: Asset): [string, string | undefined][] {
  return Object.entries({ address, homepage, demo, documentation });
}
