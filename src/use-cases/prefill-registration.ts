import type { Actor } from '../domain/access/actor.ts';
import { invalidInput } from '../domain/errors.ts';
import { repositoryId } from '../domain/ids.ts';
import { findAlike } from '../domain/registration/find-alike.ts';
import { toKnownAsset } from '../domain/registration/known-asset.ts';
import { missingFields } from '../domain/registration/missing-fields.ts';
import { readRegisteredAddress } from '../domain/registration/repository-address.ts';
import { draftRegistration } from './draft-registration.ts';
import { findDuplicate } from './find-duplicate.ts';
import type { Registering } from './register-asset.ts';

/** What a form begins with for an address, and what is there already or alike. Writes nothing. Errors: CatalogueError 'invalid'. */
export async function prefillRegistration(registering: Registering, url: string, actor: Actor) {
  const { directory, known, now } = registering;
  const address = readRegisteredAddress(url);
  if ('fault' in address) throw invalidInput([{ field: 'url', message: address.fault }]);
  await known.refresh();
  const existing = await findDuplicate(registering, address);
  if ('address' in address) {
    const fields = ['title', 'assetKind', 'summary', 'organisation', 'services', 'licence', 'maturity'];
    return {
      url: address.address,
      fields: {},
      ...(existing && { existing }),
      missing: [...fields, 'contact'],
      similar: [],
      readFrom: 'nothing' as const,
    };
  }
  const found = existing === undefined ? await registering.lookUp(address.repository) : undefined;
  const wanted = { repository: found?.repository ?? address.repository };
  const same = existing ?? (found && (await findDuplicate(registering, wanted, { hostId: found.hostId })));
  const id = repositoryId(wanted.repository);
  const from = { actor, at: now().toISOString(), id, ...(found && { found }) };
  const asset = await draftRegistration(registering, wanted, { set: {}, remove: [] }, from);
  const { title, summary, assetKind, homepage, lead, licence, repository } = asset;
  return {
    url: `https://github.com/${wanted.repository}`,
    ...(repository !== undefined && { repository }),
    fields: {
      ...{ title, summary, assetKind },
      ...(homepage !== undefined && { homepage }),
      ...(lead !== undefined && { organisation: directory.organisation(lead.organisation)?.code }),
      ...(licence?.expression !== undefined && { licence: licence.expression }),
    },
    ...(same && { existing: same }),
    missing: missingFields({ asset }),
    similar: findAlike(toKnownAsset(asset, false), known).filter((one) => one.id !== same?.id),
    readFrom: found === undefined ? ('copy' as const) : ('github' as const),
  };
}
