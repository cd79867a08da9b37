import { type Actor, isAtLeast, toActorName } from '../domain/access/actor.ts';
import { toClaimValue } from '../domain/corrections/claim-value.ts';
import { type CorrectableKind, correctableFields } from '../domain/corrections/correctable-fields.ts';
import type { Correction } from '../domain/corrections/correction.ts';
import { isStatedBy } from '../domain/decisions/apply-correction.ts';
import { CatalogueError, invalidInput, notFound } from '../domain/errors.ts';
import type { ClaimValue } from '../domain/records/evidence.ts';
import type { CatalogueRecord } from '../domain/records/record.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry, KeptWrite } from '../ports/entry-store.ts';
import type { StoredRecord } from '../ports/record-store.ts';
import { amountOf } from './describe-record.ts';
import { looksAfter } from './find-owners.ts';
import { keepDecisions } from './keep-decisions.ts';
import type { Directory } from './open-directory.ts';
import { readCorrectionValue } from './read-correction-value.ts';
import { makeId } from './secrets.ts';
import { toCorrectionDecision, toCorrectionWrite } from './to-correction-write.ts';
import { writtenEntry } from './written-entry.ts';

export interface StatingCorrections {
  store: CatalogueStore;
  directory: Directory;
  now: () => Date;
  inImportTurn<T>(work: () => Promise<T>): Promise<T>;
  /** What else is kept in the same write. */
  kept?: (entry: Entry<Correction>) => KeptWrite[];
}

export interface GivenCorrection {
  field: string;
  value: ClaimValue;
  reason: string;
  evidence?: string;
}

/**
 * Takes down what somebody says of a curated record. It waits for a moderator, unless it comes from one or from an organisation that looks
 * after the record. Errors: CatalogueError 'invalid', 'not-found', 'gone', 'conflict' (a registered record, what the record says already,
 * what waits already).
 */
export async function stateCorrection(
  { store, directory, now, inImportTurn, kept = () => [] }: StatingCorrections,
  { kind, id }: { kind: CorrectableKind; id: string },
  given: GivenCorrection,
  actor: Actor,
): Promise<Entry<Correction>> {
  const record = await findCurated(store, kind, id);
  const fields = correctableFields[kind];
  const field = Object.hasOwn(fields, given.field) ? fields[given.field] : undefined;
  if (field === undefined) {
    const message = `"${given.field.slice(0, 80)}" is no field of this kind of record that can be corrected`;
    throw invalidInput([{ field: 'field', message, allowed: Object.keys(fields) }]);
  }
  const value = readCorrectionValue(directory, field, given.value);
  const at = now().toISOString();
  const by = toActorName(actor);
  const correction: Correction = {
    ...{ kind, record: record.id, title: record.document.title, field: given.field, value },
    before: presentValue(record, given.field, directory),
    reason: given.reason,
    ...(given.evidence !== undefined && { evidence: given.evidence }),
    ...{ statedBy: by, statedAt: at, history: [] },
  };
  const correctionId = makeId('correction');
  const decision = toCorrectionDecision(correctionId, correction, directory);
  if (isStatedBy({ kind, document: record.document } as CatalogueRecord, decision)) {
    const message = 'is what the record says already';
    throw new CatalogueError('conflict', `value: ${message}`, [{ field: 'value', message }]);
  }
  const owns = kind === 'asset' && (await looksAfter({ store, directory }, actor, record.id));
  const isShownAtOnce = isAtLeast(actor, 'moderator') || owns;
  const write = toCorrectionWrite(correction, {
    id: correctionId,
    ...(isShownAtOnce
      ? { state: 'accepted' as const, action: 'approved' as const }
      : { state: 'pending' as const, action: 'submitted' as const }),
    ...{ at, actor: by, basedOn: 0 },
  });
  const entry = writtenEntry(write, at);
  const also = { entries: [write], kept: kept(entry) };
  if (isShownAtOnce) await inImportTurn(() => keepDecisions({ store, now }, [decision], by, also));
  else await store.write({ actor: by, at, put: [], withdraw: [], ...also });
  return entry;
}

async function findCurated(
  store: CatalogueStore,
  kind: CorrectableKind,
  id: string,
): Promise<StoredRecord<CorrectableKind>> {
  const record = await store.find(kind, id.toLowerCase());
  if (record === undefined) throw notFound(`The ${kind} "${id.slice(0, 100)}"`);
  if (record.state === 'withdrawn')
    throw new CatalogueError('gone', `The ${kind} "${record.id}" was withdrawn`);
  if (record.origin === 'curated') return record;
  const path = `/api/v1/assets/${record.id}`;
  throw new CatalogueError('conflict', `This record was registered here: change it with PATCH ${path}`, [], {
    method: 'PATCH',
    path,
  });
}

/** What a record says in a field, as a correction of it would: an amount is the one that is shown. */
export function presentValue(
  { document }: StoredRecord<CorrectableKind>,
  field: string,
  directory: Directory,
): ClaimValue {
  if (field === 'amountGbp') return amountOf(directory, document.claims).amountGbp ?? null;
  if (field in document) return toClaimValue((document as Record<string, unknown>)[field]);
  return document.claims.find((claim) => claim.field === field && !claim.ambiguous)?.value ?? null;
}
