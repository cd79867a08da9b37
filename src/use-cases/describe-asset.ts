import { repositoryId } from '../domain/ids.ts';
import { describeLicence, licenceFamily } from '../domain/licence.ts';
import type { Asset, Relation } from '../domain/records/asset.ts';
import { isAtLead, noReuse, type ReuseCounts } from '../domain/reuse/reuse-standing.ts';
import type { StoredRecord } from '../ports/record-store.ts';
import { withAddressStates } from './describe-addresses.ts';
import { countInterested } from './describe-interests.ts';
import { type Describing, frameOf } from './describe-record.ts';
import { describeRepositoryFacts, withGithubStatements } from './describe-repository-facts.ts';
import type { Directory } from './open-directory.ts';
import { readRepositoryFacts } from './read-repository-facts.ts';
import {
  toFundReference,
  toOrganisationReference,
  toPartyReference,
  toServiceReference,
  toSourceReference,
  toThemeReference,
} from './references.ts';

interface DescribedRelation extends Pick<Relation, 'type' | 'variant' | 'role' | 'how' | 'basis'> {
  /** `out`: this asset needs, replaces … the other; `in`: the other one does. */
  direction: 'out' | 'in';
  asset?: { id: string; title: string; repository?: string };
  /** A repository that is related and that nobody has read. */
  repository?: string;
}

function named(asset: StoredRecord<'asset'>) {
  return {
    id: asset.id,
    title: asset.document.title,
    ...(asset.document.repository ? { repository: asset.document.repository } : {}),
  };
}

function toRelation(
  relation: Relation,
  direction: 'out' | 'in',
  other: StoredRecord<'asset'> | undefined,
): DescribedRelation {
  const { type, variant, role, how, basis, repository } = relation;
  return {
    type,
    direction,
    ...(other ? { asset: named(other) } : {}),
    ...(repository ? { repository } : {}),
    ...(variant ? { variant } : {}),
    ...(role ? { role } : {}),
    ...(how ? { how } : {}),
    ...(basis ? { basis } : {}),
  };
}

async function relationsOf({ store }: Describing, record: StoredRecord<'asset'>) {
  const own = record.document.relations;
  const targets = await store.readMany(
    'asset',
    own.flatMap((relation) => relation.asset ?? []),
  );
  const targetById = new Map(targets.map((target) => [target.id, target]));
  const pointing = new Set(
    (await store.linksTo({ kind: 'asset', id: record.id }))
      .filter((link) => link.kind === 'asset')
      .map((link) => link.id),
  );
  const others = await store.readMany('asset', [...pointing]);
  const inward = others.flatMap((other) =>
    other.document.relations
      .filter((relation) => relation.asset === record.id)
      .map((relation) => ({ other, relation })),
  );
  const partRecords = inward.filter(({ relation }) => relation.type === 'partOf');
  return {
    partRecords: partRecords.map(({ other }) => other),
    outward: own.map((relation) => toRelation(relation, 'out', targetById.get(relation.asset ?? ''))),
    inward: inward
      .filter(({ relation }) => relation.type !== 'partOf')
      .map(({ other, relation }) => toRelation(relation, 'in', other)),
    parts: partRecords.map(({ other, relation }) => ({
      ...named(other),
      assetKind: other.document.assetKind,
      ...(relation.role ? { role: relation.role } : {}),
    })),
  };
}

async function projectsOf({ store, directory }: Describing, record: StoredRecord<'asset'>) {
  const linked = (await store.linksTo({ kind: 'asset', id: record.id })).filter(
    (link) => link.kind === 'project',
  );
  const projects = await store.readMany('project', [...new Set(linked.map((link) => link.id))]);
  return projects.flatMap(({ id, document }) =>
    document.outputs
      .filter((output) => output.asset === record.id)
      .map((output) => ({
        id,
        title: document.title,
        basis: output.basis,
        ...(document.fund ? { fund: toFundReference(directory, document.fund) } : {}),
        ...(output.source ? { source: toSourceReference(directory, output.source) } : {}),
        ...(output.how ? { how: output.how } : {}),
      })),
  );
}

function toLicence(directory: Directory, licence: NonNullable<Asset['licence']>) {
  const listed = directory.lists.licences.find(({ id }) => id === licence.expression);
  return {
    ...licence,
    ...(licence.expression ? { family: licenceFamily(licence.expression) } : {}),
    words: describeLicence(licence),
    ...(listed ? { use: listed.use } : {}),
  };
}

function toAdoption(directory: Directory, { organisation, name, how, atLead }: Asset['adoption'][number]) {
  return {
    ...toOrganisationReference(directory, organisation),
    ...(name ? { statedName: name } : {}),
    known: atLead ? 'in use at the lead' : 'observed in repository files',
    how,
  };
}

/** What counts as reuse, and what is said beside it; as long as `holdsUntil` at most. */
async function describeCounts(
  { directory, now = directory.now }: Describing,
  asset: Asset,
  parts: readonly StoredRecord<'asset'>[],
): Promise<ReuseCounts & { observed: number }> {
  const found = (await directory.readReuse([asset], now().toISOString())).get(asset.id);
  const { users: _users, ...counts } = found ?? { ...noReuse, users: [] };
  const seen = [asset, ...parts.map(({ document }) => document)].flatMap(({ adoption }) => adoption);
  const others = seen.filter(
    ({ atLead, organisation }) => !atLead && !isAtLead(asset, organisation, directory.councils),
  );
  return { ...counts, observed: new Set(others.map(({ organisation }) => organisation)).size };
}

/** An asset with everything that is known of it: relations from both ends, parts, projects that made it, adoption, repository facts. */
export async function describeAsset(describing: Describing, record: StoredRecord<'asset'>) {
  const { store, directory } = describing;
  const asset = record.document;
  const { outward, inward, parts, partRecords } = await relationsOf(describing, record);
  const [main] = asset.mainRepository ? await store.readMany('asset', [asset.mainRepository]) : [];
  const repository = asset.repository ?? main?.document.repository;
  const facts =
    repository === undefined
      ? undefined
      : (await readRepositoryFacts(describing, [repository])).get(repositoryId(repository));
  const {
    id: _id,
    title: _title,
    sources: _sources,
    claims: _claims,
    notesForModerators: _notes,
    relations: _relations,
    lead,
    partners,
    suppliers,
    services,
    themes,
    licence,
    adoption,
    funding,
    mainRepository: _main,
    ...plain
  } = asset;
  return withAddressStates(describing, {
    ...withGithubStatements(frameOf(record, directory), asset, facts),
    ...plain,
    ...(asset.repository ? { repositoryAddress: `https://github.com/${asset.repository}` } : {}),
    ...(main ? { mainRepository: named(main) } : {}),
    organisations: [
      ...(lead ? [toPartyReference(directory, lead, 'lead')] : []),
      ...partners.map((partner) => toPartyReference(directory, partner, 'partner')),
      ...suppliers.map((supplier) => ({ ...toOrganisationReference(directory, supplier), role: 'supplier' })),
    ],
    services: services.map((id) => toServiceReference(directory, id)),
    themes: themes.map((id) => toThemeReference(directory, id)),
    ...(licence ? { licence: toLicence(directory, licence) } : {}),
    ...(facts ? { repositoryFacts: describeRepositoryFacts(facts) } : {}),
    parts,
    relations: [...outward, ...inward],
    projects: await projectsOf(describing, record),
    reuse: await describeCounts(describing, asset, partRecords),
    interested: await countInterested(describing, 'asset', [asset.id, ...asset.aliases]),
    funding: funding.map(({ source, fund, ...rest }) => ({
      ...rest,
      ...(fund ? { fund: toFundReference(directory, fund) } : {}),
      ...(source ? { source: toSourceReference(directory, source) } : {}),
    })),
    adoption: [
      ...adoption.map((seen) => toAdoption(directory, seen)),
      ...partRecords.flatMap((part) =>
        part.document.adoption.map((seen) => ({ ...toAdoption(directory, seen), part: named(part) })),
      ),
    ],
  });
}
