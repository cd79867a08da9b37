import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Fault } from '../../../domain/errors.ts';
import { type FormPage, refusedStatus, showForm } from '../form/form-page.ts';
import { type FormValues, faultsOf, readForm } from '../form/web-form.ts';
import { switchesLanguage } from '../language.ts';
import type { WebServices } from '../web-services.ts';

export const adminRoute = { config: { least: 'admin' }, schema: { hide: true } } as const;

/** Takes a form of an admin: shows it again in the other language or with what is wrong with it, else answers as `act` does. */
export async function takeAdminForm(
  services: WebServices,
  request: FastifyRequest,
  reply: FastifyReply,
  page: FormPage,
  act: (values: FormValues) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const values = readForm(request);
  const again = (faults: readonly Fault[], status: number) =>
    showForm(services, request, reply, page, { values, faults, status });
  if (switchesLanguage(request)) return again([], 200);
  try {
    return await act(values);
  } catch (error) {
    const faults = faultsOf(error).map((fault) =>
      fault.field === 'organisation' ? { ...fault, field: 'organisations' } : fault,
    );
    return again(faults, refusedStatus(error));
  }
}
