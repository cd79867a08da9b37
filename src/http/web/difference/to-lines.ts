import type { AssetLicence } from '../../../domain/records/asset.ts';
import type { Directory } from '../../../use-cases/open-directory.ts';
import type { Translator } from '../words/translate.ts';

type Names = Pick<Directory, 'organisation' | 'service' | 'themeLabel'>;

const bodies: ReadonlySet<string> = new Set([
  ...['lead', 'leads', 'partners', 'suppliers', 'funder', 'organisation'],
]);
const dates: ReadonlySet<string> = new Set(['since', 'awardedOn', 'startDate']);
/** Values that are one of a few, by the group of wordings that names them. */
const groups: Readonly<Record<string, string>> = {
  ...{ assetKind: 'assetKind', maturity: 'maturity', fundingPhase: 'fundingPhase', use: 'use' },
};

/** Where something was read, which is left out in short. */
const provenance: ReadonlySet<string> = new Set(['how', 'source', 'statedIn', 'basis']);

/** A stored value as people read it, a line for each value of a list: names where it holds ids, words where it holds one of a few. In short it says nothing of where it was read. */
export function toLines(
  field: string,
  value: unknown,
  names: Names,
  words: Translator,
  { inShort = false } = {},
): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.map((one) => inline(field, one)).filter((line) => line !== '');
  return [inline(field, value)];

  function inline(name: string, one: unknown): string {
    if (one === undefined || one === null) return '';
    if (typeof one === 'string') return nameOf(name, one);
    if (typeof one === 'number') return name.endsWith('Gbp') ? words.pounds(one) : words.number(one);
    if (typeof one === 'boolean') return words.t(one ? 'outcome.met' : 'outcome.not-met');
    if (Array.isArray(one)) return one.map((each) => inline(name, each)).join(', ');
    if (inShort && name === 'licence') return licenceOf(one as Partial<AssetLicence>);
    const entries = Object.entries(one as object).filter(([key]) => !(inShort && provenance.has(key)));
    const parts = entries.map(([key, part]) => [key, inline(key, part)] as const);
    const told = parts.filter(([, text]) => text !== '');
    if (told.length === 1 && told[0] !== undefined) return told[0][1];
    return told.map(([key, text]) => (key === 'organisation' ? text : `${key}: ${text}`)).join('; ');
  }

  function licenceOf({ expression, raw, status = 'unknown' }: Partial<AssetLicence>): string {
    return expression ?? raw ?? words.name('licence', status);
  }

  function nameOf(name: string, id: string): string {
    if (dates.has(name)) return words.day(id);
    if (bodies.has(name)) return names.organisation(id)?.title ?? id;
    if (name === 'services' || name === 'service') return names.service(id)?.title ?? id;
    if (name === 'themes') return names.themeLabel(id) ?? id;
    const group = groups[name];
    return group === undefined ? id : words.name(group, id);
  }
}
