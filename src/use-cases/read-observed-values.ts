import type { RepositoryFacts } from '../domain/enrichment/current-facts.ts';
import { upkeepOf } from '../domain/health/upkeep.ts';
import { repositoryId } from '../domain/ids.ts';
import { mainLanguages } from '../domain/records/repository.ts';
import type { RecordStore } from '../ports/record-store.ts';

/** What assets are found by that nobody wrote: it is observed of their repositories. */
export type ObservedName = 'language' | 'upkeep';

/** By name, then value: the ids of the published assets that have it. */
export type ObservedValues = Readonly<Record<ObservedName, ReadonlyMap<string, ReadonlySet<string>>>>;

interface Reading {
  store: Pick<RecordStore, 'readAll'>;
  readFacts(repositories: readonly string[]): Promise<ReadonlyMap<string, RepositoryFacts>>;
  now: Date;
}

const factsAtOnce = 500;

/** Of every published asset; of a product what its main repository's is. */
export async function readObservedValues({ store, readFacts, now }: Reading): Promise<ObservedValues> {
  const repositoryOf = new Map<string, string>();
  const mains: [product: string, main: string][] = [];
  for await (const { id, document } of store.readAll('asset')) {
    if (document.repository !== undefined) repositoryOf.set(id, document.repository);
    else if (document.mainRepository !== undefined) mains.push([id, document.mainRepository]);
  }
  for (const [product, main] of mains) {
    const repository = repositoryOf.get(main);
    if (repository !== undefined) repositoryOf.set(product, repository);
  }
  const facts = new Map<string, RepositoryFacts>();
  const repositories = [...new Set(repositoryOf.values())];
  for (let at = 0; at < repositories.length; at += factsAtOnce) {
    for (const [id, read] of await readFacts(repositories.slice(at, at + factsAtOnce))) facts.set(id, read);
  }
  const values = { language: new Map<string, Set<string>>(), upkeep: new Map<string, Set<string>>() };
  const add = (name: ObservedName, value: string, id: string) => {
    const ids = values[name].get(value) ?? new Set();
    values[name].set(value, ids.add(id));
  };
  for (const [id, repository] of repositoryOf) {
    const known = facts.get(repositoryId(repository));
    if (known === undefined) continue;
    for (const language of mainLanguages(known.facets.languages?.value)) add('language', language, id);
    add('upkeep', upkeepOf(known, now.toISOString()), id);
  }
  return values;
}

/** The ids of those that have, for every name that is given, any of its values. */
export function findObserved(
  observed: ObservedValues,
  wanted: Partial<Record<ObservedName, readonly string[]>>,
): string[] {
  const [first = new Set<string>(), ...others] = (['language', 'upkeep'] as const).flatMap((name) => {
    const values = wanted[name];
    return values === undefined
      ? []
      : [new Set(values.flatMap((value) => [...(observed[name].get(value) ?? [])]))];
  });
  return [...first].filter((id) => others.every((ids) => ids.has(id)));
}
