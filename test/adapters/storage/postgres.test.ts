import { sql } from 'kysely';
import t from 'tap';
import { openPostgresLeases } from '../../../src/adapters/storage/open-postgres-leases.ts';
import { openPostgresRecordStore } from '../../../src/adapters/storage/open-postgres-record-store.ts';
import { testLeases } from '../../support/leases-contract.ts';
import { noPostgres, startPostgres } from '../../support/postgres-cluster.ts';
import { testRecordStore } from '../../support/record-store-contract.ts';

t.test('the store on PostgreSQL', { skip: noPostgres }, async (t) => {
  const cluster = await startPostgres();
  t.teardown(() => cluster.remove());

  await t.test('the contract of the record store', async (t) => {
    await testRecordStore(t, async () => openPostgresRecordStore({ url: await cluster.createDatabase() }));
  });

  await t.test('the contract of the leases', async (t) => {
    await testLeases(t, async () => {
      const url = await cluster.createDatabase();
      let shifted = 0;
      const now = () =>
        sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint + ${sql.lit(shifted)}`;
      return {
        join: (times) => openPostgresLeases({ url, times, now }),
        shift: (ms) => {
          shifted = ms;
        },
      };
    });
  });
});
