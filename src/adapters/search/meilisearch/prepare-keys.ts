import type { Key, KeyCreation, Meilisearch } from 'meilisearch';

/** A key that this service makes for itself, known again by its name and by what it may do. */
function keyFor(purpose: 'searching' | 'indexing', index: string): Omit<KeyCreation, 'expiresAt'> {
  const name = `council-reuse-catalogue ${purpose} ${index}`;
  if (purpose === 'searching') {
    return {
      name,
      description: 'Searches and reads',
      actions: ['search', 'documents.get'],
      indexes: [index],
    };
  }
  return {
    name,
    description: 'Fills and replaces the index',
    actions: ['search', 'documents.*', 'indexes.*', 'settings.*', 'tasks.get'],
    indexes: [`${index}*`],
  };
}

function isSame(wanted: Omit<KeyCreation, 'expiresAt'>, { name, actions, indexes, expiresAt }: Key): boolean {
  const isAlike = (one: readonly string[], other: readonly string[]) =>
    one.length === other.length && one.every((value) => other.includes(value));
  return (
    name === wanted.name &&
    expiresAt === null &&
    isAlike(actions, wanted.actions) &&
    isAlike(indexes, wanted.indexes)
  );
}

export interface PreparedKeys {
  searchKey: string;
  adminKey: string;
}

/** Finds or makes the two keys that the service works with, so that the master key is needed for nothing that is done to indexes. */
export async function prepareKeys(master: Meilisearch, index: string): Promise<PreparedKeys> {
  const { results } = await master.getKeys({ limit: 1000 });
  async function prepare(purpose: 'searching' | 'indexing'): Promise<string> {
    const wanted = keyFor(purpose, index);
    const known = results.find((key) => isSame(wanted, key));
    return (known ?? (await master.createKey({ ...wanted, expiresAt: null }))).key;
  }
  return { searchKey: await prepare('searching'), adminKey: await prepare('indexing') };
}
