import { isCorrection } from '../corrections/corrections-source.ts';
import { type Basis, type Citation, type Claim, type ClaimValue, Party } from './evidence.ts';
import type { CatalogueRecord } from './record.ts';

/** One value of one field with who states it. `shown`: the value that stands in the record; the others are kept beside it. */
export interface StatedValue {
  field: string;
  value: ClaimValue;
  shown: boolean;
  basis: Basis;
  ambiguous?: boolean;
  citations: Citation[];
}

/** Fields that organise a record rather than state something about the world, or that carry their own evidence elsewhere. */
const notStatements: ReadonlySet<string> = new Set([
  'id',
  'aliases',
  'titleBasis',
  'relations',
  'funding',
  'adoption',
  'outputs',
  'claims',
  'notes',
  'notesForModerators',
  'sources',
  'checked',
  'readInPart',
  'statedStatus',
  'memberships',
  'accounts',
  'example',
  'capacity',
  'mainRepository',
  'isCouncil',
  'known',
  'grantSizes',
  'project',
  'awards',
  'follows',
]);

type Stated = { value: ClaimValue; how?: string; source?: string };

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function statedIn(field: string, value: unknown, document: Record<string, unknown>): Stated[] {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
  const party = Party.safeParse(value);
  if (party.success)
    return [{ value: party.data.organisation, how: party.data.how, source: party.data.source }];
  if (field === 'licence' && isObject(value)) {
    return [
      {
        value: String(value.expression ?? value.raw ?? value.status),
        how: typeof value.how === 'string' ? value.how : undefined,
      },
    ];
  }
  if (Array.isArray(value)) {
    if (value.every((entry) => typeof entry === 'string')) return [{ value }];
    return value.flatMap((entry) => statedIn(field, entry, document));
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    const status = document.statedStatus;
    const how =
      field === 'maturity' && isObject(status) && typeof status.how === 'string' ? status.how : undefined;
    return [{ value, how }];
  }
  return [];
}

function citationsOf(sources: readonly (Citation | string)[]): Citation[] {
  return sources.map((source) => (typeof source === 'string' ? { source } : source));
}

/** A fact that says where it is found says so of the record's first source; the others are cited as the record cites them. */
function withPlace(sources: readonly Citation[], how: string | undefined): Citation[] {
  return sources.map((citation, index) =>
    index === 0 && how !== undefined ? { ...citation, how } : citation,
  );
}

/**
 * Everything a record states, field by field, each with where it was stated: a fact's own source where it has one, else the sources of
 * the record. Accepted corrections come first, and are who states the value of their field. `isShown` says which claim of a field is the
 * value shown.
 */
export function statedValues(record: CatalogueRecord, isShown: (claim: Claim) => boolean): StatedValue[] {
  const document: Record<string, unknown> = record.document;
  const sources =
    'sources' in record.document ? citationsOf(record.document.sources) : [{ source: record.document.id }];
  const claims = 'claims' in record.document ? record.document.claims : [];
  const corrected = new Set(claims.filter(isCorrection).map(({ field }) => field));
  const own = Object.entries(document)
    .filter(([field]) => !notStatements.has(field) && !corrected.has(field))
    .flatMap(([field, value]) => {
      const basis: Basis = field === 'title' && document.titleBasis === 'made' ? 'derived' : 'stated';
      return statedIn(field, value, document).map((stated) => ({
        field,
        value: stated.value,
        shown: true,
        basis,
        citations:
          stated.source === undefined
            ? withPlace(sources, stated.how)
            : [{ source: stated.source, how: stated.how }],
      }));
    });
  const toStated = (claim: Claim): StatedValue => ({
    field: claim.field,
    value: claim.value,
    shown: isShown(claim),
    basis: claim.basis ?? 'stated',
    ...(claim.ambiguous ? { ambiguous: true } : {}),
    citations: [{ source: claim.source, how: claim.how }],
  });
  const others = claims.filter((claim) => !isCorrection(claim));
  return [...claims.filter(isCorrection).map(toStated), ...own, ...others.map(toStated)];
}
