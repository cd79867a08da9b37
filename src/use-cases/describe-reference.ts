import type { RecordKind } from '../domain/ids.ts';
import type { StoredRecord } from '../ports/record-store.ts';
import { withAddressStates } from './describe-addresses.ts';
import { countInterested } from './describe-interests.ts';
import { type Describing, frameOf } from './describe-record.ts';
import { toOrganisationReference, toSourceReference } from './references.ts';

type Pointing = { kind: RecordKind; id: string; title: string; role: string };

/** Published records that point to this one, with the role of the edge, the newest edges' titles read from the store. */
async function pointingTo(
  { store }: Describing,
  kind: RecordKind,
  id: string,
  kinds: readonly RecordKind[],
): Promise<Pointing[]> {
  const links = (await store.linksTo({ kind, id })).filter((link) => kinds.includes(link.kind));
  const found: Pointing[] = [];
  for (const of of kinds) {
    const wanted = links.filter((link) => link.kind === of);
    const titles = new Map(
      (await store.readMany(of, [...new Set(wanted.map((link) => link.id))])).map((record) => [
        record.id,
        record.document.title,
      ]),
    );
    found.push(
      ...wanted.map((link) => ({
        kind: of,
        id: link.id,
        title: titles.get(link.id) ?? link.id,
        role: link.name,
      })),
    );
  }
  return found;
}

const works = ['asset', 'project', 'award'] as const;

/** A council or other body with its own work and its predecessors', marked as theirs. */
export async function describeOrganisation(describing: Describing, record: StoredRecord<'organisation'>) {
  const { directory } = describing;
  const {
    id: _id,
    title: _title,
    sources: _sources,
    successors,
    memberships,
    county,
    combinedAuthority,
    ...plain
  } = record.document;
  const predecessors = directory.councils.predecessorsOf(record.id).map((predecessor) => predecessor.id);
  const own = await pointingTo(describing, 'organisation', record.id, works);
  const inherited = [];
  for (const predecessor of predecessors) {
    for (const work of await pointingTo(describing, 'organisation', predecessor, works)) {
      inherited.push({ ...work, via: toOrganisationReference(directory, predecessor) });
    }
  }
  return {
    ...frameOf(record, directory),
    ...plain,
    current: record.document.endDate === undefined,
    ...(county ? { county: toOrganisationReference(directory, county) } : {}),
    ...(combinedAuthority
      ? { combinedAuthority: toOrganisationReference(directory, combinedAuthority) }
      : {}),
    successors: successors.map((successor) => toOrganisationReference(directory, successor)),
    predecessors: predecessors.map((predecessor) => toOrganisationReference(directory, predecessor)),
    memberships: memberships.map((membership) => ({
      ...membership,
      source: toSourceReference(directory, membership.source),
    })),
    work: own,
    predecessorsWork: inherited,
  };
}

export async function describeService(describing: Describing, record: StoredRecord<'service'>) {
  const { id: _id, title: _title, sources: _sources, ...plain } = record.document;
  return {
    ...frameOf(record, describing.directory),
    ...plain,
    interested: await countInterested(describing, 'service', [record.id]),
    work: await pointingTo(describing, 'service', record.id, ['asset', 'project']),
  };
}

export async function describeSource(describing: Describing, record: StoredRecord<'source'>) {
  const { id: _id, title: _title, ...plain } = record.document;
  return withAddressStates(describing, {
    ...frameOf(record, describing.directory),
    ...plain,
    citedBy: await pointingTo(describing, 'source', record.id, ['fund', 'award', 'project', 'asset']),
  });
}
