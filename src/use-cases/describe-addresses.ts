import type { LinkKnowledge } from '../domain/enrichment/link-state.ts';
import type { EnrichmentStore, LinkSighting } from '../ports/enrichment-store.ts';

/** What was seen of an address outside the code host; times are ISO-8601. */
export interface AddressState {
  address: string;
  state: Exclude<LinkKnowledge['state'], 'unread'>;
  /** Where it leads for good. */
  movedTo?: string;
  /** When it was last asked for, whatever came of it. */
  checkedAt: string;
  /** When it last answered. */
  seenAt?: string;
  /** The first time that it was not there any more, for one that is gone. */
  goneSince?: string;
}

interface Addressed {
  address?: string;
  homepage?: string;
  demo?: string;
  documentation?: string;
  sources: readonly { address?: string }[];
  statements: readonly { sources: readonly { address?: string }[] }[];
}

/** Adds what is known of the addresses that the answer shows, in their order; nothing of those of which nothing is established. */
export async function withAddressStates<Described extends Addressed>(
  { enrichment }: { enrichment: Pick<EnrichmentStore, 'readLinks'> },
  described: Described,
): Promise<Described & { addressStates: AddressState[] }> {
  const { address, homepage, demo, documentation, sources, statements } = described;
  const cited = [...sources, ...statements.flatMap((statement) => statement.sources)];
  const shown = [address, homepage, demo, documentation, ...cited.map((source) => source.address)];
  const addresses = [...new Set(shown.filter((one) => one !== undefined))];
  const links = addresses.length === 0 ? [] : await enrichment.readLinks(addresses);
  return { ...described, addressStates: links.flatMap(toAddressState) };
}

function toAddressState({ address, state, movedTo, observations }: LinkSighting): AddressState[] {
  const checkedAt = observations.at(-1)?.at;
  if (state === 'unread' || checkedAt === undefined) return [];
  const seenAt = observations.findLast(({ outcome }) => outcome === 'found')?.at;
  const goneSince = observations.find(
    ({ at, outcome }) => outcome === 'absent' && (seenAt === undefined || at > seenAt),
  )?.at;
  return [
    {
      ...{ address, state, checkedAt },
      ...(movedTo !== undefined && { movedTo }),
      ...(seenAt !== undefined && { seenAt }),
      ...(state === 'gone' && goneSince !== undefined && { goneSince }),
    },
  ];
}
