import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../..', import.meta.url));
const kept = join(root, 'node_modules/.cache/compiled-for-tests');
const { version } = require('typescript/package.json');
const itself = await readFile(new URL(import.meta.url), 'utf8');

export async function compileOnce(file, imports) {
  const source = await readFile(file, 'utf8');
  const key = createHash('sha256').update(`${version}\n${itself}\n${file}\n${source}`).digest('hex');
  const place = join(kept, imports, `${relative(root, file)}.js`);
  const known = await readFile(place, 'utf8').catch(() => '');
  if (known.startsWith(key)) return known.slice(key.length + 1);
  const compiled = compile(file, source, imports);
  // Several processes may write it at once: each whole, and under its name only then.
  const unfinished = `${place}.${process.pid}.${performance.now()}`;
  await mkdir(dirname(place), { recursive: true });
  await writeFile(unfinished, `${key}\n${compiled}`);
  await rename(unfinished, place);
  return compiled;
}

function compile(file, source, imports) {
  // Loaded where something has changed: reading it alone takes half a second.
  const { ModuleKind, ScriptTarget, transpileModule } = require('typescript');
  const isForCoverage = imports === 'as-written';
  const { outputText, sourceMapText } = transpileModule(source, {
    fileName: file,
    compilerOptions: {
      module: ModuleKind.ESNext,
      target: ScriptTarget.ES2023,
      verbatimModuleSyntax: true,
      rewriteRelativeImportExtensions: imports === 'of-compiled',
      sourceMap: isForCoverage,
      inlineSources: isForCoverage,
    },
  });
  if (!isForCoverage) return outputText;
  const map = JSON.stringify({ ...JSON.parse(sourceMapText), sources: [String(pathToFileURL(file))] });
  const address = `data:application/json;charset=utf-8;base64,${Buffer.from(map).toString('base64')}`;
  return outputText.replace(/\/\/# sourceMappingURL=.*\s*$/, `//# sourceMappingURL=${address}\n`);
}
