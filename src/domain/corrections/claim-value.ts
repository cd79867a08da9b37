import { AssetLicence } from '../records/asset.ts';
import { type ClaimValue, Party } from '../records/evidence.ts';

const Parties = Party.array().min(1);
const words = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/** What a field holds, as a claim would say it: parties by their organisations, a licence by its expression; null where it holds nothing. */
export function toClaimValue(value: unknown): ClaimValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (words(value)) return value;
  const party = Party.safeParse(value);
  if (party.success) return party.data.organisation;
  const parties = Parties.safeParse(value);
  if (parties.success) return parties.data.map(({ organisation }) => organisation);
  const licence = AssetLicence.safeParse(value);
  return licence.success ? (licence.data.expression ?? licence.data.raw ?? licence.data.status) : null;
}

/** The order of a list says nothing, and an empty list no more than an absent value. */
export function isSameValue(one: ClaimValue, other: ClaimValue): boolean {
  return comparable(one) === comparable(other);
}

function comparable(value: ClaimValue): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value.length === 0 ? 'null' : JSON.stringify([...value].sort());
}
