import { type Actor, toActorName } from '../domain/access/actor.ts';
import type { EntryKind } from '../domain/entries/entry-kind.ts';
import { isBinding, redacted, textsIn } from '../domain/entries/redact-document.ts';
import { invalidInput } from '../domain/errors.ts';
import { isRecordKind, type RecordKind } from '../domain/ids.ts';
import type { Tombstone } from '../domain/redaction/tombstone.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { EntryWrite } from '../ports/entry-store.ts';
import type { Redaction } from '../ports/redaction-store.ts';
import { readRedactable } from './read-redactable.ts';
import { planPseudonym } from './redact-identity.ts';
import { makeId } from './secrets.ts';
import { forgetPerson } from './write-account.ts';

export interface Redacting {
  store: CatalogueStore;
  now: () => Date;
}

export interface GivenRedaction {
  kind: RecordKind | EntryKind;
  id: string;
  text?: string;
  field?: string;
  reason: string;
}

export interface Redacted extends Tombstone {
  id: string;
  places: number;
  /** The files of the database hold nothing of it any more. */
  erased: boolean;
}

/** What a text must have at least, and how many documents may hold it, so that no word of everybody's goes. */
const shortestText = 4;
const mostDocuments = 50;
/** What a field says is looked for elsewhere where it is so long that it can hardly be said by others. */
const tellingText = 12;

/**
 * Takes something out of everything that is kept: a text wherever it stands, everything that a field ever said, or, of a key or an account,
 * who it was. Errors: CatalogueError 'invalid', 'not-found'; 'conflict' where a curated file says it, or too much else does.
 */
export async function redact(
  { store, now }: Redacting,
  actor: Actor,
  asked: GivenRedaction,
): Promise<Redacted> {
  const at = now().toISOString();
  checkGiven(asked);
  const given = { ...asked, id: isRecordKind(asked.kind) ? asked.id.toLowerCase() : asked.id };
  const { kind, id, field, reason } = given;
  const by = toActorName(actor);
  const tombstone: Tombstone = { of: { kind, id }, ...(field && { field }), reason, by, at };
  const isIdentity = given.text === undefined && field === undefined;
  const planned = isIdentity ? await planPseudonym(store, given, at) : await planTexts(store, given);
  if (planned.rename) tombstone.of = { kind, id: planned.rename.to };
  const tombstoneId = makeId('redaction');
  const entries = [...planned.entries, toTombstoneWrite(tombstone, tombstoneId)];
  const { places } = await store.redact({ ...planned, entries, actor: by, at });
  // Before the files are rewritten: what was kept beside an account names the person as well.
  if (planned.rename) await forgetPerson(store, id);
  return { id: tombstoneId, ...tombstone, places, erased: await store.erase() };
}

type Planned = Pick<Redaction, 'replace' | 'blank' | 'rename' | 'most'> & { entries: EntryWrite[] };

async function planTexts(store: CatalogueStore, given: GivenRedaction): Promise<Planned> {
  const { kind, id, text, field } = given;
  const { documents, blank } = await readRedactable(store, given);
  if (text !== undefined) {
    const inJson = JSON.stringify(text).slice(1, -1);
    if (!documents.some((document) => JSON.stringify(document).includes(inJson))) {
      throw invalidInput([{ field: 'text', message: `does not stand in any revision of ${kind} ${id}` }]);
    }
    return { replace: [{ text, by: redacted }], blank: [], entries: [], most: mostDocuments };
  }
  const said = new Set(documents.flatMap((document) => textsIn(document, [field ?? ''])));
  if (said.size === 0) {
    throw invalidInput([{ field: 'field', message: `no revision of ${kind} ${id} says anything in it` }]);
  }
  const telling = [...said].filter((one) => one.length >= tellingText);
  const replace = telling.map((one) => ({ text: one, by: redacted }));
  const most = mostDocuments;
  return { replace, blank: blank.map((one) => ({ ...one, fields: [field ?? ''] })), entries: [], most };
}

export function toTombstoneWrite(tombstone: Tombstone, id: string): EntryWrite {
  const { of } = tombstone;
  return {
    ...{ kind: 'redaction', id, state: 'done', document: tombstone, action: 'redacted', basedOn: 0 },
    terms: [{ name: 'of', value: `${of.kind} ${of.id}` }],
  };
}

function checkGiven({ kind, text, field, reason }: GivenRedaction): void {
  const isIdentity = kind === 'key' || kind === 'account';
  if (text !== undefined && field !== undefined) {
    throw invalidInput([{ field: 'field', message: 'give either a text or a field' }]);
  }
  if (text === undefined && field === undefined && !isIdentity) {
    throw invalidInput([
      { field: 'text', message: 'give the text that has to go, or the field that holds it' },
    ]);
  }
  if (text !== undefined && text.length < shortestText) {
    throw invalidInput([{ field: 'text', message: `must have at least ${shortestText} characters` }]);
  }
  if (field !== undefined && isBinding(field)) {
    throw invalidInput([{ field: 'field', message: `${field} holds the record together and is no text` }]);
  }
  if (text !== undefined && reason.includes(text)) {
    throw invalidInput([{ field: 'reason', message: 'must not say what has to go' }]);
  }
}
