// npm run discover -- --org ACCOUNT … | --all   Proposes repositories of accounts that are not listed; with --accept owner/name … prints their files, with --write writes them. Adds nothing by itself.
import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { readConfig } from '../src/config.ts';
import { CatalogueError } from '../src/domain/errors.ts';
import { openCodeHost } from '../src/services/open-code-host.ts';
import { openEnrichment, openStore } from '../src/services/open-stores.ts';
import {
  type DiscoveredRepository,
  discoverRepositories,
  knownAccounts,
} from '../src/use-cases/discover-repositories.ts';

const usage = 'npm run discover -- --org ACCOUNT … | --all [--accept owner/name …] [--write]';

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        org: { type: 'string', multiple: true, default: [] },
        all: { type: 'boolean', default: false },
        accept: { type: 'string', multiple: true, default: [] },
        write: { type: 'boolean', default: false },
      },
    });
    if (values.org.length === 0 && !values.all) throw new Error('name an account with --org, or --all');
    const wrong = values.org.find((account) => !/^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/.test(account));
    if (wrong !== undefined) throw new Error(`"${wrong}" is no account name`);
    if (values.write && values.accept.length === 0) throw new Error('--write takes --accept owner/name');
    return values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

const given = readArguments();
const config = readConfig();
const records = await openStore(config);
const enrichment = await openEnrichment(config, records);
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
const now = () => new Date();

/** Only what a person has to look at: empty lists are left out. */
function toYaml({ draft }: DiscoveredRepository): string {
  const fields = Object.entries(draft).filter(([, value]) => !Array.isArray(value) || value.length > 0);
  return stringify(Object.fromEntries(fields));
}

async function hand(one: DiscoveredRepository): Promise<void> {
  const file = join(config.CATALOGUE_DIR, 'assets', `${one.repository}.yaml`);
  if (!given.write) {
    console.log(`# ${file}\n${toYaml(one)}`);
    return;
  }
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere) throw new CatalogueError('conflict', `${file} is there already`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, toYaml(one), { flag: 'wx' });
  await enrichment.decide(one.key, 'accepted', now().toISOString());
  console.log(`Wrote ${file}: read it, complete it, then npm run catalogue:check`);
}

try {
  const accounts = given.all ? await knownAccounts(records) : given.org;
  const host = await openCodeHost(config);
  const { found, failed, pause, left } = await discoverRepositories(
    { records, enrichment, host, now },
    accounts,
    stopping.signal,
  );
  for (const { account, message } of failed) console.error(`${account}: ${message}`);
  const wanted = new Set(given.accept.map((name) => name.toLowerCase()));
  for (const one of found) {
    if (wanted.delete(one.repository.toLowerCase())) await hand(one);
    else if (given.accept.length === 0) {
      console.log(`${one.repository}\n${one.reasons.map((reason) => `  - ${reason}`).join('\n')}`);
    }
  }
  for (const name of wanted) console.error(`${name} is not among what was found`);
  console.log(`${found.length} found in ${accounts.length - left.length} accounts`);
  if (pause !== undefined) console.log(`GitHub gives no more until ${pause.until}; left: ${left.join(', ')}`);
  if (wanted.size > 0 || failed.length > 0) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof CatalogueError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await enrichment.close();
  await records.close();
}
