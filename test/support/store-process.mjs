// A process of its own for the tests that kill it: store-process.mjs FOLDER write URL NAME, or store-process.mjs FOLDER hold FILE|URL …
// FOLDER holds the transpiled storage adapter.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, task, ...rest] = process.argv.slice(2);
const adapter = (name) => import(pathToFileURL(join(folder, `src/adapters/storage/${name}.js`)).href);

/** Batches of a hundred records each; prints the number of every one that was acknowledged. */
async function write(url, name) {
  const { openPostgresRecordStore } = await adapter('open-postgres-record-store');
  const store = await openPostgresRecordStore({ url });
  for (let count = 1; count < 10_000; count += 1) {
    const put = Array.from({ length: 100 }, (_, at) => ({
      record: { kind: 'asset', document: { id: `${name}-${count}-${at}`, title: 'One of many' } },
      ...{ origin: 'curated', links: [], terms: [], aliases: [] },
    }));
    await store.write({ actor: 'test', at: new Date().toISOString(), put, withdraw: [] });
    process.stdout.write(`${count}\n`);
  }
}

async function hold(addresses) {
  const { openPostgresLeases } = await adapter('open-postgres-leases');
  const { openSqliteLeases } = await adapter('open-sqlite-leases');
  const times = { lengthMs: 2000, renewEveryMs: 400 };
  for (const address of addresses) {
    const leases = await (address.startsWith('postgres:')
      ? openPostgresLeases({ url: address, times })
      : openSqliteLeases({ file: address, times }));
    if ((await leases.take('import')) === undefined) throw new Error('refused');
  }
  process.stdout.write('taken\n');
  setInterval(() => undefined, 1000);
}

await (task === 'write' ? write(...rest) : hold(rest));
