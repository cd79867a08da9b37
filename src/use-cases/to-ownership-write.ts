import type { Ownership, OwnershipState } from '../domain/registration/ownership.ts';
import type { EntryAction, EntryWrite } from '../ports/entry-store.ts';

/** A claim to look after an asset as it is written, with the step in its history; an organisation has one at a time. */
export function toOwnershipWrite(
  ownership: Ownership,
  step: {
    id: string;
    state: OwnershipState;
    action: EntryAction;
    at: string;
    /** As in the change log. */
    actor: string;
    reason?: string;
    basedOn: number;
  },
): EntryWrite & { document: Ownership } {
  const { id, state, action, at, actor, reason, basedOn } = step;
  const { asset, organisation, history } = ownership;
  const done = { at, actor, to: state, ...(reason !== undefined && { reason }) };
  const isLiving = state === 'claimed' || state === 'confirmed';
  return {
    ...{ kind: 'ownership', id, state, action, basedOn },
    document: { ...ownership, history: [...history, done] },
    terms: [
      { name: 'asset', value: asset },
      { name: 'organisation', value: organisation },
    ],
    ...(isLiving && { unique: [{ name: 'pair', value: `${asset} ${organisation}` }] }),
  };
}
