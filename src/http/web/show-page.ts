import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PageFiles } from '../../ports/templates.ts';
import { chooseLanguage, languageCookie, otherLanguageOf } from './language.ts';
import { viewerOf } from './viewer.ts';
import { type Translator, translatorOf } from './words/translate.ts';

/** One page, before it is HTML. */
export interface Page {
  template: string;
  title: string;
  status?: number;
  description?: string;
  /** Path of the page's one address. */
  canonical?: string;
  noIndex?: boolean;
  /** The id of the page's form, which the switch of language then sends along. */
  form?: string;
  /** It says something of the reader alone, or holds a form: nobody keeps it. */
  isPrivate?: boolean;
  /** False where it changes without a change of the catalogue: it is made anew for each reader. */
  isKept?: boolean;
  context: Readonly<Record<string, unknown>>;
}

export interface StaticFile {
  path: string;
  type: string;
  text: string;
}

export interface Pages {
  /** The words in the reader's language. */
  wordsFor(request: FastifyRequest): Translator;
  show(request: FastifyRequest, reply: FastifyReply, page: Page): FastifyReply;
  files: readonly StaticFile[];
}

/** No inline script or style, nothing from elsewhere. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** Shows pages: the words of a language, the frame around them, and headers that let a browser load nothing but them. */
export function buildPages({ templates, styles, script }: PageFiles, publicUrl = ''): Pages {
  const base = publicUrl.replace(/\/+$/, '');
  const style: StaticFile = {
    path: `/static/catalogue.${hashOf(styles)}.css`,
    type: 'text/css; charset=utf-8',
    text: styles,
  };
  const code: StaticFile = {
    path: `/static/catalogue.${hashOf(script)}.js`,
    type: 'text/javascript; charset=utf-8',
    text: script,
  };

  return {
    files: [style, code],
    wordsFor: (request) => translatorOf(chooseLanguage(request)),
    show(request, reply, { template, status = 200, context, canonical, isPrivate, ...page }) {
      const language = chooseLanguage(request);
      const words = translatorOf(language);
      const { t, name, number, pounds, day } = words;
      const html = templates.render(template, {
        ...{ language, words, t, name, number, pounds, day },
        ...{
          otherLanguage: otherLanguageOf(request, language),
          files: { styles: style.path, script: code.path },
          viewer: viewerOf(request),
        },
        ...(canonical !== undefined && { canonical: base + canonical }),
        ...page,
        ...context,
      });
      const etag = `"${hashOf(html)}"`;
      reply
        .header('content-security-policy', contentSecurityPolicy)
        .header('cache-control', isPrivate || page.form !== undefined ? 'no-store' : 'private, no-cache')
        .header('content-language', language)
        .header('vary', 'Accept-Language, Cookie')
        .header('etag', etag);
      const cookie = languageCookie(request);
      if (cookie !== undefined) reply.header('set-cookie', cookie);
      if (status === 200 && request.headers['if-none-match'] === etag) return reply.code(304).send();
      return reply.code(status).type('text/html; charset=utf-8').send(html);
    },
  };
}
