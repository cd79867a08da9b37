import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { listFiles } from './read-record-files.ts';

/** Changes when a file below the folders is added, removed, renamed or has other contents; times of files do not matter. */
export async function fingerprintFiles(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = await listFiles(folder);
    const contents = await Promise.all(files.map((file) => readFile(file)));
    for (const [index, file] of files.entries()) {
      const content = contents[index] ?? Buffer.alloc(0);
      hash.update(`${relative(folder, file)}\0${content.byteLength}\0`).update(content);
    }
    hash.update('\0\0');
  }
  return hash.digest('hex');
}
