import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** DATA_DIR of a service that keeps nothing: tests and generated documents use it. */
export const inMemory = ':memory:';

export async function fileIn(folder: string, name: string): Promise<string> {
  if (folder === inMemory) return inMemory;
  await mkdir(folder, { recursive: true });
  return join(folder, name);
}
