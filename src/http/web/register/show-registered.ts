import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SimilarRecord } from '../../../domain/registration/submission.ts';
import { editLinkOf } from '../../api/registration/registration-schemas.ts';
import type { FormValues } from '../form/web-form.ts';
import type { WebServices } from '../web-services.ts';
import { readAlike, writeAlike } from './filled-in.ts';
import { missingLabel } from './missing-label.ts';

interface KeptRegistration {
  id: string;
  title: string;
  state: string;
  missing: string[];
  similar: SimilarRecord[];
  editToken: string;
}

/** What was registered, with its edit link. Sent again, the same values show it again: so its language can be switched. */
export async function showRegistered(
  services: WebServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { kept, values }: { kept: string; values: FormValues },
): Promise<FastifyReply> {
  const words = services.pages.wordsFor(request);
  const { id, title, state, missing, similar, editToken } = JSON.parse(kept) as KeptRegistration;
  const link = editLinkOf(services.links, id, editToken);
  const heading = words.t('registered.title', { title });
  return services.pages.show(request, reply, {
    ...{ template: 'register/registered.njk', title: heading, status: 201 },
    ...{ form: 'form', noIndex: true, isPrivate: true },
    context: {
      ...{ heading, id, state },
      missing: missing.map((field) => missingLabel(field, words, 'registered.missing')),
      autosave: `register ${values.start ?? values.url ?? ''}`,
      again: values,
      editLink: link.startsWith('/') ? `${request.protocol}://${request.host}${link}` : link,
      alike: await readAlike(services, writeAlike(similar), words),
    },
  });
}
