import { z } from 'zod';
import { CorrectableKind } from '../corrections/correctable-fields.ts';
import { RecordId } from '../ids.ts';
import { Asset, Relation } from '../records/asset.ts';
import { Claim } from '../records/evidence.ts';

/**
 * What was decided of the catalogue besides its files: an import of the files keeps it. `merge`: `merged` is the same thing as `asset`,
 * and gives it its names (`aliases` are those of a record that people registered). `correction`: `value` is the field's from now on, absent
 * where it has none; `stated` says who said so. `withdrawal`: the asset is not shown, nor named by others.
 */
export const Decision = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('relation'), asset: RecordId, relation: Relation }),
  z.strictObject({
    type: z.literal('adoption'),
    asset: RecordId,
    adoption: Asset.shape.adoption.unwrap().element,
  }),
  z.strictObject({
    type: z.literal('merge'),
    asset: RecordId,
    merged: RecordId,
    aliases: z.array(RecordId).optional(),
  }),
  z.strictObject({
    type: z.literal('correction'),
    /** Of the entry that stated it. */
    id: z.string(),
    kind: CorrectableKind,
    record: RecordId,
    field: z.string(),
    value: z.json().optional(),
    stated: Claim,
  }),
  z.strictObject({
    type: z.literal('withdrawal'),
    asset: RecordId,
    /** Who decided it, when and why: role, organisation, date, reason. */
    how: z.string(),
  }),
]);
export type Decision = z.infer<typeof Decision>;

export type CorrectionDecision = Extract<Decision, { type: 'correction' }>;

/** Whether two are about the same thing, so that the later one takes the place of the earlier. */
export function replaces(later: Decision, earlier: Decision): boolean {
  return subjectOf(later) === subjectOf(earlier);
}

function subjectOf(decision: Decision): string {
  if (decision.type === 'correction')
    return `correction ${decision.kind} ${decision.record} ${decision.field}`;
  return decision.type === 'withdrawal' ? `withdrawal ${decision.asset}` : JSON.stringify(decision);
}
