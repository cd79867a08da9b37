import { open } from 'node:fs/promises';

/** A file, or a folder whose names changed. */
export async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
