import type { MailState, OutgoingMail } from '../domain/mail/outgoing-mail.ts';
import type { EntryStore } from '../ports/entry-store.ts';
import { type MailContent, mailSpace } from './to-mail-writes.ts';

export interface ListedMail extends OutgoingMail, Partial<MailContent> {
  id: string;
  state: MailState;
  createdAt: string;
}

/** Newest first. Whom to and what it says is there as long as it waits. */
export async function listMails(
  { store, now }: { store: Pick<EntryStore, 'listEntries' | 'kept'>; now: () => Date },
  { page, pageSize, state }: { page: number; pageSize: number; state?: MailState },
): Promise<{ total: number; mails: ListedMail[] }> {
  const { total, entries } = await store.listEntries<OutgoingMail>({
    kind: 'mail',
    ...(state !== undefined && { states: [state] }),
    order: 'newest',
    offset: (page - 1) * pageSize,
    limit: pageSize,
  });
  const mails = await Promise.all(
    entries.map(async ({ id, state: standing, createdAt, document }) => {
      const kept = await store.kept(mailSpace, id, now().toISOString());
      const content = kept === undefined ? {} : (JSON.parse(kept) as MailContent);
      return { id, state: standing as MailState, createdAt, ...document, ...content };
    }),
  );
  return { total, mails };
}
