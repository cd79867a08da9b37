// Compiles src/ and scripts/ into dist/, and only when a source changed since the last build: Node 20 strips no types, and a second
// `npm start` should not wait for the compiler. Plain JavaScript because it runs before anything is compiled.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

const fingerprint = fingerprintSources();
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== fingerprint) {
  process.stdout.write('Compiling … ');
  const startedAt = Date.now();
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stampFile, fingerprint);
  process.stdout.write(`done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`);
}
