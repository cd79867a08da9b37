import t from 'tap';
import { openPostgresRecordStore } from '../../../src/adapters/storage/open-postgres-record-store.ts';
import { noPostgres, startPostgres } from '../../support/postgres-cluster.ts';
import { testRecordStore } from '../../support/record-store-contract.ts';

t.test('the store on PostgreSQL', { skip: noPostgres }, async (t) => {
  const cluster = await startPostgres();
  t.teardown(() => cluster.remove());

  await t.test('the contract of the record store', async (t) => {
    await testRecordStore(t, async () => openPostgresRecordStore({ url: await cluster.createDatabase() }));
  });
});
