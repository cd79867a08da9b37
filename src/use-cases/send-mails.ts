import { CatalogueError } from '../domain/errors.ts';
import { type MailState, nextAttempt, type OutgoingMail } from '../domain/mail/outgoing-mail.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry, EntryAction } from '../ports/entry-store.ts';
import type { Leases } from '../ports/leases.ts';
import type { MailSender } from '../ports/mail.ts';
import { type MailContent, mailSpace } from './to-mail-writes.ts';

interface SendingMails {
  store: Pick<CatalogueStore, 'listEntries' | 'kept' | 'forgetKept' | 'write'>;
  leases: Pick<Leases, 'take'>;
  mail: MailSender;
  now: () => Date;
}

const aTurn = 50;
const actor = 'mail';

/** Sends what waits and is due, oldest first; one process at a time. How many were sent. A message whose sending was cut off is sent again. */
export async function sendMails({ store, leases, mail, now }: SendingMails): Promise<number> {
  const due = await findDue(store, now());
  if (due.length === 0) return 0;
  const lease = await leases.take('mail');
  if (lease === undefined) return 0;
  let sent = 0;
  try {
    // Looked at again: another process may have had its turn meanwhile.
    for (const entry of await findDue(store, now())) {
      if (lease.lost.aborted) break;
      if (await sendOne({ store, mail, now }, entry)) sent += 1;
    }
  } finally {
    await lease.release();
  }
  return sent;
}

async function findDue(store: SendingMails['store'], at: Date): Promise<Entry<OutgoingMail>[]> {
  const due: Entry<OutgoingMail>[] = [];
  for (let offset = 0; due.length < aTurn; offset += aTurn) {
    const { entries } = await store.listEntries<OutgoingMail>({
      kind: 'mail',
      states: ['waiting'],
      offset,
      limit: aTurn,
    });
    due.push(...entries.filter(({ document }) => document.nextAttemptAt <= at.toISOString()));
    if (entries.length < aTurn) break;
  }
  return due.slice(0, aTurn);
}

async function sendOne(
  { store, mail, now }: Omit<SendingMails, 'leases'>,
  entry: Entry<OutgoingMail>,
): Promise<boolean> {
  async function settle(state: MailState, changed: Partial<OutgoingMail>, action: EntryAction) {
    const { kind, id, revision, document } = entry;
    const write = {
      kind,
      id,
      state,
      document: { ...document, ...changed },
      action,
      terms: [],
      basedOn: revision,
    };
    await store.write({ actor, at: now().toISOString(), put: [], withdraw: [], entries: [write] });
    if (state !== 'waiting') await store.forgetKept(mailSpace, entry.id);
  }

  const kept = await store.kept(mailSpace, entry.id, now().toISOString());
  if (kept === undefined) {
    await settle('lapsed', {}, 'lapsed');
    return false;
  }
  const attempts = entry.document.attempts + 1;
  try {
    await mail.send({ id: entry.id, ...(JSON.parse(kept) as MailContent) });
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    const again = error.kind === 'unavailable' ? nextAttempt(attempts, now()) : undefined;
    const failed = { attempts, lastError: error.message };
    if (again === undefined) await settle('failed', failed, 'lapsed');
    else await settle('waiting', { ...failed, nextAttemptAt: again }, 'changed');
    return false;
  }
  await settle('sent', { attempts }, 'sent');
  return true;
}
