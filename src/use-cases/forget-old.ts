import type { EntryKind } from '../domain/entries/entry-kind.ts';
import { redacted, textsIn } from '../domain/entries/redact-document.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import { toTombstoneWrite } from './redact.ts';
import { makeId } from './secrets.ts';

/** How long is kept what is of no use any more, in days. */
export interface RetentionDays {
  /** What was rejected or withdrawn before it was published: its texts and contacts. */
  rejected: number;
  /** What was written to owners, and where they were to answer, after it was sent. */
  messages: number;
}

interface ForgettingOld {
  store: CatalogueStore;
  now: () => Date;
  days: RetentionDays;
}

interface Rule {
  kind: EntryKind;
  states: readonly string[];
  fields: readonly string[];
  days: keyof RetentionDays;
}

const assetTexts = ['title', 'otherNames', 'summary', 'description', 'homepage', 'demo', 'documentation'];
const moreTexts = ['address', 'hosting', 'gettingStarted', 'councilSpecific', 'notes', 'notesForModerators'];

const rules: readonly Rule[] = [
  {
    kind: 'submission',
    states: ['rejected'],
    fields: ['contact', ...assetTexts, ...moreTexts],
    days: 'rejected',
  },
  { kind: 'correction', states: ['rejected'], fields: ['value', 'reason', 'evidence'], days: 'rejected' },
  { kind: 'reuse', states: ['rejected', 'withdrawn'], fields: ['contact', 'evidence'], days: 'rejected' },
  { kind: 'interest', states: ['rejected', 'withdrawn'], fields: ['note'], days: 'rejected' },
  { kind: 'message', states: ['rejected'], fields: ['text', 'replyTo'], days: 'rejected' },
  { kind: 'message', states: ['sent'], fields: ['text', 'replyTo'], days: 'messages' },
];

const pageSize = 200;
const actor = 'retention';

/** Forgets what is over: kept values past their time, and the texts of what nobody needs any more, in every revision. How many entries it was. */
export async function forgetOld({ store, now, days }: ForgettingOld): Promise<number> {
  const at = now().toISOString();
  await store.purgeKept(at);
  let forgotten = 0;
  for (const rule of rules) {
    const before = new Date(now().getTime() - days[rule.days] * 86_400_000).toISOString();
    const blank = await findOld(store, rule, before);
    if (blank.length === 0) continue;
    const reason = `kept for ${days[rule.days]} days`;
    const of = { kind: rule.kind, id: `${blank.length} ${rule.states.join(' or ')}` };
    const tombstone = toTombstoneWrite({ of, reason, by: actor, at }, makeId('redaction'));
    await store.redact({ actor, at, replace: [], blank, entries: [tombstone] });
    forgotten += blank.length;
  }
  await store.erase();
  return forgotten;
}

async function findOld(store: CatalogueStore, { kind, states, fields }: Rule, before: string) {
  const found: { kind: EntryKind; id: string; fields: readonly string[] }[] = [];
  for (let offset = 0; ; offset += pageSize) {
    const { entries } = await store.listEntries({ kind, states, offset, limit: pageSize });
    for (const { id, updatedAt, document } of entries) {
      const says = textsIn(document, fields).some(
        (text) => text !== redacted && !text.includes('redacted.invalid'),
      );
      if (updatedAt <= before && says) found.push({ kind, id, fields });
    }
    if (entries.length < pageSize) return found;
  }
}
