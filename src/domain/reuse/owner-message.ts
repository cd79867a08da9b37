import { z } from 'zod';
import { RecordId } from '../ids.ts';

export const MessageState = z.enum(['pending', 'sent', 'rejected']);
export type MessageState = z.infer<typeof MessageState>;

/** What somebody writes to the owners of an asset. `replyTo` is personal: it is forgotten some time after the message was sent. */
export const OwnerMessage = z.strictObject({
  asset: RecordId,
  text: z.string(),
  replyTo: z.string().optional(),
  organisation: RecordId.optional(),
  sentBy: z.string(),
  sentAt: z.string(),
  /** Decisions of which somebody said why. */
  history: z
    .array(z.strictObject({ at: z.string(), actor: z.string(), to: MessageState, reason: z.string() }))
    .optional(),
});
export type OwnerMessage = z.infer<typeof OwnerMessage>;
