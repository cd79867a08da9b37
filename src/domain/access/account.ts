import { z } from 'zod';
import { RecordId } from '../ids.ts';
import { GrantedRole } from './actor.ts';

/** What an account may do: a role and, for contributors, whom they speak for. */
export const Grant = z.strictObject({ role: GrantedRole, organisations: z.array(RecordId) });
export type Grant = z.infer<typeof Grant>;

/**
 * Somebody who signs in with a browser. Their address is not in it, nor in any revision of it: it is kept beside, so that forgetting it
 * once forgets it. `claims`: their identity provider says what they may do; `list`: the allow-list does; `admin`: an admin decided.
 */
export const Account = Grant.extend({
  grantedBy: z.enum(['claims', 'list', 'admin']),
  /** The hash of who they are at the identity provider. */
  subject: z.string().optional(),
});
export type Account = z.infer<typeof Account>;
