import type { FastifyRequest } from 'fastify';
import { type Language, languages } from './words/translate.ts';

const yearInSeconds = 31_536_000;

function isLanguage(text: string | undefined): text is Language {
  return languages.includes(text as Language);
}

/** The button of a form that sends it to be shown in the other language, with what is filled in so far. */
export const languageField = 'switchLanguage';

/** The reader of a form wants it in the other language, and has not sent it. */
export function switchesLanguage({ body }: FastifyRequest): boolean {
  return typeof body === 'object' && body !== null && languageField in body;
}

function askedFor(request: FastifyRequest): Language | undefined {
  const { lang } = (request.query ?? {}) as { lang?: unknown };
  const { [languageField]: pressed } = (request.body ?? {}) as { [languageField]?: unknown };
  const asked = pressed ?? lang;
  return typeof asked === 'string' && isLanguage(asked) ? asked : undefined;
}

function fromCookie({ headers }: FastifyRequest): Language | undefined {
  const found = /(?:^|;\s*)language=(\w+)/.exec(headers.cookie ?? '')?.[1];
  return isLanguage(found) ? found : undefined;
}

/** The first of the browser's languages that there is, by the weights it gives them. */
function fromBrowser({ headers }: FastifyRequest): Language | undefined {
  const wanted = (headers['accept-language'] ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().split(';');
    const weight = Number(parameters.find((one) => one.trim().startsWith('q='))?.split('=')[1] ?? 1);
    return { tag: tag.split('-')[0]?.toLowerCase(), weight };
  });
  return wanted
    .toSorted((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag)
    .find(isLanguage);
}

/** What was asked for in the address, chosen earlier, or set in the browser; English else. */
export function chooseLanguage(request: FastifyRequest): Language {
  return askedFor(request) ?? fromCookie(request) ?? fromBrowser(request) ?? 'en';
}

/** Remembers the language that was asked for in the address. It names no person. */
export function languageCookie(request: FastifyRequest): string | undefined {
  const asked = askedFor(request);
  return asked && `language=${asked}; Path=/; Max-Age=${yearInSeconds}; SameSite=Lax`;
}

/** The same page in the other language. */
export function otherLanguageOf(
  request: FastifyRequest,
  language: Language,
): { language: Language; href: string } {
  const other: Language = language === 'en' ? 'cy' : 'en';
  const [path = '/', query = ''] = request.url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('lang', other);
  return { language: other, href: `${path}?${parameters}` };
}
