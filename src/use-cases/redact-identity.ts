import { blankFields } from '../domain/entries/redact-document.ts';
import { notFound } from '../domain/errors.ts';
import type { EntryStore, EntryWrite } from '../ports/entry-store.ts';
import type { Redaction } from '../ports/redaction-store.ts';
import { makeId } from './secrets.ts';

/** What may stay of a key or an account: what it was for, and when. */
const staying: ReadonlySet<string> = new Set([
  'role',
  'organisations',
  'expiresAt',
  'revokedAt',
  'createdAt',
]);

/** Who somebody was: another id everywhere, nothing else left of them, and their key or account is of no use any more. */
export async function planPseudonym(
  store: Pick<EntryStore, 'findEntry'>,
  { kind, id }: { kind: string; id: string },
  at: string,
): Promise<Pick<Redaction, 'replace' | 'blank' | 'rename'> & { entries: EntryWrite[] }> {
  if (kind !== 'key' && kind !== 'account') throw notFound(`The identity "${id.slice(0, 100)}"`);
  const entry = await store.findEntry<Record<string, unknown>>(kind, id);
  if (entry === undefined) throw notFound(`The ${kind} "${id.slice(0, 100)}"`);
  const to = makeId(`${kind}-redacted`);
  const fields = Object.keys(entry.document).filter((name) => !staying.has(name));
  const blanked = blankFields(entry.document, fields);
  const closed: EntryWrite = {
    ...{ kind, id: to, state: 'revoked', action: 'redacted', basedOn: entry.revision },
    document: kind === 'key' ? { ...blanked, revokedAt: at } : blanked,
    terms: [],
  };
  return { replace: [], blank: [{ kind, id, fields }], rename: { kind, id, to }, entries: [closed] };
}
