import { type Actor, isAtLeast, toActorName } from '../domain/access/actor.ts';
import type { CorrectableKind } from '../domain/corrections/correctable-fields.ts';
import type { Correction } from '../domain/corrections/correction.ts';
import { notFound } from '../domain/errors.ts';
import type { Entry } from '../ports/entry-store.ts';
import { mayKnow } from './decide-correction.ts';
import { looksAfter } from './find-owners.ts';
import type { StatingCorrections } from './state-correction.ts';

type Reading = Pick<StatingCorrections, 'store' | 'directory'>;

/** More than anybody says of one record. */
const most = 1000;

/** Newest first: accepted ones for everybody, the others for moderators, who looks after the record, and who stated them. */
export async function listCorrections(
  { store, directory }: Reading,
  { kind, id }: { kind: CorrectableKind; id: string },
  actor: Actor,
): Promise<Entry<Correction>[]> {
  const record = await store.find(kind, id.toLowerCase());
  if (record === undefined) throw notFound(`The ${kind} "${id.slice(0, 100)}"`);
  const names = new Set([record.id, ...('aliases' in record.document ? record.document.aliases : [])]);
  const seesAll =
    isAtLeast(actor, 'moderator') ||
    (kind === 'asset' && (await looksAfter({ store, directory }, actor, record.id)));
  const found: Entry<Correction>[] = [];
  for (const name of names) {
    const terms = [{ name: 'record', value: `${kind} ${name}` }];
    const { entries } = await store.listEntries<Correction>({ kind: 'correction', terms, limit: most });
    found.push(...entries);
  }
  const own = isAtLeast(actor, 'contributor') ? toActorName(actor) : undefined;
  return found
    .filter(({ state, document }) => seesAll || state === 'accepted' || document.statedBy === own)
    .sort((one, other) => (one.createdAt < other.createdAt ? 1 : -1));
}

/** Errors: CatalogueError 'not-found', also where the caller may not know of it. */
export async function getCorrection(reading: Reading, id: string, actor: Actor): Promise<Entry<Correction>> {
  const entry = await reading.store.findEntry<Correction>('correction', id);
  if (entry !== undefined && (await mayKnow(reading, entry, actor))) return entry;
  throw notFound(`The correction "${id.slice(0, 100)}"`);
}
