import type { Actor } from '../domain/access/actor.ts';
import { draftAsset } from '../domain/enrichment/draft-asset.ts';
import type { FacetValues } from '../domain/enrichment/facets.ts';
import { type Fault, invalidInput } from '../domain/errors.ts';
import { repositoryId } from '../domain/ids.ts';
import { Asset, type AssetLicence } from '../domain/records/asset.ts';
import type { Citation } from '../domain/records/evidence.ts';
import { applyGiven } from '../domain/registration/apply-given.ts';
import type { KnownAssets } from '../domain/registration/find-alike.ts';
import { registrationsSource } from '../domain/registration/registrations-source.ts';
import type { FoundRepository } from '../ports/code-host.ts';
import type { Registrable } from './find-duplicate.ts';
import type { Directory } from './open-directory.ts';
import type { GivenFields } from './read-given-fields.ts';

interface Drafting {
  directory: Directory;
  known: Pick<KnownAssets, 'byRepository'>;
}

export interface DraftedFrom {
  actor: Pick<Actor, 'role' | 'organisations'>;
  /** ISO-8601 */
  at: string;
  found?: FoundRepository;
  /** For what is no repository, whose id its address does not give. */
  id: string;
}

/** The asset that a registration is about: what is known of it, and over that what the person said. Errors: CatalogueError 'invalid'. */
export async function draftRegistration(
  drafting: Drafting,
  wanted: Registrable,
  given: GivenFields,
  from: DraftedFrom,
): Promise<Asset> {
  const cited = citation(drafting.directory, from);
  if ('address' in wanted) return draftOther(wanted.address, given, from.id, cited);
  const drafted = await draftRepository(drafting, wanted.repository, from);
  const lead = drafted.lead === undefined ? ownBody(from.actor) : undefined;
  return applyGiven({ ...drafted, ...(lead && { lead }), sources: [...drafted.sources, cited] }, given);
}

async function draftRepository(
  { directory, known }: Drafting,
  repository: string,
  { found }: DraftedFrom,
): Promise<Asset> {
  const facets = found?.facets ?? (await readKnownFacets(directory, repository));
  const lead = directory.ownerOf(repository.split('/')[0] ?? '')?.id;
  const parent = facets.fork?.parent;
  const parentAsset = parent === undefined ? undefined : known.byRepository(repositoryId(parent));
  const asset = draftAsset(
    {
      repository,
      description: facets.description ?? null,
      homepage: facets.homepage ?? null,
      ...(parent !== undefined && { parent }),
    },
    {
      ...(lead !== undefined && { lead }),
      ...(parentAsset?.isPublic && { parentAsset: parentAsset.id }),
    },
  );
  const licence = toLicence(facets.licence);
  const { readInPart: _, ...unread } = asset;
  // Where nobody could look, not even for its description, nobody has read it.
  const seen = found === undefined ? { ...unread, checked: false } : asset;
  return licence === undefined ? seen : { ...seen, licence };
}

async function readKnownFacets(directory: Directory, repository: string): Promise<Partial<FacetValues>> {
  const facts = (await directory.readFacts([repository])).get(repositoryId(repository));
  return Object.fromEntries(
    Object.entries(facts?.facets ?? {}).map(([name, facet]) => [name, facet.value]),
  ) as Partial<FacetValues>;
}

function toLicence(licence: FacetValues['licence'] | undefined): AssetLicence | undefined {
  if (licence === undefined) return undefined;
  if (licence === null) return { status: 'none-found', how: 'GitHub finds no licence file' };
  const how = licence.file === undefined ? undefined : licence.file;
  return {
    status: 'stated',
    ...(licence.spdx === null ? { raw: licence.name ?? 'a licence file' } : { expression: licence.spdx }),
    statedIn: 'licence-file',
    ...(how !== undefined && { how }),
  };
}

function draftOther(address: string, given: GivenFields, id: string, cited: Citation): Asset {
  const faults: Fault[] = ['title', 'assetKind', 'summary']
    .filter((field) => !(field in given.set))
    .map((field) => ({ field, message: 'is needed for what is no repository on GitHub' }));
  if (faults.length > 0) throw invalidInput(faults);
  return Asset.parse({ ...given.set, id, address, checked: false, sources: [cited] });
}

/** Whoever speaks for one body alone and names none registers what is its own. */
function ownBody({ role, organisations }: DraftedFrom['actor']): Asset['lead'] {
  const [only, ...others] = organisations;
  if (role !== 'contributor' || only === undefined || others.length > 0) return undefined;
  return { organisation: only, how: 'registered by it', source: registrationsSource.id };
}

function citation({ councils }: Directory, { actor, at }: DraftedFrom): Citation {
  const bodies = actor.organisations.map((id) => councils.find(id)?.title ?? id).join(' and ');
  const by = actor.role === 'anonymous' ? 'without a key' : `by a ${actor.role}${bodies && ` of ${bodies}`}`;
  return { source: registrationsSource.id, how: `registered on ${at.slice(0, 10)} ${by}` };
}
