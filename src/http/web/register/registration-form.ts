import type { FastifyRequest } from 'fastify';
import type { Fault } from '../../../domain/errors.ts';
import { AssetKind, Audience, Maturity } from '../../../domain/records/asset.ts';
import { type FormValues, readFormList } from '../form/web-form.ts';
import type { WebServices } from '../web-services.ts';
import type { Translator } from '../words/translate.ts';
import { livingOf, resolveServices, type ServiceChoice, serviceText } from './resolve-services.ts';

/** What everybody is asked, in the order of the form. */
export const firstFields = [
  ...['url', 'title', 'assetKind', 'summary', 'organisation', 'services'],
  ...['licence', 'maturity', 'contact'],
] as const;

/** What else can be said of it later: lists a line each. */
export const furtherLists = ['otherNames', 'connectsTo', 'standards'] as const;
export const furtherTexts = [
  ...['description', 'homepage', 'demo', 'documentation'],
  ...['gettingStarted', 'hosting', 'councilSpecific'],
] as const;
export const furtherChoices = { audience: Audience.options } as const;

const commonLicences = [
  ...['MIT', 'Apache-2.0', 'GPL-3.0-or-later', 'AGPL-3.0-or-later', 'BSD-3-Clause', 'EUPL-1.2'],
  ...['OGL-UK-3.0', 'CC-BY-4.0', 'CC0-1.0', 'MPL-2.0'],
];
const leastServices = 3;
const mostServices = 20;

/** Names of the fields that hold one service each; the first has the name of all. */
export function serviceFields(count: number): string[] {
  const fields = Math.min(mostServices, Math.max(leastServices, count));
  return Array.from({ length: fields }, (_, at) => (at === 0 ? 'services' : `services${at + 1}`));
}

export interface ReadServices {
  ids: string[];
  faults: Fault[];
  /** The texts of the fields as they are to be shown again. */
  shown: FormValues;
  open: { text: string; choices: ServiceChoice[] }[];
}

/** The services that a form names, and what is to be asked back. */
export function readServices(
  services: Pick<WebServices, 'directory' | 'reader'>,
  request: FastifyRequest,
  values: FormValues,
  words: Translator,
): ReadServices {
  const texts = serviceFields(mostServices).flatMap((field) => values[field]?.slice(0, 200) ?? []);
  const { ids, open } = resolveServices(services, texts, readFormList(request, 'pick'));
  const lines = [
    ...ids.map((id) => serviceText(services.directory.services, id)),
    ...open.map(({ text }) => text),
  ];
  return {
    ...{ ids, open },
    shown: toServiceValues(lines),
    faults: open.map(({ text, choices }) => ({
      field: 'services',
      message: words.t(choices.length > 0 ? 'register.services.which' : 'register.services.none', {
        given: text,
      }),
    })),
  };
}

export function toServiceValues(lines: readonly string[]): FormValues {
  const fields = serviceFields(lines.length);
  return Object.fromEntries(fields.map((field, at) => [field, lines[at] ?? '']));
}

/** Values without the texts of services, which `shown` then replaces. */
export function withServices(values: FormValues, shown: FormValues): FormValues {
  const others = Object.entries(values).filter(([field]) => !/^services\d*$/.test(field));
  return { ...Object.fromEntries(others), ...shown };
}

/** What the fields of registering and editing are made with. */
export function formChoices(
  { directory }: Pick<WebServices, 'directory'>,
  words: Translator,
  values: FormValues,
) {
  const { councils, organisations, services } = directory;
  const choice = (group: string) => (value: string) => ({ value, label: words.name(group, value) });
  const used = serviceFields(mostServices).filter((field) => (values[field] ?? '') !== '').length;
  return {
    kinds: AssetKind.options.map(choice('assetKind')),
    maturities: Maturity.options.map(choice('maturity')),
    audiences: Audience.options.map(choice('audience')),
    licences: commonLicences,
    bodies: [...organisations.values()].filter((one) => councils.isLiving(one)).map(({ title }) => title),
    serviceNames: livingOf(services).map(({ title }) => title),
    serviceFields: serviceFields(used + 1),
  };
}

/** What forms call a field of a registration. */
export function registrationLabel(words: Translator) {
  return (field: string) => words.name('ask', field.replace(/^services\d+$/, 'services'));
}
