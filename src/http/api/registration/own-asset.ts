import type { FastifyRequest } from 'fastify';
import { describeAsset } from '../../../use-cases/describe-asset.ts';
import { describeRegistration } from '../../../use-cases/describe-registration.ts';
import { findRegistration } from '../../../use-cases/get-registration.ts';
import { registrationEtag } from '../../../use-cases/registration-etag.ts';
import { actorOf } from '../../access/actor-of.ts';
import type { ApiServices } from '../api-services.ts';

/** The working copy in place of the public record, for its owner, its organisation and moderators; undefined for everybody else. */
export async function findOwnAsset(request: FastifyRequest, id: string, services: ApiServices) {
  const found = await findRegistration(services, id, actorOf(request));
  if (found === undefined || found.entry.state === 'merged') return undefined;
  const { entry } = found;
  const { asset } = entry.document;
  const described = await describeAsset(services, {
    ...{ kind: 'asset', id: entry.id, revision: entry.revision, origin: 'registered', state: 'published' },
    ...{ createdAt: entry.createdAt, updatedAt: entry.updatedAt, document: asset },
  });
  return {
    etag: registrationEtag(entry.revision),
    body: {
      ...described,
      ...describeRegistration(entry),
      links: services.links.record('asset', entry.id),
    },
  };
}
