import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const registersFolder = fileURLToPath(new URL('../../seeds/registers', import.meta.url));

/** A copy of the registers that a test may change; `edit` replaces text that must be there. */
export async function copyRegisters() {
  const folder = await mkdtemp(join(tmpdir(), 'registers-'));
  await cp(registersFolder, folder, { recursive: true });
  return {
    folder,
    read: (file: string) => readFile(join(folder, file), 'utf8'),
    async edit(file: string, from: string, to: string): Promise<void> {
      const text = await readFile(join(folder, file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
      await writeFile(
        join(folder, file),
        text.replace(from, () => to),
      );
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
