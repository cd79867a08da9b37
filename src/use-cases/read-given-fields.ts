import { type Fault, invalidInput } from '../domain/errors.ts';
import { licenceNormaliserOf } from '../domain/licence.ts';
import type { Asset, AssetLicence } from '../domain/records/asset.ts';
import type { RegistrationChange } from '../domain/registration/registration-body.ts';
import { registrationsSource } from '../domain/registration/registrations-source.ts';
import { findNamedOrganisation } from './find-named-organisation.ts';
import type { Directory } from './open-directory.ts';

type Given = Omit<RegistrationChange, 'contact'>;
type Field = keyof Asset;

/** What a person gave, in the record's terms: fields to set, and fields to remove. */
export interface GivenFields {
  set: Partial<Asset>;
  remove: Field[];
}

const plainFields = [
  'title',
  'summary',
  'maturity',
  'otherNames',
  'description',
  'softwareKind',
  'homepage',
  'demo',
  'documentation',
  'audience',
  'hosting',
  'gettingStarted',
  'councilSpecific',
] as const;

/** Brings names to ids and one spelling. Errors: CatalogueError 'invalid' naming every field at fault and what is allowed. */
export function readGivenFields(directory: Directory, given: Given): GivenFields {
  const faults: Fault[] = [];
  const set: Record<string, unknown> = {};
  const remove: Field[] = [];

  function take<T>(name: keyof Given, field: Field, read: (value: NonNullable<T>) => unknown): void {
    const value = given[name] as T | null | undefined;
    if (value === null) remove.push(field);
    else if (value !== undefined) set[field] = read(value as NonNullable<T>);
  }

  for (const name of plainFields) take(name, name, (value) => value);
  take<string>('assetKind', 'assetKind', (kind) => (kind === 'standard' ? 'data-standard' : kind));
  take<string>('organisation', 'lead', (name) => {
    const found = findNamedOrganisation(directory, name);
    if ('fault' in found) return void faults.push(found.fault);
    return {
      organisation: found.organisation.id,
      how: 'stated when it was registered',
      source: registrationsSource.id,
    };
  });
  take<(string | number)[]>('services', 'services', (ids) => readServices(directory, ids, faults));
  take<string>('licence', 'licence', (words) => readLicence(directory, words));
  const { themes, platforms, standards } = directory.lists;
  const named = (list: readonly { name: string; alternatives: readonly string[] }[]) =>
    list.map(({ name, alternatives }) => ({ value: name, names: [name, ...alternatives] }));
  const labelled = themes.map(({ id, label, alternatives }) => ({
    value: id,
    names: [id, label, ...alternatives],
  }));
  take<string[]>('themes', 'themes', (values) => readListed('themes', values, labelled, faults));
  take<string[]>('connectsTo', 'connectsTo', (values) =>
    readListed('connectsTo', values, named(platforms), faults),
  );
  take<string[]>('standards', 'standards', (values) =>
    readListed('standards', values, named(standards), faults),
  );
  if (faults.length > 0) throw invalidInput(faults);
  return { set: set as Partial<Asset>, remove };
}

function readServices(
  { services }: Directory,
  given: readonly (string | number)[],
  faults: Fault[],
): string[] {
  const ids = given.map(String);
  for (const [index, id] of ids.entries()) {
    if (services.has(id)) continue;
    const message = `"${id.slice(0, 20)}" is no LGSL id; GET /api/v1/services lists them`;
    faults.push({ field: `services.${index}`, message });
  }
  return [...new Set(ids)];
}

function readLicence({ lists }: Directory, words: string): AssetLicence {
  const how = 'stated when it was registered';
  if (/^(?:none|no licen[cs]e|unlicen[cs]ed)$/i.test(words)) return { status: 'none-found', how };
  if (/^(?:unknown|not known|don.t know)$/i.test(words)) return { status: 'unknown', how };
  const { expression, raw } = licenceNormaliserOf(lists)(words);
  return { status: 'stated', ...(expression === undefined ? { raw } : { expression }), how };
}

function readListed(
  field: string,
  given: readonly string[],
  listed: readonly { value: string; names: readonly string[] }[],
  faults: Fault[],
): string[] {
  const found = given.flatMap((name, index) => {
    const one = listed.find(({ names }) => names.some((each) => each.toLowerCase() === name.toLowerCase()));
    if (one !== undefined) return [one.value];
    const allowed = listed.map(({ value }) => value);
    faults.push({ field: `${field}.${index}`, message: `"${name.slice(0, 80)}" is not listed`, allowed });
    return [];
  });
  return [...new Set(found)];
}
