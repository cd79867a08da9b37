import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Test } from 'tap';
import { stringify } from 'yaml';
import { readCatalogueFiles } from '../../src/adapters/catalogue-files/read-catalogue-files.ts';
import type { CatalogueFiles } from '../../src/ports/catalogue-files.ts';
import { aSource } from './builders.ts';

const realSeeds = fileURLToPath(new URL('../../seeds', import.meta.url));

export interface TemporaryCatalogue {
  files: CatalogueFiles;
  /** Holds catalogue/ and seeds/. */
  root: string;
  /** Text as it is, anything else as YAML; `path` begins with catalogue/ or seeds/. */
  write(path: string, content: unknown): Promise<void>;
  remove(path: string): Promise<void>;
}

/** A catalogue of its own: the registers without a row, the real reference lists, one source (`a-page`), and what a test writes. */
export async function aTemporaryCatalogue(t: Test): Promise<TemporaryCatalogue> {
  const root = t.testdir();

  async function write(path: string, content: unknown): Promise<void> {
    const file = join(root, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, typeof content === 'string' ? content : stringify(content));
  }

  for (const table of await readdir(join(realSeeds, 'registers'), { recursive: true })) {
    if (!table.endsWith('.csv')) continue;
    const [header] = (await readFile(join(realSeeds, 'registers', table), 'utf8')).split('\n');
    await write(join('seeds/registers', table), `${header}\n`);
  }
  await cp(join(realSeeds, 'reference'), join(root, 'seeds/reference'), { recursive: true });
  await write('seeds/sources/sources.yaml', [aSource()]);
  await write('seeds/organisations/council-accounts.yaml', []);
  await write('seeds/repository-facts.jsonl', '');
  return {
    files: readCatalogueFiles({
      catalogueFolder: join(root, 'catalogue'),
      seedsFolder: join(root, 'seeds'),
    }),
    root,
    write,
    remove: (path) => rm(join(root, path)),
  };
}
