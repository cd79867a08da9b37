import { english, type WordKey } from './english.ts';
import { welsh } from './welsh.ts';
import type { Wording } from './wording.ts';

export const languages = ['en', 'cy'] as const;
export type Language = (typeof languages)[number];

type Values = Readonly<Record<string, string | number>>;

/** What the pages say in a language, and how it writes numbers and days. */
export interface Translator {
  language: Language;
  /** In a template: t('results.heading', { count: 3 }). A key that is not there is shown as it is, which a test finds. */
  t(key: string, values?: Values): string;
  /** A wording for a value of a record, where there is one; else the value. */
  name(group: string, value: string): string;
  number(value: number): string;
  pounds(value: number): string;
  /** "2026-07-01" as "1 July 2026", "2018-12" as "December 2018"; a time as its day. */
  day(value: string): string;
}

const wordings: Record<Language, Record<WordKey, Wording>> = { en: english, cy: welsh };
const locales: Record<Language, string> = { en: 'en-GB', cy: 'cy-GB' };

function buildTranslator(language: Language): Translator {
  const words: Readonly<Record<string, Wording | undefined>> = wordings[language];
  const locale = locales[language];
  const plural = new Intl.PluralRules(locale);
  const plain = new Intl.NumberFormat(locale);
  const money = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'GBP',
    maximumFractionDigits: 0,
  });
  const parts: Intl.DateTimeFormatOptions[] = [
    { year: 'numeric' },
    { year: 'numeric', month: 'long' },
    { year: 'numeric', month: 'long', day: 'numeric' },
  ];
  const days = parts.map((part) => new Intl.DateTimeFormat(locale, { ...part, timeZone: 'UTC' }));

  function t(key: string, values: Values = {}): string {
    const wording = words[key];
    if (wording === undefined) return key;
    const text =
      typeof wording === 'string'
        ? wording
        : (wording[plural.select(Number(values.count ?? 0))] ?? wording.other);
    // Most have no places for values, and pages say thousands of them.
    if (!text.includes('{')) return text;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return typeof value === 'number' ? plain.format(value) : (value ?? whole);
    });
  }

  return {
    language,
    t,
    name: (group, value) => (words[`${group}.${value}`] === undefined ? value : t(`${group}.${value}`)),
    number: (value) => plain.format(value),
    pounds: (value) => money.format(value),
    day(value) {
      const [date = ''] = value.split('T');
      const moment = new Date(date);
      const format = days[date.split('-').length - 1];
      return format === undefined || Number.isNaN(moment.getTime()) ? value : format.format(moment);
    },
  };
}

const translators: Record<Language, Translator> = { en: buildTranslator('en'), cy: buildTranslator('cy') };

export function translatorOf(language: Language): Translator {
  return translators[language];
}
