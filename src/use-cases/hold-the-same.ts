import type { SearchIndex } from '../ports/search-index.ts';

type Fingerprinted = Pick<SearchIndex, 'fingerprints'>;

/** Whether two indexes hold the same documents, whatever their engines. */
export async function holdTheSame(one: Fingerprinted, other: Fingerprinted): Promise<boolean> {
  const expected = new Map<string, string>();
  for await (const { kind, id, fingerprint } of one.fingerprints())
    expected.set(`${kind}/${id}`, fingerprint);
  for await (const { kind, id, fingerprint } of other.fingerprints()) {
    const key = `${kind}/${id}`;
    if (expected.get(key) !== fingerprint) return false;
    expected.delete(key);
  }
  return expected.size === 0;
}
