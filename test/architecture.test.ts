import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src');

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(source, name));

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)[^'"`;]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

/** The part of src/ a file belongs to: its folder, for adapters with the adapter's own; files beside the folders are `root`, as are the composition root's in services/. */
function partOf(file: string): string {
  const [first = '', second = ''] = relative(source, file).split('/');
  if (first.endsWith('.ts') || first === 'services') return 'root';
  return first === 'adapters' ? `adapters/${second}` : first;
}

const mayImport: Record<string, (part: string) => boolean> = {
  domain: (part) => part === 'domain',
  ports: (part) => part === 'domain' || part === 'ports',
  'use-cases': (part) => ['domain', 'ports', 'use-cases'].includes(part),
  http: (part) => ['domain', 'ports', 'use-cases', 'http'].includes(part),
};

function isAllowed(part: string, imported: string): boolean {
  if (part === 'root') return true;
  if (part.startsWith('adapters/')) return imported === part || imported === 'domain' || imported === 'ports';
  return mayImport[part]?.(imported) ?? false;
}

t.test('every import follows the dependency rule', async (t) => {
  t.ok(files.length > 50, 'the source is read');
  for (const file of files) {
    for (const imported of importsOf(file).filter((name) => name.startsWith('.'))) {
      const target = resolve(dirname(file), imported);
      if (!target.startsWith(source)) continue;
      t.ok(
        isAllowed(partOf(file), partOf(target)),
        `${relative(root, file)} may import ${relative(root, target)}`,
      );
    }
  }
});

t.test('the domain imports zod and nothing else from outside', async (t) => {
  for (const file of files.filter((name) => partOf(name) === 'domain')) {
    const foreign = importsOf(file).filter((name) => !name.startsWith('.') && name !== 'zod');
    t.same(foreign, [], relative(root, file));
  }
});

t.test('only config.ts reads the environment, and only the composition root chooses adapters', async (t) => {
  for (const file of files) {
    const name = relative(source, file);
    if (name !== 'config.ts')
      t.notMatch(readFileSync(file, 'utf8'), /process\.env/, `${name} leaves process.env to config.ts`);
    if (partOf(file) === 'root' && name !== 'services.ts' && !name.startsWith('services/')) {
      t.notOk(
        importsOf(file).some((imported) => imported.includes('/adapters/')),
        `${name} leaves adapters to services.ts`,
      );
    }
  }
});

t.test('files are small and their folders say what is in them', async (t) => {
  for (const file of files) {
    t.ok(
      readFileSync(file, 'utf8').split('\n').length <= 260,
      `${relative(root, file)} is at most about 250 lines`,
    );
    t.notMatch(relative(source, file), /(^|\/)(utils?|helpers?|common|lib|core|types|misc|shared)(\/|\.ts$)/);
    t.notMatch(readFileSync(file, 'utf8'), /export default|@ts-(ignore|nocheck)/, 'named exports, types on');
  }
});
