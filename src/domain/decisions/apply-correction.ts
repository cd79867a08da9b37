import { isSameValue, toClaimValue } from '../corrections/claim-value.ts';
import { isCorrection } from '../corrections/corrections-source.ts';
import type { RecordKind } from '../ids.ts';
import type { Claim } from '../records/evidence.ts';
import { type CatalogueRecord, documentSchemas } from '../records/record.ts';
import { referencesOf } from '../records/record-links.ts';
import type { CorrectionDecision } from './decision.ts';

/**
 * The record with the corrected value, and both claims: the correction's first, then what was said before with its source. The same object
 * where the record says it already, where what the value names is not there, or where the record could not be read any more.
 */
export function applyCorrection(
  record: CatalogueRecord,
  correction: CorrectionDecision,
  isThere: (kind: RecordKind, id: string) => boolean,
): CatalogueRecord {
  const document: Record<string, unknown> = record.document;
  if (!('claims' in record.document) || isStatedBy(record, correction)) return record;
  const { field, value, stated } = correction;
  const { claims } = record.document;
  const next: Record<string, unknown> = {
    ...document,
    claims: [stated, ...formerClaim(record, field), ...claims],
  };
  if (hasField(record.kind, field)) {
    delete next[field];
    if (value !== undefined && value !== null) next[field] = value;
  }
  const checked = documentSchemas[record.kind].safeParse(next);
  if (!checked.success) return record;
  const corrected = { kind: record.kind, document: checked.data } as CatalogueRecord;
  const named = referencesOf(corrected).filter((mention) => mention.field.split('.')[0] === field);
  return named.every(({ kind, id }) => kind === 'source' || isThere(kind, id)) ? corrected : record;
}

/** Whether a record says by itself what a correction would have it say; of a value that stands on claims alone, its correction or all claims must. */
export function isStatedBy(record: CatalogueRecord, { field, stated }: CorrectionDecision): boolean {
  if (hasField(record.kind, field)) {
    const own = (record.document as Record<string, unknown>)[field];
    return isSameValue(toClaimValue(own), stated.value);
  }
  const claims = 'claims' in record.document ? record.document.claims : [];
  const told = claims.filter((claim) => claim.field === field && !claim.ambiguous);
  const correction = told.find(isCorrection);
  if (correction !== undefined) return isSameValue(correction.value, stated.value);
  return told.length > 0 && told.every(({ value }) => isSameValue(value, stated.value));
}

function hasField(kind: CatalogueRecord['kind'], field: string): boolean {
  return field in documentSchemas[kind].shape;
}

/** What the record said, as a claim of the source that it is from; none where it said nothing or a claim says so already. */
function formerClaim(record: CatalogueRecord, field: string): Claim[] {
  const document: Record<string, unknown> = record.document;
  const own = hasField(record.kind, field) ? document[field] : undefined;
  const value = toClaimValue(own);
  const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
  if (isEmpty || !('claims' in record.document)) return [];
  const isClaimed = record.document.claims.some(
    (claim) => claim.field === field && isSameValue(claim.value, value),
  );
  const [first] = record.document.sources;
  if (isClaimed || first === undefined) return [];
  const evidence = evidenceIn(Array.isArray(own) ? own[0] : own);
  return [{ field, value, source: evidence.source ?? first.source, ...howOf(evidence.how ?? first.how) }];
}

function evidenceIn(own: unknown): { source?: string; how?: string } {
  if (typeof own !== 'object' || own === null) return {};
  const { source, how } = own as Record<string, unknown>;
  return { ...(typeof source === 'string' && { source }), ...(typeof how === 'string' && { how }) };
}

function howOf(how: string | undefined): { how?: string } {
  return how === undefined ? {} : { how };
}
