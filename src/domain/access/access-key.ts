import { z } from 'zod';
import { RecordId } from '../ids.ts';
import { GrantedRole } from './actor.ts';

/** A key of the API. The secret itself is shown once and never kept: `hash` is its SHA-256 in base64url. */
export const AccessKey = z.strictObject({
  name: z.string().min(1).max(80),
  hash: z.string(),
  role: GrantedRole,
  organisations: z.array(RecordId).default([]),
  /** ISO-8601 in UTC; absent where it does not expire. */
  expiresAt: z.string().optional(),
  revokedAt: z.string().optional(),
});
export type AccessKey = z.infer<typeof AccessKey>;
