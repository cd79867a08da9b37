import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PageFiles } from '../../ports/templates.ts';
import { chooseLanguage, languageCookie, otherLanguageOf } from './language.ts';
import type { MadePage, PageCache } from './page-cache.ts';
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
  /** ISO-8601: from then on it is not true any more, whatever was written. */
  holdsUntil?: string;
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
  /** Shows the page as it was made before, where it still holds; undefined where it must be made. */
  showKept(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined;
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

/** Browsers ask each time whether it still holds. */
const shared = 'private, no-cache';

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** Shows pages: the words of a language, the frame around them, and headers that let a browser load nothing but them. */
export function buildPages(
  { templates, styles, script }: PageFiles,
  cache: PageCache,
  publicUrl = '',
): Pages {
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

  function send(
    request: FastifyRequest,
    reply: FastifyReply,
    { html, etag }: Pick<MadePage, 'html' | 'etag'>,
    status = 200,
  ): FastifyReply {
    reply
      .header('content-security-policy', contentSecurityPolicy)
      .header('content-language', chooseLanguage(request))
      .header('vary', 'Accept-Language, Cookie')
      .header('etag', etag);
    if (status === 200 && request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.code(status).type('text/html; charset=utf-8').send(html);
  }

  return {
    files: [style, code],
    wordsFor: (request) => translatorOf(chooseLanguage(request)),
    showKept(request, reply) {
      const kept = cache.find(request);
      return kept && send(request, reply.header('cache-control', shared), kept);
    },
    show(request, reply, { template, status = 200, isPrivate, isKept = true, holdsUntil, ...shown }) {
      const { context, canonical, ...page } = shown;
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
      const made = { html, etag: `"${hashOf(html)}"`, ...(holdsUntil !== undefined && { holdsUntil }) };
      const isOwn = isPrivate === true || page.form !== undefined;
      if (status === 200 && isKept && !isOwn) cache.keep(request, made);
      const cookie = languageCookie(request);
      if (cookie !== undefined) reply.header('set-cookie', cookie);
      return send(request, reply.header('cache-control', isOwn ? 'no-store' : shared), made, status);
    },
  };
}
