import { livingStates, type ReuseState, type ReuseStatement } from '../domain/reuse/reuse-statement.ts';
import type { EntryAction, EntryWrite } from '../ports/entry-store.ts';

const living: ReadonlySet<string> = new Set(livingStates);

interface WritingReuse {
  id: string;
  state: ReuseState;
  action: EntryAction;
  at: string;
  /** As in the change log. */
  actor: string;
  reason?: string;
  basedOn: number;
}

/** A statement as it is written, with what was done in its history; once it is public, it is the only one of its asset and organisation. */
export function toReuseWrite(
  statement: ReuseStatement,
  { id, state, action, at, actor, reason, basedOn }: WritingReuse,
): EntryWrite & { document: ReuseStatement } {
  const { asset, organisation, publicFrom, history } = statement;
  const isLiving = living.has(state);
  const from = publicFrom ?? (isLiving ? basedOn + 1 : undefined);
  return {
    kind: 'reuse',
    id,
    state,
    action,
    basedOn,
    document: {
      ...statement,
      ...(from !== undefined && { publicFrom: from }),
      history: [...history, { at, actor, action, ...(reason !== undefined && { reason }) }],
    },
    terms: [
      { name: 'asset', value: asset },
      { name: 'organisation', value: organisation },
    ],
    ...(isLiving && { unique: [{ name: 'pair', value: `${asset} ${organisation}` }] }),
  };
}
