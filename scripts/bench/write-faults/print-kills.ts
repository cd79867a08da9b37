import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { killWhileWriting } from './kill-while-writing.ts';
import { makeAdminKey, startKillable } from './start-killable.ts';

const compiled = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

/** Kills the real service over the real catalogue while four write, and prints what of it was lost. */
export async function printKills({
  kills,
  databaseUrl,
}: {
  kills: number;
  databaseUrl: string | undefined;
}): Promise<void> {
  const databases: Record<string, Record<string, string>> = {
    SQLite: {},
    ...(databaseUrl !== undefined && { PostgreSQL: { DATABASE_URL: databaseUrl } }),
  };
  for (const [name, environment] of Object.entries(databases)) {
    const folder = await mkdtemp(join(tmpdir(), 'bench-kills-'));
    try {
      const variables = { ...environment, DATA_DIR: folder };
      const adminKey = await makeAdminKey(compiled, variables);
      const start = () => startKillable(compiled, variables);
      const figures = await killWhileWriting({ start, adminKey, kills, writers: 4, longestMs: 1000 });
      console.log(
        `${name}: killed ${figures.kills} times while 4 wrote; ${figures.acknowledged} registrations acknowledged, ${figures.lost.length} lost, ` +
          `${figures.half.length} there by half, ${figures.gaps.length} gaps in a log of ${figures.newest}`,
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  if (databaseUrl === undefined) console.log('PostgreSQL: skipped, --database-url names no empty database.');
}
