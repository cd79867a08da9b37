import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { appendFile, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

export const clusterPassword = 'a-password-that-must-not-show';

export interface PostgresCluster {
  /** Address of a database that is made by this call. */
  createDatabase(): Promise<string>;
  /** Deletes all rows of a database but keeps its tables: much quicker than a database for every test. */
  empty(url: string): Promise<void>;
  /** Runs statements as the superuser of a cluster's database, without the adapters under test. */
  query(url: string, text: string): Promise<Record<string, unknown>[]>;
  /** `SIGINT` stops it at once but in order, `SIGQUIT` as a crash would, `SIGKILL` is one. */
  stop(signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): Promise<void>;
  start(): Promise<void>;
  /** Stops the cluster and removes its files. */
  remove(): Promise<void>;
}

/** Newest first, then whatever PATH has. */
function binaryFolder(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((name) => join(root, name, 'bin')), ...pathFolders()];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

function pathFolders(): string[] {
  return (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
}

/** Why tests on PostgreSQL cannot run here, false where they can. With CI=true they must: starting the cluster fails there. */
export const noPostgres: string | false =
  binaryFolder() === undefined && process.env.CI !== 'true'
    ? 'needs the PostgreSQL server binaries (initdb, postgres): apt-get install postgresql'
    : false;

/** PostgreSQL refuses to run as root: then it is the user of Debian's package, or nobody. */
function clusterUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (option: string) => Number(spawnSync('id', [option, 'postgres']).stdout.toString() || 65534);
  return { uid: idOf('-u'), gid: idOf('-g') };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

const byBytes = ['--locale=C.UTF-8', '--encoding=UTF8'];
/** So that nothing passes because the database happens to sort by bytes; PostgreSQL can do so for a whole cluster since version 15. */
const byLanguage = [...byBytes, '--locale-provider=icu', '--icu-locale=en-GB'];
const emptyTables = `do $$
declare names text;
begin
  select string_agg(format('%I', tablename), ', ') into names
    from pg_tables where schemaname = 'public' and tablename not like 'kysely%';
  if names is not null then execute 'truncate ' || names; end if;
end $$`;
const quick = ['fsync = off', 'synchronous_commit = off', 'full_page_writes = off'];

/**
 * A cluster of its own in the temporary folder, on a free port of 127.0.0.1. `durable`: writes go to the disk as they would in use, for
 * tests that kill it.
 */
export async function startPostgres({
  durable = false,
  maxConnections = 100,
} = {}): Promise<PostgresCluster> {
  const binaries = binaryFolder();
  if (binaries === undefined)
    throw new Error('PostgreSQL is required here and its binaries are not installed');
  const user = clusterUser();
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
  const cluster = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, clusterPassword);
  for (const path of user ? [folder, passwordFile] : []) await chown(path, user?.uid ?? 0, user?.gid ?? 0);
  const initdb = (locale: string[]) =>
    spawnSync(
      join(binaries, 'initdb'),
      [
        ...['-D', cluster, '-U', 'catalogue', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync'],
        ...locale,
      ],
      { ...user, cwd: folder, encoding: 'utf8' },
    );
  let made = initdb(byLanguage);
  if (made.status !== 0) made = initdb(byBytes);
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const settings = [
    `port = ${port}`,
    "listen_addresses = '127.0.0.1'",
    `unix_socket_directories = '${folder}'`,
    `max_connections = ${maxConnections}`,
    ...(durable ? [] : quick),
  ];
  await appendFile(join(cluster, 'postgresql.conf'), `${settings.join('\n')}\n`);

  const urlOf = (database: string) => `postgres://catalogue:${clusterPassword}@127.0.0.1:${port}/${database}`;
  let running: ChildProcess | undefined;
  let databases = 0;

  async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<Record<string, unknown>>(text);
      return rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async function start(): Promise<void> {
    running = spawn(join(binaries ?? '', 'postgres'), ['-D', cluster], {
      ...user,
      cwd: folder,
      stdio: 'ignore',
    });
    const deadline = Date.now() + 30_000;
    while (true) {
      const answers = await query(urlOf('postgres'), 'select 1').then(
        () => true,
        () => false,
      );
      if (answers) return;
      if (running.exitCode !== null || Date.now() > deadline) throw new Error('PostgreSQL did not start');
      await delay(50);
    }
  }

  async function stop(signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): Promise<void> {
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    const exited = once(running, 'exit');
    running.kill(signal);
    await exited;
  }

  /** When the process ends before its tests do. */
  const killAtExit = () => running?.kill('SIGQUIT');
  process.once('exit', killAtExit);
  await start();
  return {
    async createDatabase() {
      databases += 1;
      const name = `catalogue_${databases}`;
      await query(urlOf('postgres'), `create database ${name}`);
      return urlOf(name);
    },
    async empty(url) {
      await query(url, emptyTables);
    },
    query,
    stop,
    start,
    async remove() {
      await stop('SIGQUIT');
      process.off('exit', killAtExit);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
