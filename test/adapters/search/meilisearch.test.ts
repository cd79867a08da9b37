import { randomUUID } from 'node:crypto';
import { Meilisearch } from 'meilisearch';
import { test } from 'tap';
import { openMeilisearchIndex } from '../../../src/adapters/search/meilisearch/open-meilisearch-index.ts';
import { testSearchIndex } from '../../support/search-index-contract.ts';
import { startMeilisearch, whyNoMeilisearch } from '../../support/start-meilisearch.ts';

const skip = whyNoMeilisearch();

test('a Meilisearch server', { skip }, async (t) => {
  const server = await startMeilisearch();
  t.teardown(() => server.stop());
  const { url, masterKey } = server;
  const admin = new Meilisearch({ host: url, ...(masterKey ? { apiKey: masterKey } : {}) });
  const used: string[] = [];
  t.teardown(async () => {
    for (const index of used) await admin.deleteIndexIfExists(index);
  });

  function nameIndex(): string {
    const index = `test-${randomUUID()}`;
    used.push(index);
    return index;
  }

  const sorts = {
    'what is found is named': undefined,
    'what is found is named by reading it': 1,
    'what is found is counted': 0,
  };
  for (const [name, namedAtMost] of Object.entries(sorts)) {
    await t.test(`keeps the promises of the port where ${name}`, (t) =>
      testSearchIndex(t, async () => {
        const index = await openMeilisearchIndex({
          ...{ url, masterKey, index: nameIndex(), timeoutMs: 10_000 },
          ...(namedAtMost === undefined ? {} : { namedAtMost }),
        });
        await index.apply({ put: [], remove: [], cursor: 0 });
        return index;
      }),
    );
  }
});
