import { type Actor, isAtLeast, toActorName } from '../domain/access/actor.ts';
import { speaksFor } from '../domain/access/speaks-for.ts';
import type { Decision } from '../domain/decisions/decision.ts';
import { CatalogueError } from '../domain/errors.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { KeptWrite } from '../ports/entry-store.ts';
import type { StoredRecord } from '../ports/record-store.ts';
import { looksAfter } from './find-owners.ts';
import { keepDecisions, readDecisions } from './keep-decisions.ts';
import type { Directory } from './open-directory.ts';
import { toByline } from './to-byline.ts';

export interface WithdrawingCurated {
  store: CatalogueStore;
  directory: Directory;
  now: () => Date;
  inImportTurn<T>(work: () => Promise<T>): Promise<T>;
}

export interface Withdrawing {
  actor: Actor;
  reason: string;
  /** Kept in the same write. */
  kept?: readonly KeptWrite[];
}

/**
 * Takes a curated asset out of the catalogue, and out of what names it; imports keep it so. Doing it again changes nothing. Errors:
 * CatalogueError 'forbidden' unless for its lead, for who looks after it, or by a moderator.
 */
export async function withdrawCurated(
  services: WithdrawingCurated,
  record: StoredRecord<'asset'>,
  { actor, reason, kept = [] }: Withdrawing,
): Promise<void> {
  await expectKeeper(services, record, actor);
  const { store, directory, now, inImportTurn } = services;
  const by = toActorName(actor);
  await inImportTurn(async () => {
    const how = toByline(directory, { actor: by, at: now().toISOString(), reason });
    await keepDecisions({ store, now }, [{ type: 'withdrawal', asset: record.id, how }], by, { kept });
  });
}

/**
 * Brings a withdrawn curated asset back as its file states it, with its corrections. Errors: CatalogueError 'forbidden' as above,
 * 'conflict' where it was not withdrawn here.
 */
export async function restoreCurated(
  services: WithdrawingCurated,
  record: StoredRecord<'asset'>,
  { actor, kept = [] }: Withdrawing,
): Promise<void> {
  await expectKeeper(services, record, actor);
  const { store, now, inImportTurn } = services;
  const isWithdrawal = (decision: Decision) => decision.type === 'withdrawal' && decision.asset === record.id;
  await inImportTurn(async () => {
    if (!(await readDecisions(store)).some(isWithdrawal)) {
      const message =
        record.state === 'withdrawn' ? 'its file is gone; it returns with its file' : 'it was not withdrawn';
      throw new CatalogueError('conflict', `"${record.id}" cannot be restored: ${message}`);
    }
    await keepDecisions({ store, now }, [], toActorName(actor), { kept, lapsed: isWithdrawal });
  });
}

async function expectKeeper(
  { store, directory }: WithdrawingCurated,
  { id, document }: StoredRecord<'asset'>,
  actor: Actor,
): Promise<void> {
  if (isAtLeast(actor, 'moderator')) return;
  const isLead =
    isAtLeast(actor, 'contributor') && speaksFor(actor, document.lead?.organisation, directory.councils);
  if (isLead || (await looksAfter({ store, directory }, actor, id))) return;
  throw new CatalogueError(
    'forbidden',
    'This is for the organisation whose record it is, and for moderators',
  );
}
