import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprintCatalogue } from '../adapters/catalogue-files/fingerprint-files.ts';
import { type Config, projectRoot } from '../config.ts';
import { ThesaurusGroup } from '../domain/thesaurus/thesaurus-group.ts';
import type { OperationExamples } from '../http/openapi-examples.ts';
import type { CatalogueFiles } from '../ports/catalogue-files.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { ReferenceLists } from '../ports/reference-lists.ts';
import { fingerprintNote, listsNote } from '../use-cases/import-catalogue.ts';

type FileFolders = Pick<Config, 'CATALOGUE_DIR' | 'SEEDS_DIR'>;

/** The readers are loaded only here: a service whose store is up to date never needs them, nor the memory they take. */
export async function openFiles(config: FileFolders): Promise<CatalogueFiles> {
  const { readCatalogueFiles } = await import('../adapters/catalogue-files/read-catalogue-files.ts');
  return readCatalogueFiles({ catalogueFolder: config.CATALOGUE_DIR, seedsFolder: config.SEEDS_DIR });
}

/** Whether the store holds what the files hold now. */
export async function isImported(config: FileFolders, store: RecordStore): Promise<boolean> {
  const fingerprint = await fingerprintCatalogue({
    catalogueFolder: config.CATALOGUE_DIR,
    seedsFolder: config.SEEDS_DIR,
  });
  return (await store.note(fingerprintNote)) === fingerprint;
}

/** Made once: a schema of its own for each of a thousand groups costs more than all else that is read here. */
const KeptGroup = ThesaurusGroup.strip();

/** The reference lists as they were imported; read from the files where nothing has been imported yet. */
export async function openLists(config: FileFolders, store: RecordStore): Promise<ReferenceLists> {
  const kept = await store.note(listsNote);
  if (kept === undefined) return (await openFiles(config)).readLists();
  const lists = JSON.parse(kept) as ReferenceLists;
  // An older version may have kept them, which did not know every field that has a default now.
  return { ...lists, thesaurus: lists.thesaurus.map((group) => KeptGroup.parse(group)) };
}

/** Real answers for the OpenAPI document; none where the file is missing, as in an image that leaves it out. */
export async function readExamples(): Promise<OperationExamples> {
  const text = await readFile(join(projectRoot, 'openapi', 'examples.json'), 'utf8').catch(() => '{}');
  return JSON.parse(text) as OperationExamples;
}
