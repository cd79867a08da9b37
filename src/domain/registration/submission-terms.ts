import { repositoryId } from '../ids.ts';
import { comparableAddress } from './comparable-address.ts';
import type { Submission } from './submission.ts';

const over: ReadonlySet<string> = new Set(['rejected', 'merged']);

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

/** Whether nobody else may register what it is about: not once it was rejected, nor when it was withdrawn before anybody saw it. */
export function holdsItsPlace({ wasPublished }: Pick<Submission, 'wasPublished'>, state: string): boolean {
  return state === 'withdrawn' ? wasPublished : !over.has(state);
}

/** What only one registration may be about at a time. */
export function heldTerms({ asset }: Pick<Submission, 'asset'>): Term[] {
  const { repository, address } = asset;
  if (repository !== undefined) return [{ name: 'holds', value: repositoryId(repository) }];
  return address === undefined ? [] : [{ name: 'holds', value: comparableAddress(address) }];
}
