import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
// biome-ignore lint/correctness/useImportExtensions: it is what .ts files are loaded with, so it is none itself
import { compileOnce } from './compile-once.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The storage adapter and the domain that it stands on. */
export const storageSources = ['src/adapters/storage', 'src/domain'];

/**
 * Sources (files and folders) as plain JavaScript in a folder, for processes that tests start. The folder must be inside the project, so
 * that packages are found.
 */
export async function transpileSources(folder: string, sources: readonly string[]): Promise<void> {
  for (const source of await filesOf(sources)) {
    if (!source.endsWith('.ts')) {
      await copyTo(folder, source);
      continue;
    }
    const target = join(folder, source.replace(/\.ts$/, '.js'));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, await compileOnce(join(root, source), 'of-compiled'));
  }
  if (!sources.includes('src')) return;
  // Making it takes seconds, and no test of a whole process looks at it.
  const styles = join(folder, 'src/http/web/styles/catalogue.css');
  await mkdir(dirname(styles), { recursive: true });
  await writeFile(styles, '');
}

/** The pages' templates and script go along as they are. */
async function copyTo(folder: string, source: string): Promise<void> {
  const target = join(folder, source);
  await mkdir(dirname(target), { recursive: true });
  await copyFile(join(root, source), target);
}

async function filesOf(sources: readonly string[]): Promise<string[]> {
  const files = sources.map(async (source) => {
    if (source.endsWith('.ts')) return [source];
    const names = await readdir(join(root, source), { recursive: true });
    return names.filter((name) => /\.(ts|njk|js)$/.test(name)).map((name) => join(source, name));
  });
  return (await Promise.all(files)).flat();
}
