import type { FastifyReply, FastifyRequest } from 'fastify';
import { CatalogueError, type Fault } from '../../../domain/errors.ts';
import type { KeptWrite } from '../../../ports/entry-store.ts';
import { switchesLanguage } from '../language.ts';
import type { WebServices } from '../web-services.ts';
import { toPlainFaults } from './plain-faults.ts';
import { onceOf, openSentForm } from './send-once.ts';
import { type FormValues, faultsOf, formTitle, readForm, toFormErrors } from './web-form.ts';

/** A form as it is shown: what was filled in and what is wrong with it are put to it. */
export interface FormPage {
  /** Names the form to what guards it. */
  name: string;
  template: string;
  title: string;
  /** In the order of the form. */
  fields: readonly string[];
  labelOf(field: string): string;
  context: Readonly<Record<string, unknown>>;
}

export interface FilledIn {
  values: FormValues;
  faults?: readonly Fault[];
  status?: number;
}

/** The page's form has the id "form". */
export async function showForm(
  { pages, forms, directory }: WebServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { name, template, title, fields, labelOf, context }: FormPage,
  { values, faults = [], status = 200 }: FilledIn,
): Promise<FastifyReply> {
  const words = pages.wordsFor(request);
  const said = toPlainFaults(faults, { words, labelOf, councils: directory.councils });
  const errors = toFormErrors(said, fields);
  // Who mends one field and sends it again at once is no robot: the time counts from when the form was first shown.
  const isTimely = values._shown !== undefined && (await forms.faults(request, name, words)).length === 0;
  return pages.show(request, reply, {
    ...{ template, status, form: 'form', noIndex: true, isPrivate: true },
    title: formTitle(words, title, errors),
    context: {
      ...{ heading: title, values, errors, labelOf },
      stamp: isTimely ? values._shown : await forms.stamp(request, name),
      once: onceOf(values),
      ...context,
    },
  });
}

const statusOf: Readonly<Record<string, number>> = { conflict: 409, stale: 412 };

export function refusedStatus(error: unknown): number {
  return (error instanceof CatalogueError && statusOf[error.kind]) || 400;
}

/**
 * Takes what a form sent: shows it again in the other language or with what is wrong with it, or does what it asks for, once, and goes on
 * to the path that `act` gives.
 */
export async function takeForm(
  services: WebServices,
  request: FastifyRequest,
  reply: FastifyReply,
  page: FormPage,
  act: (values: FormValues, kept: (path: string) => KeptWrite[]) => Promise<string>,
): Promise<FastifyReply> {
  const values = readForm(request);
  const again = (faults: readonly Fault[], status: number) =>
    showForm(services, request, reply, page, { values, faults, status });
  if (switchesLanguage(request)) return again([], 200);
  const robot = await services.forms.faults(request, page.name, services.pages.wordsFor(request));
  if (robot.length > 0) return again(robot, 400);
  const sent = openSentForm(services, page.name, values);
  const earlier = await sent.earlier();
  if (earlier !== undefined) return reply.redirect(earlier, 303);
  try {
    const path = await act(values, sent.kept);
    services.settle();
    return reply.redirect(path, 303);
  } catch (error) {
    // The same form may have come twice at a time, and the other one has written.
    const other = await sent.earlier();
    if (other !== undefined) return reply.redirect(other, 303);
    return again(faultsOf(error), refusedStatus(error));
  }
}
