import type { CorrectableField } from '../domain/corrections/correctable-fields.ts';
import { type Fault, invalidInput } from '../domain/errors.ts';
import { PartialDate } from '../domain/ids.ts';
import { licenceNormaliserOf } from '../domain/licence.ts';
import type { ClaimValue } from '../domain/records/evidence.ts';
import { givenAddress, givenLine, givenText } from '../domain/registration/given-text.ts';
import { findNamedOrganisation } from './find-named-organisation.ts';
import type { Directory } from './open-directory.ts';

const longestLine = 600;
const longestText = 8000;
const mostValues = 20;
const mostPounds = 10_000_000_000;

/**
 * The value that somebody gives for a field, in the record's own terms: bodies by id, one spelling of names; null where the field is to hold
 * nothing. Errors: CatalogueError 'invalid' naming what is allowed.
 */
export function readCorrectionValue(
  directory: Directory,
  { form, choices = [], required }: CorrectableField,
  given: ClaimValue,
): ClaimValue {
  if (given === null) {
    if (required || form === 'amount') throw atFault('cannot be removed');
    return null;
  }
  switch (form) {
    case 'line':
      return checked(givenLine(longestLine).safeParse(given));
    case 'text':
      return checked(givenText(longestText).safeParse(given));
    case 'address':
      return checked(givenAddress.safeParse(given));
    case 'date':
      return checked(PartialDate.safeParse(given));
    case 'amount':
      if (typeof given === 'number' && given >= 0 && given <= mostPounds) return given;
      throw atFault('must be a sum in pounds, as a number of 0 or more');
    case 'choice':
      return chosen(given, choices);
    case 'licence':
      return readLicence(directory, checked(givenLine(100).safeParse(given)));
    case 'organisation':
    case 'party':
      return readBody(directory, given);
    default:
      return readList(directory, form, choices, given);
  }
}

function readList(
  directory: Directory,
  form: CorrectableField['form'],
  choices: readonly string[],
  given: ClaimValue,
): string[] {
  if (!Array.isArray(given)) throw atFault('must be a list, which takes the place of the present one');
  if (given.length > mostValues) throw atFault(`must have at most ${mostValues} values`);
  const { themes, platforms, standards } = directory.lists;
  const read = given.map((value) => {
    if (form === 'parties' || form === 'organisations') return readBody(directory, value);
    if (form === 'services') return readService(directory, value);
    if (form === 'themes') return chosen(value, ids(themes));
    if (form === 'platforms') return chosen(value, names(platforms));
    if (form === 'standards') return chosen(value, names(standards));
    return form === 'choices' ? chosen(value, choices) : checked(givenLine(120).safeParse(value));
  });
  return [...new Set(read)];
}

const ids = (listed: readonly { id: string }[]) => listed.map(({ id }) => id);
const names = (listed: readonly { name: string }[]) => listed.map(({ name }) => name);

function readBody(directory: Directory, given: ClaimValue): string {
  const found = findNamedOrganisation(directory, checked(givenLine(200).safeParse(given)), 'value');
  if ('fault' in found) throw invalidInput([found.fault]);
  return found.organisation.id;
}

function readService({ services }: Directory, given: string): string {
  if (services.has(given)) return given;
  throw atFault(`"${given.slice(0, 20)}" is no LGSL id; GET /api/v1/services lists them`);
}

function readLicence({ lists }: Directory, given: string): string {
  if (given === 'none-found' || given === 'unknown') return given;
  const { expression } = licenceNormaliserOf(lists)(given);
  if (expression !== undefined) return expression;
  throw atFault('must be one SPDX licence or expression, "none-found" or "unknown"');
}

function chosen(given: ClaimValue, allowed: readonly string[]): string {
  const found = allowed.find((one) => one.toLowerCase() === String(given).toLowerCase());
  if (found !== undefined) return found;
  throw invalidInput([
    { field: 'value', message: `"${String(given).slice(0, 80)}" is not allowed`, allowed },
  ]);
}

function checked(result: {
  success: boolean;
  data?: string;
  error?: { issues: readonly { message: string }[] };
}): string {
  if (result.success && result.data !== undefined) return result.data;
  throw atFault(result.error?.issues.map(({ message }) => message).join('; ') ?? 'is not valid');
}

function atFault(message: string): ReturnType<typeof invalidInput> {
  const fault: Fault = { field: 'value', message };
  return invalidInput([fault]);
}
