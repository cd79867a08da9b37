import { type Actor, isAtLeast, toActorName } from '../domain/access/actor.ts';
import { Correction } from '../domain/corrections/correction.ts';
import type { Decision } from '../domain/decisions/decision.ts';
import { CatalogueError, notFound } from '../domain/errors.ts';
import type { Entry } from '../ports/entry-store.ts';
import { expectPending } from './expect-pending.ts';
import { looksAfter } from './find-owners.ts';
import { keepDecisions } from './keep-decisions.ts';
import type { StatingCorrections } from './state-correction.ts';
import { toCorrectionDecision, toCorrectionWrite } from './to-correction-write.ts';
import { writtenEntry } from './written-entry.ts';

/** `actor` as in the change log. */
export interface DecidingCorrection {
  actor: string;
  at: string;
  reason?: string;
}

/** The record says so from now on. Errors: CatalogueError 'conflict' where it does not wait or its record is gone; 'stale'. */
async function approve(
  { store, directory, now, inImportTurn, kept = () => [] }: StatingCorrections,
  entry: Entry,
  by: DecidingCorrection,
): Promise<Entry<Correction>> {
  expectPending(entry);
  const stated = Correction.parse(entry.document);
  const record = await store.find(stated.kind, stated.record);
  if (record?.state !== 'published' || record.origin !== 'curated') {
    throw new CatalogueError(
      'conflict',
      `The ${stated.kind} "${stated.record}" is not shown any more; reject this`,
    );
  }
  // It may have another id by now.
  const correction = { ...stated, record: record.id };
  const write = toCorrectionWrite(correction, {
    ...{ id: entry.id, state: 'accepted', action: 'approved', basedOn: entry.revision },
    ...by,
  });
  const decided = writtenEntry(write, by.at, entry);
  const also = { entries: [write], kept: kept(decided) };
  const decision = toCorrectionDecision(entry.id, correction, directory);
  await inImportTurn(() => keepDecisions({ store, now }, [decision], by.actor, also));
  return decided;
}

/** Errors: CatalogueError 'conflict' where it does not wait; 'stale'. */
async function reject(
  { store, kept = () => [] }: Pick<StatingCorrections, 'store' | 'kept'>,
  entry: Entry,
  by: DecidingCorrection,
): Promise<Entry<Correction>> {
  expectPending(entry);
  const write = toCorrectionWrite(Correction.parse(entry.document), {
    ...{ id: entry.id, state: 'rejected', action: 'rejected', basedOn: entry.revision },
    ...by,
  });
  const decided = writtenEntry(write, by.at, entry);
  const { actor, at } = by;
  await store.write({ actor, at, put: [], withdraw: [], entries: [write], kept: kept(decided) });
  return decided;
}

export const correctionModeration = { approve, reject };

/**
 * Takes a correction back: whoever stated it while it waits; a moderator, or who looks after the record, afterwards too. The record then
 * says again what its file says. Errors: CatalogueError 'not-found', 'forbidden', 'conflict', 'stale'.
 */
export async function withdrawCorrection(
  services: StatingCorrections,
  id: string,
  { actor, reason }: { actor: Actor; reason: string },
): Promise<Entry<Correction>> {
  const { store, now, inImportTurn, kept = () => [] } = services;
  const entry = await store.findEntry<Correction>('correction', id);
  if (entry === undefined || !(await mayKnow(services, entry, actor)))
    throw notFound(`The correction "${id}"`);
  if (entry.state !== 'pending' && entry.state !== 'accepted') {
    const message = `The correction ${id} is ${entry.state}; only what waits or was accepted can be withdrawn`;
    throw new CatalogueError('conflict', message);
  }
  if (!(await mayWithdraw(services, entry, actor))) {
    throw new CatalogueError(
      'forbidden',
      'A moderator, or the organisation that looks after the record, withdraws it',
    );
  }
  const by = toActorName(actor);
  const at = now().toISOString();
  const write = toCorrectionWrite(entry.document, {
    ...{ id, state: 'withdrawn', action: 'withdrawn', basedOn: entry.revision },
    ...{ at, actor: by, reason },
  });
  const withdrawn = writtenEntry(write, at, entry);
  const also = { entries: [write], kept: kept(withdrawn) };
  if (entry.state === 'pending') await store.write({ actor: by, at, put: [], withdraw: [], ...also });
  else {
    const lapsed = (one: Decision) => one.type === 'correction' && one.id === id;
    await inImportTurn(() => keepDecisions({ store, now }, [], by, { ...also, lapsed }));
  }
  return withdrawn;
}

function isOwn({ document }: Entry<Correction>, actor: Actor): boolean {
  return isAtLeast(actor, 'contributor') && document.statedBy === toActorName(actor);
}

/** Strangers know of accepted ones only. */
export async function mayKnow(
  { store, directory }: Pick<StatingCorrections, 'store' | 'directory'>,
  entry: Entry<Correction>,
  actor: Actor,
): Promise<boolean> {
  if (entry.state === 'accepted' || isAtLeast(actor, 'moderator') || isOwn(entry, actor)) return true;
  const { kind, record } = entry.document;
  return kind === 'asset' && looksAfter({ store, directory }, actor, record);
}

async function mayWithdraw(
  { store, directory }: Pick<StatingCorrections, 'store' | 'directory'>,
  entry: Entry<Correction>,
  actor: Actor,
): Promise<boolean> {
  if (isAtLeast(actor, 'moderator')) return true;
  if (entry.state === 'pending' && isOwn(entry, actor)) return true;
  const { kind, record } = entry.document;
  return kind === 'asset' && looksAfter({ store, directory }, actor, record);
}
