import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The storage adapter and what it needs from the domain. */
export const storageSources = ['src/adapters/storage', 'src/domain/errors.ts', 'src/domain/ids.ts'];

/**
 * Sources (files and folders) as plain JavaScript in a folder, for processes that tests start: each compiling for itself would take longer
 * than it lives. The folder must be inside the project, so that packages are found.
 */
export async function transpileSources(folder: string, sources: readonly string[]): Promise<void> {
  for (const source of await filesOf(sources)) {
    const { outputText } = transpileModule(await readFile(join(root, source), 'utf8'), {
      compilerOptions: {
        module: ModuleKind.ESNext,
        target: ScriptTarget.ES2023,
        verbatimModuleSyntax: true,
        rewriteRelativeImportExtensions: true,
      },
    });
    const target = join(folder, source.replace(/\.ts$/, '.js'));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, outputText);
  }
}

async function filesOf(sources: readonly string[]): Promise<string[]> {
  const files = sources.map(async (source) => {
    if (source.endsWith('.ts')) return [source];
    const names = await readdir(join(root, source), { recursive: true });
    return names.filter((name) => name.endsWith('.ts')).map((name) => join(source, name));
  });
  return (await Promise.all(files)).flat();
}
