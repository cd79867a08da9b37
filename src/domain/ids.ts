import { z } from 'zod';

/** The kinds of record the store holds. `repository` holds what was read from a code host and is shown inside its asset. */
export const RecordKind = z.enum([
  'organisation',
  'source',
  'service',
  'fund',
  'award',
  'project',
  'asset',
  'repository',
]);
export type RecordKind = z.infer<typeof RecordKind>;

export function isRecordKind(kind: string): kind is RecordKind {
  return RecordKind.safeParse(kind).success;
}

/** The kinds a search answers with. */
export const HitKind = z.enum(['asset', 'project', 'award', 'fund']);
export type HitKind = z.infer<typeof HitKind>;

/** Unique within its kind, lower-case, never changes; an alias redirects to it. */
export const RecordId = z
  .string()
  .min(1)
  .max(160)
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'lower-case letters, digits, ".", "_" and "-" only');

/** `owner/name` exactly as the code host spells it. */
export const RepositoryName = z
  .string()
  .max(140)
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/, 'owner/name');

export interface RecordRef {
  kind: RecordKind;
  id: string;
}

/** The id of the asset that is one repository: `owner--name`, lower-case, so that any spelling of the address leads to it. */
export function repositoryId(repository: string): string {
  return repository.toLowerCase().replace('/', '--');
}

/** Day, month or year: sources often state no more than "December 2018". */
export const PartialDate = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, 'YYYY, YYYY-MM or YYYY-MM-DD');

/** A link people may follow: http or https only. */
export const WebAddress = z.url({ protocol: /^https?$/ }).max(2000);
