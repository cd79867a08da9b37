import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CatalogueError, notFound } from '../../domain/errors.ts';
import type { StoredRecord } from '../../ports/record-store.ts';
import { anyId } from '../api/parameters.ts';
import { type PublicKind, pathOf } from '../links.ts';
import type { WebServices } from './web-services.ts';

const Params = z.object({ id: anyId });

/**
 * The record that the address of a page names, or the path that it has moved to: capitals, an alias, or another code of a body lead to its
 * one address. Errors: CatalogueError 'not-found', 'gone'.
 */
export async function findPageRecord<K extends PublicKind>(
  { store, directory }: Pick<WebServices, 'store' | 'directory'>,
  kind: K,
  request: FastifyRequest,
): Promise<{ record: StoredRecord<K> } | { movedTo: string }> {
  const params = Params.safeParse(request.params);
  const given = params.success ? params.data.id : '';
  const byId = given === '' ? undefined : await store.find(kind, given.toLowerCase());
  const other = kind === 'organisation' ? directory.councils.find(given)?.id : undefined;
  const record = byId ?? (other === undefined ? undefined : await store.find(kind, other));
  if (record === undefined) throw notFound(`This ${kind}`);
  if (record.state === 'withdrawn') throw new CatalogueError('gone', 'It was withdrawn from the catalogue');
  if (record.id !== given) return { movedTo: `/${pathOf[kind]}/${record.id}` };
  return { record };
}
