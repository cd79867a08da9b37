// Compiles src/ and scripts/ into dist/, with the pages' templates, script and style sheet, and only when a source changed since the last build: Node 20 strips no types, and a second
// `npm start` should not wait for the compiler. Plain JavaScript because it runs before anything is compiled.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'dist', '.stamp');

function fingerprintSources() {
  const hash = createHash('sha256');
  const files = ['src', 'scripts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)),
  );
  for (const file of [...files, 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'].sort()) {
    const stat = statSync(join(root, file));
    if (stat.isFile()) hash.update(`${file}:${stat.size}:${stat.mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Templates and the script as they are, Sass as one style sheet. Synchronous, which is faster: the compiler runs in a process of its own meanwhile. */
async function buildPageFiles() {
  const pages = join('src', 'http', 'web');
  const copied = new Set(['', '.njk', '.js']);
  cpSync(join(root, pages), join(root, 'dist', pages), {
    recursive: true,
    filter: (source) => copied.has(extname(source)),
  });
  const { compile } = await import('sass');
  const { css } = compile(join(root, pages, 'styles', 'catalogue.scss'), {
    loadPaths: [join(root, 'node_modules')],
    style: 'compressed',
    quietDeps: true,
  });
  writeFileSync(join(root, 'dist', pages, 'styles', 'catalogue.css'), css);
}

const fingerprint = fingerprintSources();
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== fingerprint) {
  process.stdout.write('Compiling … ');
  const startedAt = Date.now();
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const compiling = spawn(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  const compiled = once(compiling, 'exit');
  await buildPageFiles();
  const [status] = await compiled;
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stampFile, fingerprint);
  process.stdout.write(`done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`);
}
