import { z } from 'zod';
import type { AssetLicence } from './records/asset.ts';

/** One SPDX licence of the reference list: its family, what it lets one do, and other spellings of exactly this licence. */
export const Licence = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  family: z.string().min(1),
  use: z.string().min(1),
  alternatives: z.array(z.string().min(1)).default([]),
});
export type Licence = z.infer<typeof Licence>;

/** `expression` is absent where the words could mean more than one licence ("BSD", "GPL", "MIT; Apache-2.0"). */
export interface NormalisedLicence {
  expression?: string;
  family?: string;
  raw: string;
}

function fold(words: string): string {
  return words
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[/.]+$/, '');
}

/**
 * Brings licence strings as people and package managers write them to SPDX, and never further than they go: "GPLv3" is GPL-3.0, neither
 * -only nor -or-later. `otherIds` are SPDX ids known besides the listed licences.
 */
export function openLicenceNormaliser(
  licences: readonly Licence[],
  otherIds: readonly string[] = [],
): (raw: string) => NormalisedLicence {
  const ids = new Map(otherIds.map((id) => [fold(id), id]));
  for (const licence of licences) {
    for (const name of [...licence.alternatives, licence.name, licence.id]) ids.set(fold(name), licence.id);
  }

  return function normaliseLicence(raw) {
    const expression = ids.get(fold(raw)) ?? readExpression(raw, ids);
    return expression === undefined ? { raw } : { expression, family: licenceFamily(expression), raw };
  };
}

interface LicenceLists {
  licences: readonly Licence[];
  licenceIds: readonly string[];
}

const normalisers = new WeakMap<LicenceLists, ReturnType<typeof openLicenceNormaliser>>();

/** The normaliser of some lists, made once for as long as they are held. */
export function licenceNormaliserOf(lists: LicenceLists): ReturnType<typeof openLicenceNormaliser> {
  const kept = normalisers.get(lists) ?? openLicenceNormaliser(lists.licences, lists.licenceIds);
  normalisers.set(lists, kept);
  return kept;
}

/** "(MIT OR apache-2.0)" as SPDX writes it; undefined unless every licence in it is known and the whole is well formed. */
function readExpression(raw: string, ids: ReadonlyMap<string, string>): string | undefined {
  const tokens = raw
    .replace(/[()]/g, ' $& ')
    .split(/\s+/)
    .filter((token) => token !== '');
  let depth = 0;
  let wantsLicence = true;
  let afterWith = false;
  const written: string[] = [];
  for (const token of tokens) {
    if (token === '(' && wantsLicence && !afterWith) depth += 1;
    else if (token === ')' && !wantsLicence && depth > 0) depth -= 1;
    else if (/^(AND|OR)$/i.test(token) && !wantsLicence) wantsLicence = true;
    else if (/^WITH$/i.test(token) && !wantsLicence) [wantsLicence, afterWith] = [true, true];
    else if (wantsLicence) {
      const id = afterWith && /^[A-Za-z0-9.-]+$/.test(token) ? token : ids.get(fold(token));
      if (id === undefined) return undefined;
      [wantsLicence, afterWith] = [false, false];
      written.push(id);
      continue;
    } else return undefined;
    written.push(token.toUpperCase());
  }
  if (wantsLicence || depth > 0) return undefined;
  return written.join(' ').replace(/\( /g, '(').replace(/ \)/g, ')');
}

/** What counts and filters go by: GPL-3.0-only, GPL-3.0-or-later and GPL-3.0 are one family, exceptions left out. Two licences that differ only within a family do not disagree. */
export function licenceFamily(expression: string): string {
  return expression.replace(/ WITH [A-Za-z0-9.-]+/g, '').replace(/(-only|-or-later|\+)(?=$|[\s)])/g, '');
}

/** True where two statements of a licence differ by more than -only, -or-later or nothing. */
export function licencesDisagree(one: string, other: string): boolean {
  return licenceFamily(one) !== licenceFamily(other);
}

/** What one may do with the asset as far as its licence goes, for people who read no SPDX. */
export function describeLicence(licence: AssetLicence | undefined): string {
  if (licence === undefined || licence.status === 'unknown') {
    return 'not known: nobody could look; ask the owner before reusing it';
  }
  if (licence.status === 'none-found') return 'none found: you may read it; ask the owner before reusing it';
  const named = licence.expression ?? `“${licence.raw ?? 'a licence'}”`;
  if (licence.statedIn === 'manifest') return `${named}, stated in ${manifestOf(licence)}, no licence file`;
  if (licence.statedIn === 'readme') return `${named}, stated in the README, no licence file`;
  if (licence.statedIn === 'page') return `${named}, stated on a page of the project, no licence file`;
  return named;
}

function manifestOf(licence: AssetLicence): string {
  const manifest = /[\w./-]+\.(?:json|toml|csproj|gemspec|xml)|setup\.(?:py|cfg)|DESCRIPTION/.exec(
    licence.how ?? '',
  );
  return manifest?.[0] ?? 'the package manifest';
}

/** What lists and searches count a licence as: its family where it is an SPDX expression, else whether anybody could look. */
export function licenceValue(licence: AssetLicence | undefined): string {
  if (licence?.status === 'none-found') return 'none-found';
  return licence?.expression === undefined ? 'unknown' : licenceFamily(licence.expression);
}
