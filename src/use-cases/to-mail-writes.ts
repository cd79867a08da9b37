import type { OutgoingMail } from '../domain/mail/outgoing-mail.ts';
import type { EntryWrite, KeptWrite } from '../ports/entry-store.ts';
import { makeId } from './secrets.ts';

export const mailSpace = 'mail';

/** What a message says and whom to: forgotten when it is sent, and when its time is over. */
export interface MailContent {
  to: string;
  subject: string;
  text: string;
  /** Where an answer goes, if not to the sender. */
  replyTo?: string;
}

/**
 * A message to be written together with what causes it, so that neither is without the other. `purpose` is for admins and holds nothing
 * personal; after `expiresAt` it is not sent any more and forgotten.
 */
export function toMailWrites(
  { purpose, ...content }: MailContent & { purpose: string },
  { at, expiresAt }: { at: string; expiresAt: string },
): { entries: [EntryWrite]; kept: [KeptWrite] } {
  const id = makeId('mail');
  const document: OutgoingMail = { purpose, attempts: 0, nextAttemptAt: at };
  return {
    entries: [{ kind: 'mail', id, state: 'waiting', document, action: 'submitted', terms: [], basedOn: 0 }],
    kept: [{ space: mailSpace, key: id, value: JSON.stringify(content), expiresAt }],
  };
}
