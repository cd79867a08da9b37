import { type Fault, invalidInput } from '../domain/errors.ts';
import type { RecordKind } from '../domain/ids.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { Directory } from './open-directory.ts';
import type { ObservedName } from './read-observed-values.ts';

interface Checking {
  store: RecordStore;
  directory: Directory;
}

/** Filters that name things of the catalogue, as a caller gave them: ids or codes in any case. */
export interface NamedFilters {
  organisation?: readonly string[];
  service?: readonly string[];
  fund?: readonly string[];
  theme?: readonly string[];
  region?: readonly string[];
}

const manyAllowed = 60;

/** Where there are few choices they are all named; where there are many, where to find them. */
function unknownValue(field: string, value: string, allowed: readonly string[], whereElse: string): Fault {
  const message = `"${value.slice(0, 80)}" is not known; ${whereElse}`;
  return allowed.length <= manyAllowed ? { field, message, allowed } : { field, message };
}

function sameText(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function find(values: readonly string[], given: string): string | undefined {
  return values.find((value) => sameText(value, given));
}

/** The values a text filter may take among records of a kind, in the catalogue's own spelling. */
export async function checkTermValues(
  store: RecordStore,
  kind: RecordKind,
  name: string,
  given: readonly string[] | undefined,
): Promise<string[] | undefined> {
  if (given === undefined) return undefined;
  const values = (await store.termValues(kind, name)).map(({ value }) => value);
  return spelledAs(name, values, given);
}

/** The values that a filter by what is observed may take, in their own spelling. */
export async function checkObservedValues(
  directory: Directory,
  name: ObservedName,
  given: readonly string[] | undefined,
): Promise<string[] | undefined> {
  if (given === undefined) return undefined;
  return spelledAs(name, [...(await directory.readObserved())[name].keys()], given);
}

function spelledAs(name: string, values: readonly string[], given: readonly string[]): string[] {
  return given.map((value) => {
    const found = find(values, value);
    if (found === undefined)
      throw invalidInput([unknownValue(name, value, values, `GET /api/v1/search lists the ${name} facet`)]);
    return found;
  });
}

/** Resolves filters to ids, an organisation together with its predecessors; a value that does not exist is invalid input. */
export function checkNamedFilters(
  { directory }: Checking,
  filters: NamedFilters,
): Map<keyof NamedFilters, string[]> {
  const faults: Fault[] = [];
  const checked = new Map<keyof NamedFilters, string[]>();

  function check(
    name: keyof NamedFilters,
    resolve: (given: string) => readonly string[] | undefined,
    allowed: () => readonly string[],
    whereElse: string,
  ): void {
    const given = filters[name];
    if (given === undefined) return;
    const ids = given.flatMap((value) => {
      const found = resolve(value);
      if (found === undefined) faults.push(unknownValue(name, value, allowed(), whereElse));
      return found ?? [];
    });
    checked.set(name, [...new Set(ids)]);
  }

  const { councils, services } = directory;
  // Lists of what is allowed are made only for a filter that is given, or that fails.
  const regions = () =>
    [...new Set([...directory.organisations.values()].flatMap(({ region }) => region ?? []))].sort();
  const themes = () => directory.lists.themes.map(({ id }) => id);
  const oneOf = (values: () => string[]) => (given: string) => {
    const found = find(values(), given);
    return found === undefined ? undefined : [found];
  };
  check(
    'organisation',
    (given) => {
      const id = councils.find(given)?.id;
      return id === undefined ? undefined : [id, ...councils.predecessorsOf(id).map((one) => one.id)];
    },
    () => [...directory.organisations.keys()],
    'GET /api/v1/organisations lists the codes, GET /api/v1/resolve finds one by name',
  );
  check(
    'service',
    (given) => (services.has(given) ? [given] : undefined),
    () => [...services.keys()],
    'GET /api/v1/services lists the LGSL ids',
  );
  check(
    'fund',
    (given) => (directory.fund(given.toLowerCase()) ? [given.toLowerCase()] : undefined),
    directory.fundIds,
    'GET /api/v1/funds lists the ids',
  );
  check('theme', oneOf(themes), themes, 'themes are');
  check('region', oneOf(regions), regions, 'regions are');
  if (faults.length > 0) throw invalidInput(faults);
  return checked;
}
