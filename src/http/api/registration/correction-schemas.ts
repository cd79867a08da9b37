import { z } from 'zod';
import { Role } from '../../../domain/access/actor.ts';
import { toShownActor } from '../../../domain/access/shown-actor.ts';
import { CorrectableKind } from '../../../domain/corrections/correctable-fields.ts';
import { type Correction, CorrectionState } from '../../../domain/corrections/correction.ts';
import type { Entry } from '../../../ports/entry-store.ts';

/** Somebody: what they may do, and whom they speak for. */
export const ShownActor = z
  .object({ role: Role, organisation: z.string().optional() })
  .meta({ id: 'ShownActor', description: 'Role, and the id of the organisation where there is one' });

const Value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

export const CorrectionShown = z
  .object({
    id: z.string(),
    kind: CorrectableKind,
    record: z.string(),
    title: z.string(),
    field: z.string(),
    value: Value,
    before: Value.meta({ description: 'What the record said when it was stated' }),
    reason: z.string(),
    evidence: z.string().optional(),
    state: CorrectionState,
    at: z.string(),
    actor: ShownActor,
    decision: z
      .object({ state: CorrectionState, at: z.string(), actor: ShownActor, reason: z.string().optional() })
      .optional()
      .meta({ description: 'The last thing that was decided about it' }),
  })
  .meta({ id: 'Correction' });

export function showCorrection({ id, state, document }: Entry<Correction>): z.infer<typeof CorrectionShown> {
  const { statedBy, statedAt, history, ...stated } = document;
  const last = history.at(-1);
  const isDecided = last !== undefined && last.to !== 'pending';
  return {
    id,
    ...stated,
    state: CorrectionState.parse(state),
    at: statedAt,
    actor: toShownActor(statedBy),
    ...(isDecided && {
      decision: {
        ...{ state: last.to, at: last.at, actor: toShownActor(last.actor) },
        ...(last.reason !== undefined && { reason: last.reason }),
      },
    }),
  };
}
