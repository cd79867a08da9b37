import { correctableFields } from '../domain/corrections/correctable-fields.ts';
import type { Correction, CorrectionState } from '../domain/corrections/correction.ts';
import { correctionsSource } from '../domain/corrections/corrections-source.ts';
import { toFieldValue } from '../domain/corrections/to-field-value.ts';
import type { CorrectionDecision } from '../domain/decisions/decision.ts';
import type { EntryAction, EntryWrite } from '../ports/entry-store.ts';
import type { Directory } from './open-directory.ts';
import { toByline } from './to-byline.ts';

/** A correction as it is written, with the step in its history. While it waits, nobody can state the same again. */
export function toCorrectionWrite(
  correction: Correction,
  step: {
    id: string;
    state: CorrectionState;
    action: EntryAction;
    at: string;
    /** As in the change log. */
    actor: string;
    reason?: string;
    basedOn: number;
  },
): EntryWrite & { document: Correction } {
  const { id, state, action, at, actor, reason, basedOn } = step;
  const { kind, record, field, value, statedBy, history } = correction;
  const done = { at, actor, to: state, ...(reason !== undefined && { reason }) };
  return {
    ...{ kind: 'correction', id, state, action, basedOn },
    document: { ...correction, history: [...history, done] },
    terms: [
      { name: 'record', value: `${kind} ${record}` },
      { name: 'by', value: statedBy },
    ],
    ...(state === 'pending' && {
      unique: [{ name: 'waiting', value: JSON.stringify([kind, record, field, value]) }],
    }),
  };
}

/** What an accepted correction has the catalogue say: the claim names the role, the organisation, the day and the reason. */
export function toCorrectionDecision(
  id: string,
  correction: Correction,
  directory: Pick<Directory, 'organisation'>,
): CorrectionDecision {
  const { kind, record, field, value, statedBy, statedAt, reason, evidence } = correction;
  const seen = evidence === undefined ? '' : ` (${evidence})`;
  const how = toByline(directory, { actor: statedBy, at: statedAt, reason: `${reason}${seen}` });
  const form = correctableFields[kind][field]?.form ?? 'line';
  const held = toFieldValue(form, value, how);
  return {
    type: 'correction',
    id,
    ...{ kind, record, field },
    ...(held !== undefined && { value: held }),
    stated: { field, value, source: correctionsSource.id, how },
  };
}
