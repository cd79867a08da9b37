import { madeSummary } from '../../../domain/enrichment/draft-asset.ts';
import type { Asset } from '../../../domain/records/asset.ts';
import type { Submission } from '../../../domain/registration/submission.ts';
import type { FormValues } from '../form/web-form.ts';
import { firstFields, furtherLists, furtherTexts, toServiceValues } from '../register/registration-form.ts';
import { serviceText } from '../register/resolve-services.ts';
import type { WebServices } from '../web-services.ts';

/** The fields of the edit page, in its order. */
export const editFields = [
  ...firstFields.filter((field) => field !== 'url'),
  ...furtherTexts,
  ...furtherLists,
  'audience',
] as const;

function licenceText({ licence }: Asset): string {
  if (licence === undefined) return '';
  return licence.status === 'stated'
    ? (licence.expression ?? licence.raw ?? '')
    : licence.status === 'none-found'
      ? 'none'
      : 'unknown';
}

/** A working copy as the form shows it: lists a line each. */
export function toEditValues(
  { directory }: Pick<WebServices, 'directory'>,
  { asset, contact = '' }: Pick<Submission, 'asset' | 'contact'>,
): FormValues {
  const { title, assetKind, summary, lead, maturity = '', repository } = asset;
  const isMade = repository !== undefined && summary === madeSummary(repository);
  return {
    ...{ title, assetKind, maturity, contact },
    summary: isMade ? '' : summary,
    organisation: lead === undefined ? '' : (directory.organisation(lead.organisation)?.title ?? ''),
    ...toServiceValues(asset.services.map((id) => serviceText(directory.services, id))),
    licence: licenceText(asset),
    ...Object.fromEntries(furtherTexts.map((field) => [field, asset[field as keyof Asset] ?? ''])),
    ...Object.fromEntries(furtherLists.map((field) => [field, asset[field].join('\n')])),
    audience: asset.audience.join('\n'),
  } as FormValues;
}

const lines = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

const isList = (field: string) => [...furtherLists, 'audience'].includes(field as 'audience');

const plain = (text = '') => text.replace(/\r\n?/g, '\n').trim();

/** The text of a field as far as it is compared; of services all of them. */
export function textOf(values: FormValues, field: string): string {
  if (field !== 'services') return plain(values[field]);
  return Object.entries(values)
    .filter(([name, text]) => /^services\d*$/.test(name) && text !== '')
    .map(([, text]) => plain(text))
    .sort()
    .join('\n');
}

/** The fields that one version of the form has otherwise than another. */
export function changedFields(values: FormValues, before: FormValues): string[] {
  return editFields.filter((field) => textOf(values, field) !== textOf(before, field));
}

/** What was changed, as a merge patch: nothing that was left as it was, null for what was emptied. */
export function toChange(
  values: FormValues,
  before: FormValues,
  services: readonly string[],
): Record<string, unknown> {
  const changed = changedFields(values, before).map((field) => {
    if (field === 'services') return [field, services.length > 0 ? services : null];
    const text = textOf(values, field);
    if (text === '') return [field, null];
    return [field, isList(field) ? lines(text) : text];
  });
  return Object.fromEntries(changed);
}

/** What somebody changed, over what others have made of it since. */
export function overNewer(values: FormValues, before: FormValues, newer: FormValues): FormValues {
  const own = new Set(changedFields(values, before));
  const fieldOf = (name: string) => name.replace(/^services\d+$/, 'services');
  const asked: ReadonlySet<string> = new Set(editFields);
  const taken = Object.entries(newer).filter(([name]) => !own.has(fieldOf(name)));
  const kept = Object.entries(values).filter(([name]) => own.has(fieldOf(name)) || !asked.has(fieldOf(name)));
  return Object.fromEntries([...taken, ...kept]);
}

/** Whether anything stands in the part of the form that is folded away. */
export function furtherFieldsFilled(values: FormValues): boolean {
  return [...furtherTexts, ...furtherLists, 'audience'].some((field) => (values[field] ?? '') !== '');
}
