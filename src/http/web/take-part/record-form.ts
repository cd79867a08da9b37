import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Role } from '../../../domain/access/actor.ts';
import type { CorrectableKind } from '../../../domain/corrections/correctable-fields.ts';
import { CatalogueError, notFound } from '../../../domain/errors.ts';
import type { KeptWrite } from '../../../ports/entry-store.ts';
import type { StoredRecord } from '../../../ports/record-store.ts';
import { anyId } from '../../api/parameters.ts';
import { pathOf } from '../../links.ts';
import { type FormPage, showForm, takeForm } from '../form/form-page.ts';
import { type FormValues, readForm } from '../form/web-form.ts';
import type { WebServices } from '../web-services.ts';

/** A form about a record of one kind. */
export interface RecordForm<K extends CorrectableKind> {
  kind: K;
  /** The last part of its path, and its name to what guards it. */
  name: string;
  least: Role;
  /** The form as it is shown; a path where there is none to show. `first`: what stands in it at first. */
  open(
    request: FastifyRequest,
    record: StoredRecord<K>,
    values: FormValues,
  ): Promise<(FormPage & { first?: FormValues }) | string>;
  act(
    request: FastifyRequest,
    record: StoredRecord<K>,
    values: FormValues,
    kept: (path: string) => KeptWrite[],
  ): Promise<string>;
}
export type AssetForm = RecordForm<'asset'>;

async function readRecord<K extends CorrectableKind>(
  { store }: WebServices,
  kind: K,
  request: FastifyRequest,
): Promise<StoredRecord<K>> {
  const id = anyId.safeParse((request.params as { id: string }).id);
  const record = id.success ? await store.find(kind, id.data.toLowerCase()) : undefined;
  if (record === undefined) throw notFound(`This ${kind}`);
  if (record.state === 'withdrawn')
    throw new CatalogueError('gone', `The ${kind} "${record.id}" was withdrawn`);
  return record;
}

/** A form about a record: it is shown at its path and sent to the same. */
export function registerRecordForm<K extends CorrectableKind>(
  app: FastifyInstance,
  services: WebServices,
  form: RecordForm<K>,
): void {
  const path = `/${pathOf[form.kind]}/:id/${form.name}`;
  const schema = { hide: true };
  // Reading a form is for anybody unless it is for those who are signed in.
  const config = { ...(form.least !== 'anonymous' && { least: form.least }) };

  app.get(path, { config, schema }, async (request, reply) => {
    const record = await readRecord(services, form.kind, request);
    const [, query] = request.url.split('?');
    if (record.id !== (request.params as { id: string }).id) {
      return reply.redirect(`${path.replace(':id', record.id)}${query ? `?${query}` : ''}`, 308);
    }
    const page = await form.open(request, record, {});
    if (typeof page === 'string') return reply.redirect(page, 303);
    return showForm(services, request, reply, page, { values: page.first ?? {} });
  });

  app.post(path, { config: { least: form.least }, schema }, async (request, reply) => {
    const record = await readRecord(services, form.kind, request);
    const page = await form.open(request, record, readForm(request));
    if (typeof page === 'string') return reply.redirect(page, 303);
    return takeForm(services, request, reply, page, (values, kept) =>
      form.act(request, record, values, kept),
    );
  });
}

/** The page that says what became of what was sent; `about`: ids by their kinds. */
export function sentPath(
  what: string,
  state: string,
  about: Partial<Record<CorrectableKind | 'service', string>>,
): string {
  return `/sent?${new URLSearchParams({ what, state, ...about })}`;
}
