import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Translates src/ into a folder, which must be inside the project to find its packages: for processes that should start as quickly as in use. */
export async function compileSources(folder: string): Promise<void> {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(
    // A file by itself does not know the package's module format.
    { ...config.compilerOptions, module: 'esnext', moduleResolution: 'bundler', sourceMap: false },
    root,
  );
  const names = await readdir(join(root, 'src'), { recursive: true });
  for (const name of names.filter((one) => one.endsWith('.ts'))) {
    const source = await readFile(join(root, 'src', name), 'utf8');
    const target = join(folder, 'src', name.replace(/\.ts$/, '.js'));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(
      target,
      ts.transpileModule(source, { compilerOptions: options, fileName: join(root, 'src', name) }).outputText,
    );
  }
}
