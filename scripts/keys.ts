// npm run keys -- create --name N --role ROLE [--organisation CODE]… [--expires-at ISO] | list | revoke --name N   Keys of the API; a running service knows a new one at once. The key is the last line.
import { parseArgs } from 'node:util';
import { readConfig } from '../src/config.ts';
import { GrantedRole } from '../src/domain/access/actor.ts';
import { CatalogueError } from '../src/domain/errors.ts';
import { givenLine } from '../src/domain/registration/given-text.ts';
import { openLists } from '../src/services/open-files.ts';
import { openEnrichment, openStore } from '../src/services/open-stores.ts';
import { listKeys } from '../src/use-cases/list-keys.ts';
import { makeKey } from '../src/use-cases/make-key.ts';
import { openDirectory } from '../src/use-cases/open-directory.ts';
import { resolveBodies } from '../src/use-cases/resolve-bodies.ts';
import { revokeKey } from '../src/use-cases/revoke-key.ts';

const usage =
  'npm run keys -- create --name N --role contributor|moderator|admin [--organisation CODE]… [--expires-at ISO] | list | revoke --name N';

function readArguments() {
  const { values, positionals } = parseArgs({
    options: {
      name: { type: 'string' },
      role: { type: 'string' },
      organisation: { type: 'string', multiple: true, default: [] },
      'expires-at': { type: 'string' },
    },
    allowPositionals: true,
  });
  const [command, ...more] = positionals;
  if (more.length > 0) throw new Error(`what is "${more[0]}"?`);
  if (command === 'list') return { command } as const;
  if (command !== 'create' && command !== 'revoke') throw new Error('create, list or revoke');
  const name = givenLine(80).safeParse(values.name);
  if (!name.success) throw new Error(`--name: ${name.error.issues[0]?.message}`);
  if (command === 'revoke') return { command, name: name.data } as const;
  const role = GrantedRole.safeParse(values.role);
  if (!role.success) throw new Error(`--role takes ${GrantedRole.options.join(', ')}`);
  return {
    command,
    name: name.data,
    role: role.data,
    bodies: values.organisation,
    expiresAt: readTime(values['expires-at']),
  } as const;
}

function readTime(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? new Date(text) : new Date(Number.NaN);
  if (Number.isNaN(time.getTime()))
    throw new Error('--expires-at takes a day or a time: 2027-03-31, 2027-03-31T18:00:00Z');
  return time.toISOString();
}

function givenOrExit(): ReturnType<typeof readArguments> {
  try {
    return readArguments();
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

const given = givenOrExit();
const config = readConfig();
const store = await openStore(config);
const keeping = { store, now: () => new Date() };

async function resolve(bodies: readonly string[]): Promise<string[]> {
  if (bodies.length === 0) return [];
  const enrichment = await openEnrichment(config, store);
  try {
    const directory = await openDirectory(store, await openLists(config, store), enrichment);
    return resolveBodies(directory.councils, bodies, '--organisation');
  } finally {
    await enrichment.close();
  }
}

async function list(): Promise<void> {
  const pageSize = 100;
  let page = 1;
  let seen = 0;
  for (;;) {
    const { total, keys } = await listKeys(keeping, { page, pageSize });
    for (const { id, name, role, organisations, state, expiresAt, lastUsedAt } of keys) {
      const ends = expiresAt === undefined ? '' : `, until ${expiresAt}`;
      const bodies = organisations.length === 0 ? '' : ` of ${organisations.join(', ')}`;
      console.log(`${name}: ${role}${bodies}, ${state}${ends}, last used ${lastUsedAt ?? 'never'} (${id})`);
    }
    seen += keys.length;
    if (seen >= total || keys.length === 0) return console.log(`${total} keys`);
    page += 1;
  }
}

try {
  if (given.command === 'list') await list();
  else if (given.command === 'revoke') {
    const { id } = await revokeKey(keeping, { name: given.name }, 'keys');
    console.log(`Revoked ${given.name} (${id}).`);
  } else {
    const { name, role, expiresAt } = given;
    const organisations = await resolve(given.bodies);
    const wanted = { name, role, organisations, ...(expiresAt !== undefined && { expiresAt }) };
    const { id, key } = await makeKey(keeping, wanted, 'keys');
    const bodies = organisations.length === 0 ? '' : ` for ${organisations.join(', ')}`;
    console.log(`Made ${name} (${id}), ${role}${bodies}. The key is shown this once:`);
    console.log(key);
  }
} catch (error) {
  if (!(error instanceof CatalogueError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
} finally {
  await store.close();
}
