import type { RecordKind } from '../domain/ids.ts';
import type { DocumentOf } from '../domain/records/record.ts';
import type { SearchableRecord, SearchContext } from '../domain/search/search-context.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { amountOf } from './describe-record.ts';
import type { Directory } from './open-directory.ts';

type Documents<K extends RecordKind> = Map<string, DocumentOf[K]>;

/** Names besides the one in use, for themes, platforms, standards and licences. */
function readOtherNames({ lists }: Directory) {
  const named = [...lists.platforms, ...lists.standards].map(
    ({ name, alternatives }) => [name, alternatives] as const,
  );
  const licences = lists.licences.map(({ id, name, alternatives }) => [id, [name, ...alternatives]] as const);
  const names = new Map<string, readonly string[]>([...named, ...licences]);
  const themes = new Map(lists.themes.map((theme) => [theme.id, theme]));
  return { names, themes };
}

/**
 * Gathers what the search documents of a batch need of other records, a few reads for the whole batch. Organisations, services and funds
 * come from the directory, which must know every change that is to be indexed.
 */
export function openContextReader(store: RecordStore, directory: Directory) {
  const { names, themes } = readOtherNames(directory);

  async function readPublished<K extends RecordKind>(
    kind: K,
    ids: Iterable<string>,
    into: Documents<K>,
  ): Promise<void> {
    const wanted = [...new Set(ids)].filter((id) => !into.has(id));
    for (const record of wanted.length > 0 ? await store.readMany(kind, wanted) : []) {
      if (record.state === 'published') into.set(record.id, record.document as DocumentOf[K]);
    }
  }

  /** By asset: the projects and assets that point to it. */
  async function readPointers(records: readonly SearchableRecord[]) {
    const pointers = new Map<string, { projects: string[]; assets: string[] }>();
    for (const { kind, document } of records) {
      if (kind !== 'asset') continue;
      const links = await store.linksTo({ kind, id: document.id });
      const idsOf = (wanted: RecordKind) => [
        ...new Set(links.filter((link) => link.kind === wanted).map((link) => link.id)),
      ];
      pointers.set(document.id, { projects: idsOf('project'), assets: idsOf('asset') });
    }
    return pointers;
  }

  return async function readSearchContext(records: readonly SearchableRecord[]): Promise<SearchContext> {
    const assets: Documents<'asset'> = new Map();
    const projects: Documents<'project'> = new Map();
    const awards: Documents<'award'> = new Map();
    for (const { kind, document } of records) {
      if (kind === 'asset') assets.set(document.id, document);
      else if (kind === 'project') projects.set(document.id, document);
      else if (kind === 'award') awards.set(document.id, document);
    }
    const pointers = await readPointers(records);
    const found = [...pointers.values()];
    const own = [...assets.values()];
    await readPublished(
      'project',
      [
        ...found.flatMap((pointer) => pointer.projects),
        ...own.flatMap(({ funding }) => funding.flatMap(({ project }) => project ?? [])),
        ...[...awards.values()].map(({ id, project }) => project ?? id),
      ],
      projects,
    );
    await readPublished(
      'asset',
      [
        ...found.flatMap((pointer) => pointer.assets),
        ...own.flatMap(({ relations }) => relations.flatMap(({ asset }) => asset ?? [])),
        ...own.flatMap(({ mainRepository }) => mainRepository ?? []),
        ...[...projects.values()].flatMap(({ outputs }) => outputs.map(({ asset }) => asset)),
      ],
      assets,
    );
    await readPublished(
      'award',
      [
        ...own.flatMap(({ funding }) => funding.flatMap(({ award }) => award ?? [])),
        ...[...projects.values()].flatMap((project) => project.awards),
      ],
      awards,
    );
    const addresses = [...assets.values()].flatMap(({ repository }) => repository ?? []);
    const facts = await directory.readFacts(addresses);
    const ownIds = new Set(own.map(({ id }) => id));
    const reuse = await directory.readReuse([...assets.values()].filter(({ id }) => ownIds.has(id)));

    return {
      organisation: directory.organisation,
      relatedOrganisations: (id) => [
        ...directory.councils.predecessorsOf(id),
        ...directory.councils.successorsOf(id),
      ],
      service: directory.service,
      theme: (id) => themes.get(id),
      otherNamesOf: (name) => names.get(name) ?? [],
      fund: directory.fund,
      award: (id) => awards.get(id),
      project: (id) => projects.get(id),
      asset: (id) => assets.get(id),
      facts: (id) => facts.get(id),
      reuse: (id) => reuse.get(id),
      now: directory.now().toISOString(),
      projectsOf: (id) =>
        (pointers.get(id)?.projects ?? []).flatMap((project) => projects.get(project) ?? []),
      partsOf: (id) =>
        (pointers.get(id)?.assets ?? []).filter((part) =>
          assets.get(part)?.relations.some(({ type, asset }) => type === 'partOf' && asset === id),
        ).length,
      amountGbp: (award) => amountOf(directory, award.claims).amountGbp,
    };
  };
}
