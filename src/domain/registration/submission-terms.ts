import { repositoryId } from '../ids.ts';
import { comparableAddress } from './comparable-address.ts';
import type { Submission } from './submission.ts';

interface Term {
  name: string;
  value: string;
}

/** What a working copy is found by: its edit link's hash, what it is about, and whose it is. */
export function submissionTerms({ asset, token }: Submission): Term[] {
  const { repository, address, homepage, lead, partners } = asset;
  const bodies = new Set([lead, ...partners].flatMap((party) => party?.organisation ?? []));
  return [
    ...(token === undefined ? [] : [{ name: 'token', value: token.hash }]),
    ...(repository === undefined ? [] : [{ name: 'repository', value: repositoryId(repository) }]),
    ...(address === undefined ? [] : [{ name: 'address', value: comparableAddress(address) }]),
    ...(homepage === undefined ? [] : [{ name: 'homepage', value: comparableAddress(homepage) }]),
    ...[...bodies].map((value) => ({ name: 'organisation', value })),
  ];
}
