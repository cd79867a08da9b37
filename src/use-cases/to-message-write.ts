import type { MessageState, OwnerMessage } from '../domain/reuse/owner-message.ts';
import type { EntryAction, EntryWrite } from '../ports/entry-store.ts';

export function toMessageWrite(
  message: OwnerMessage,
  by: { id: string; state: MessageState; action: EntryAction; basedOn: number },
): EntryWrite & { document: OwnerMessage } {
  return {
    kind: 'message',
    ...by,
    document: message,
    terms: [{ name: 'asset', value: message.asset }],
  };
}
