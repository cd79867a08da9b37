import { copyFile, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprintFiles } from '../../src/adapters/catalogue-files/fingerprint-files.ts';
import { readConfig } from '../../src/config.ts';
import { openFiles } from '../../src/services/open-files.ts';
import { openStore } from '../../src/services/open-stores.ts';
import { openServices, type Services } from '../../src/services.ts';
import { importCatalogue } from '../../src/use-cases/import-catalogue.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What an imported catalogue is made from. What answers requests has no say in it. */
const makings = [
  'catalogue',
  'seeds',
  ...['adapters', 'domain', 'services', 'use-cases'].map((part) => `src/${part}`),
];
const kept = join(root, 'node_modules/.cache/imported-for-tests');
const keptMs = 3_600_000;

/** The service's parts over a copy of the real catalogue, which is gone when they are closed. */
export async function openRealServices(): Promise<Services> {
  const imported = await importOnce();
  const folder = await mkdtemp(join(tmpdir(), 'real-catalogue-'));
  for (const name of await readdir(imported)) {
    // What processes that have a database open share is of no use to another.
    if (!name.endsWith('-shm')) await copyFile(join(imported, name), join(folder, name));
  }
  const services = await openIn(folder);
  return {
    ...services,
    async close() {
      await services.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A folder with the catalogue as it is imported and indexed today: made once for all tests, and anew when a source of it or of the service has
 * changed. Test files that start at once may both make it; the first stays.
 */
async function importOnce(): Promise<string> {
  const print = await fingerprintFiles(makings.map((name) => join(root, name)));
  const folder = join(kept, `${new Date().toISOString().slice(0, 10)}-${print}`);
  if (await isThere(folder)) return folder;
  await mkdir(kept, { recursive: true });
  await removeOld();
  const unfinished = await mkdtemp(join(kept, 'unfinished-'));
  const config = { ...readConfig({}), DATA_DIR: unfinished };
  const store = await openStore(config);
  await importCatalogue(
    { store, files: await openFiles(config), now: () => new Date() },
    { actor: 'import' },
  );
  await store.close();
  await (await openIn(unfinished)).close();
  await rename(unfinished, folder).catch(async (error) => {
    if (!(await isThere(folder))) throw error;
    await rm(unfinished, { recursive: true, force: true });
  });
  return folder;
}

async function openIn(folder: string): Promise<Services> {
  const config = { ...readConfig({}), DATA_DIR: folder };
  return openServices(config, await openStore(config), { styles: '', staysOffline: true });
}

async function isThere(path: string): Promise<boolean> {
  return (await changedAt(path)) !== undefined;
}

/** Undefined where it is not, or no more: other test files rename theirs at any time. */
async function changedAt(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}

async function removeOld(): Promise<void> {
  for (const name of await readdir(kept)) {
    const madeAt = await changedAt(join(kept, name));
    if (madeAt !== undefined && madeAt < Date.now() - keptMs)
      await rm(join(kept, name), { recursive: true, force: true });
  }
}
