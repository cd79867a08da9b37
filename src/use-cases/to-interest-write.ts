import type { Interest, InterestState } from '../domain/reuse/interest.ts';
import type { EntryAction, EntryWrite } from '../ports/entry-store.ts';

/** What an interest is about: "asset bops" or "service 608". */
export function aboutOf({ asset, service }: Pick<Interest, 'asset' | 'service'>): string {
  return asset === undefined ? `service ${service}` : `asset ${asset}`;
}

/** An interest as it is written; once it is public, it is the only one of its organisation about this. */
export function toInterestWrite(
  interest: Interest,
  by: { id: string; state: InterestState; action: EntryAction; basedOn: number },
): EntryWrite & { document: Interest } {
  const { asset, service, organisation } = interest;
  return {
    kind: 'interest',
    ...by,
    document: interest,
    terms: [
      ...(asset === undefined ? [] : [{ name: 'asset', value: asset }]),
      ...(service === undefined ? [] : [{ name: 'service', value: service }]),
      { name: 'organisation', value: organisation },
    ],
    ...(by.state === 'published' && {
      unique: [{ name: 'pair', value: `${aboutOf(interest)} ${organisation}` }],
    }),
  };
}
