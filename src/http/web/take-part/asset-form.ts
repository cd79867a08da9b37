import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Role } from '../../../domain/access/actor.ts';
import { notFound } from '../../../domain/errors.ts';
import type { KeptWrite } from '../../../ports/entry-store.ts';
import type { StoredRecord } from '../../../ports/record-store.ts';
import { getPublishedAsset } from '../../../use-cases/get-published-asset.ts';
import { anyId } from '../../api/parameters.ts';
import { type FormPage, showForm, takeForm } from '../form/form-page.ts';
import { type FormValues, readForm } from '../form/web-form.ts';
import type { WebServices } from '../web-services.ts';

export interface AssetForm {
  /** The last part of its path, and its name to what guards it. */
  name: string;
  least: Role;
  /** The form as it is shown; a path where there is none to show. `first`: what stands in it at first. */
  open(
    request: FastifyRequest,
    asset: StoredRecord<'asset'>,
    values: FormValues,
  ): Promise<(FormPage & { first?: FormValues }) | string>;
  act(
    request: FastifyRequest,
    asset: StoredRecord<'asset'>,
    values: FormValues,
    kept: (path: string) => KeptWrite[],
  ): Promise<string>;
}

async function readAsset({ store }: WebServices, request: FastifyRequest): Promise<StoredRecord<'asset'>> {
  const id = anyId.safeParse((request.params as { id: string }).id);
  if (!id.success) throw notFound('This asset');
  return getPublishedAsset(store, id.data);
}

/** A form about an asset: it is shown at its path and sent to the same. */
export function registerAssetForm(app: FastifyInstance, services: WebServices, form: AssetForm): void {
  const path = `/assets/:id/${form.name}`;
  const schema = { hide: true };
  // Reading a form is for anybody unless it is for those who are signed in.
  const config = { ...(form.least !== 'anonymous' && { least: form.least }) };

  app.get(path, { config, schema }, async (request, reply) => {
    const asset = await readAsset(services, request);
    const [, query] = request.url.split('?');
    if (asset.id !== (request.params as { id: string }).id) {
      return reply.redirect(`/assets/${asset.id}/${form.name}${query ? `?${query}` : ''}`, 308);
    }
    const page = await form.open(request, asset, {});
    if (typeof page === 'string') return reply.redirect(page, 303);
    return showForm(services, request, reply, page, { values: page.first ?? {} });
  });

  app.post(path, { config: { least: form.least }, schema }, async (request, reply) => {
    const asset = await readAsset(services, request);
    const page = await form.open(request, asset, readForm(request));
    if (typeof page === 'string') return reply.redirect(page, 303);
    return takeForm(services, request, reply, page, (values, kept) => form.act(request, asset, values, kept));
  });
}

/** The page that says what became of what was sent. */
export function sentPath(what: string, state: string, about: { asset?: string; service?: string }): string {
  return `/sent?${new URLSearchParams({ what, state, ...about })}`;
}
