import type { OwnerMessage } from '../domain/reuse/owner-message.ts';
import { toMailWrites } from './to-mail-writes.ts';

/** A mailbox that cannot be reached for so long gets nothing any more. */
const keptDays = 14;

/** What goes to the owners' mailbox. `from`: the organisation that the writer named. */
export function toOwnerMail(
  { asset, text, replyTo }: OwnerMessage,
  { to, title, from, at }: { to: string; title: string; from?: string; at: string },
): ReturnType<typeof toMailWrites> {
  const who = from === undefined ? 'Somebody' : `Somebody at ${from}`;
  const lines = [
    `${who} writes to you about "${title}" (${asset}) by way of the Council Reuse Catalogue:`,
    text,
    replyTo === undefined
      ? 'They left no address; yours was not shown to them.'
      : 'An answer goes to them, and shows them the address that you send it from; yours was not shown to them so far.',
  ];
  const content = {
    ...{ to, subject: `About ${title}`.slice(0, 150), text: lines.join('\n\n') },
    ...(replyTo !== undefined && { replyTo }),
  };
  const expiresAt = new Date(Date.parse(at) + keptDays * 86_400_000).toISOString();
  return toMailWrites({ ...content, purpose: `a message to the owners of ${asset}` }, { at, expiresAt });
}
