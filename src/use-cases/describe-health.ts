import type { RepositoryFacts } from '../domain/enrichment/current-facts.ts';
import { judgeHealth } from '../domain/health/health.ts';
import type { HealthRule, RuleOutcome } from '../domain/health/health-rule.ts';
import { upkeepRules } from '../domain/health/upkeep-rules.ts';
import { repositoryId } from '../domain/ids.ts';
import { noReuse } from '../domain/reuse/reuse-standing.ts';
import type { RecordStore, StoredRecord } from '../ports/record-store.ts';
import type { Directory } from './open-directory.ts';
import { type ReadingFacts, readRepositoryFacts } from './read-repository-facts.ts';

export interface DescribingHealth extends ReadingFacts {
  store: Pick<RecordStore, 'readMany' | 'linksTo'>;
  directory: Directory;
}

async function partsOf(
  { store }: DescribingHealth,
  { id }: StoredRecord<'asset'>,
): Promise<StoredRecord<'asset'>[]> {
  const links = await store.linksTo({ kind: 'asset', id });
  const ids = new Set(links.flatMap((link) => (link.kind === 'asset' ? link.id : [])));
  const assets = ids.size === 0 ? [] : await store.readMany('asset', [...ids]);
  return assets.filter(
    ({ state, document }) =>
      state === 'published' &&
      document.relations.some(({ type, asset }) => type === 'partOf' && asset === id),
  );
}

/** Where a record's statements come from and when: its first source was published, its repository was read, or it came into the catalogue. */
function statedIn(
  directory: Directory,
  { document, createdAt }: StoredRecord<'asset'>,
  facts: RepositoryFacts | undefined,
) {
  const source = document.sources[0]?.source ?? document.id;
  const publishedOn = directory.source(source)?.publishedOn;
  return { source, seenAt: publishedOn ?? facts?.copy?.countedOn ?? createdAt.slice(0, 10) };
}

const outcomesOf = (rules: readonly HealthRule[]): Record<string, RuleOutcome> =>
  Object.fromEntries(rules.map(({ rule, outcome }) => [rule, outcome]));

/** The rules of health of an asset as of `now`; of a product those of its main repository, and how each part fares. */
export async function describeHealth(describing: DescribingHealth, record: StoredRecord<'asset'>, now: Date) {
  const { store, directory } = describing;
  const asset = record.document;
  const [main] = asset.mainRepository ? await store.readMany('asset', [asset.mainRepository]) : [];
  const repository = asset.repository ?? main?.document.repository;
  const parts = asset.assetKind === 'product' ? await partsOf(describing, record) : [];
  const repositories = [repository, ...parts.map(({ document }) => document.repository)];
  const facts = await readRepositoryFacts(
    describing,
    repositories.filter((one) => one !== undefined),
  );
  const factsOf = (name: string | undefined) =>
    name === undefined ? undefined : facts.get(repositoryId(name));
  const assets = [record, ...parts].map(({ document }) => document);
  const reuse = await directory.readReuse(assets, now.toISOString());
  const subjectOf = (one: StoredRecord<'asset'>, name: string | undefined) => ({
    asset: one.document,
    facts: factsOf(name),
    reuse: reuse.get(one.id) ?? noReuse,
    stated: statedIn(directory, one, factsOf(name)),
    now: now.toISOString(),
  });
  return {
    id: record.id,
    title: asset.title,
    asOf: now.toISOString().slice(0, 10),
    ...(repository ? { repository } : {}),
    ...judgeHealth(subjectOf(record, repository)),
    parts: parts.map((part) => ({
      id: part.id,
      title: part.document.title,
      ...(part.document.repository ? { repository: part.document.repository } : {}),
      upkeep: outcomesOf(upkeepRules(subjectOf(part, part.document.repository))),
    })),
  };
}
