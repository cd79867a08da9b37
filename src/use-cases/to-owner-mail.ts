import type { OwnerMessage } from '../domain/reuse/owner-message.ts';
import type { EntryWrite } from '../ports/entry-store.ts';
import { makeId } from './secrets.ts';

/** What goes to the owners' mailbox. `from`: the organisation that the writer named. */
export function toOwnerMail(
  { asset, text, replyTo }: OwnerMessage,
  { to, title, from }: { to: string; title: string; from?: string },
): EntryWrite {
  const who = from === undefined ? 'Somebody' : `Somebody at ${from}`;
  const lines = [
    `${who} writes to you about "${title}" (${asset}) by way of the Council Reuse Catalogue:`,
    text,
    'Your address was not shown to them. Answer this mail to write to them directly.',
  ];
  return {
    kind: 'mail',
    id: makeId('mail'),
    state: 'waiting',
    document: {
      to,
      subject: `About ${title}`.slice(0, 150),
      text: lines.join('\n\n'),
      ...(replyTo !== undefined && { replyTo }),
    },
    action: 'submitted',
    terms: [],
    basedOn: 0,
  };
}
