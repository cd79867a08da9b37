import type { ClaimValue } from '../records/evidence.ts';
import type { FieldForm } from './correctable-fields.ts';
import { correctionsSource } from './corrections-source.ts';

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** What the document's field holds for a corrected value; undefined where it holds nothing or stands on claims alone. */
export function toFieldValue(form: FieldForm, value: ClaimValue, how: string): Json | undefined {
  if (value === null || form === 'amount') return undefined;
  const toParty = (organisation: string) => ({ organisation, source: correctionsSource.id, how });
  if (form === 'party' && typeof value === 'string') return toParty(value);
  if (form === 'parties' && Array.isArray(value)) return value.map(toParty);
  if (form === 'licence' && typeof value === 'string') {
    const isStatus = value === 'none-found' || value === 'unknown';
    return isStatus ? { status: value, how } : { status: 'stated', expression: value, how };
  }
  return value;
}
