import type { FastifyReply, FastifyRequest } from 'fastify';
import { prefillRegistration } from '../../../use-cases/prefill-registration.ts';
import { actorOf } from '../../access/actor-of.ts';
import type { FormValues } from '../form/web-form.ts';
import type { WebServices } from '../web-services.ts';
import { writeAlike, writeFilled } from './filled-in.ts';

/** What is here already; `title` where everybody may read it. */
export interface Existing {
  id: string;
  title?: string;
  state: 'public' | 'withdrawn' | 'hidden';
}

export function toExisting(found: unknown): Existing | undefined {
  if (found === undefined) return undefined;
  const { id, title, why } = found as { id: string; title?: string; why: string };
  if (title !== undefined) return { id, title, state: 'public' };
  return { id, state: why.includes('withdrawn') ? 'withdrawn' : 'hidden' };
}

/** The form's first values for an address, or what is here already. Errors: CatalogueError 'invalid'. */
export async function prefillForm(
  services: WebServices,
  request: FastifyRequest,
  url: string,
): Promise<{ values: FormValues } | { existing: Existing }> {
  const actor = actorOf(request);
  const prefilled = await prefillRegistration(services, url, actor);
  const existing = toExisting(prefilled.existing);
  if (existing !== undefined) return { existing };

  const fields: FormValues = prefilled.fields;
  const { organisation, summary, ...others } = fields;
  const { councils } = services.directory;
  const [own] = actor.organisations;
  const body = councils.find(organisation ?? own ?? '')?.title;
  // A summary that was made from the name alone says nothing to others.
  const said = prefilled.missing.includes('summary') ? undefined : summary;
  const { homepage: _, ...kept } = others;
  const values = {
    ...kept,
    ...(said !== undefined && { summary: said }),
    ...(body !== undefined && { organisation: body }),
  };
  const { readFrom } = prefilled;
  const alike = writeAlike(prefilled.similar);
  const basis = (field: string) =>
    field !== 'organisation' ? (readFrom === 'github' ? 'github' : 'copy') : organisation ? 'account' : 'you';
  const filled = Object.fromEntries(
    Object.keys(values)
      .filter((field) => field !== 'assetKind')
      .map((field) => [field, basis(field)] as const),
  );
  return {
    values: {
      url: prefilled.url,
      start: prefilled.url,
      ...values,
      filled: writeFilled(filled),
      alike,
      readFrom,
    },
  };
}

export function showExisting(
  { pages }: WebServices,
  request: FastifyRequest,
  reply: FastifyReply,
  existing: Existing,
): FastifyReply {
  return pages.show(request, reply, {
    template: 'register/existing.njk',
    title: pages.wordsFor(request).t('register.existing'),
    noIndex: true,
    isPrivate: true,
    context: { existing },
  });
}
