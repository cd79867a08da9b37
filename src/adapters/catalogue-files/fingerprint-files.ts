import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listFiles } from './list-files.ts';

/** Changes when a file below the folders is added, removed, renamed or has other contents; times of files do not matter. */
export async function fingerprintFiles(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = await listFiles(folder);
    for (const file of files) {
      // A thousand small files are read several times quicker one after the other than at once, and a start waits for them anyway.
      const content = readFileSync(file);
      hash.update(`${relative(folder, file)}\0${content.byteLength}\0`).update(content);
    }
    hash.update('\0\0');
  }
  return hash.digest('hex');
}

/** What records become depends on the code that reads them too: a new release imports again. */
const readingCode = [new URL('.', import.meta.url), new URL('../../domain/', import.meta.url)].map((folder) =>
  fileURLToPath(folder),
);

/** The fingerprint of a catalogue's files. Apart from their readers, because a start that finds nothing new need not load those. */
export function fingerprintCatalogue({
  catalogueFolder,
  seedsFolder,
}: {
  catalogueFolder: string;
  seedsFolder: string;
}): Promise<string> {
  return fingerprintFiles([catalogueFolder, seedsFolder, ...readingCode]);
}
