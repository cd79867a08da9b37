import type { RecordRef } from '../domain/ids.ts';
import type { RecordStore } from '../ports/record-store.ts';

/** An address that records give, with the places where it stands. */
export interface ListedLink {
  address: string;
  places: (RecordRef & { field: string })[];
}

const fields = ['address', 'homepage', 'demo', 'documentation'] as const;
const kinds = ['asset', 'award', 'fund', 'source'] as const;

const onCodeHost = /^https?:\/\/(?:[^/]*\.)?(?:github\.com|githubusercontent\.com)(?:[/:?#]|$)/i;

/** Every address outside the code host that people may follow from the catalogue, each once, in order of the address. */
export async function listLinks(records: Pick<RecordStore, 'readAll'>): Promise<ListedLink[]> {
  const links = new Map<string, ListedLink['places']>();
  for (const kind of kinds) {
    for await (const { id, document } of records.readAll(kind)) {
      const given: Partial<Record<(typeof fields)[number], string>> = document;
      for (const field of fields) {
        const address = given[field];
        if (address === undefined || onCodeHost.test(address)) continue;
        links.set(address, [...(links.get(address) ?? []), { kind, id, field }]);
      }
    }
  }
  return [...links]
    .map(([address, places]) => ({ address, places }))
    .sort((one, other) => (one.address < other.address ? -1 : 1));
}
