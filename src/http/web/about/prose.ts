import type { FastifyInstance } from 'fastify';
import { pageSchema } from '../page-schema.ts';
import type { ShownSettings, WebServices } from '../web-services.ts';
import type { Translator } from '../words/translate.ts';

/** A page of headings and what stands under each. */
export interface ProseSection {
  heading: string;
  paragraphs?: string[];
  bullets?: string[];
  table?: { columns: string[]; rows: string[][] };
  link?: { href: string; text: string };
}

export interface ProsePage {
  /** Its path, and what its wordings begin with: a title and a lead. */
  name: 'accessibility' | 'privacy';
  operationId: string;
  summary: string;
  sections(words: Translator, settings: ShownSettings): ProseSection[];
  /** What stands below all. */
  last?(words: Translator): string;
}

export function registerProsePage(
  app: FastifyInstance,
  { pages, settings }: WebServices,
  { name, operationId, summary, sections, last }: ProsePage,
): void {
  app.get(`/${name}`, { schema: pageSchema(operationId, summary) }, async (request, reply) => {
    const words = pages.wordsFor(request);
    const lead = words.t(`${name}.lead`);
    return pages.show(request, reply, {
      template: 'about/prose.njk',
      title: words.t(`${name}.title`),
      description: lead,
      canonical: `/${name}`,
      context: { lead, sections: sections(words, settings), last: last?.(words) },
    });
  });
}

/** "mailto:team@council.example" as people write it. */
export function contactText(contact: string): string {
  return contact.replace(/^mailto:/, '');
}
