// npm run bench:enrich [-- --count 1000]   What it takes to ask GitHub for a thousand repositories: counts, not seconds, on a code host of
// this machine that charges by GitHub's documented rules. Runs from the sources, because that code host is part of the tests.
import { parseArgs } from 'node:util';
import { type GithubOptions, openGithub } from '../../src/adapters/github/open-github.ts';
import { openSqliteEnrichmentStore } from '../../src/adapters/storage/open-sqlite-enrichment-store.ts';
import { openSqliteRecordStore } from '../../src/adapters/storage/open-sqlite-record-store.ts';
import { repositoryId } from '../../src/domain/ids.ts';
import { Asset } from '../../src/domain/records/asset.ts';
import { enrichRepositories } from '../../src/use-cases/enrich-repositories.ts';
import { aThousandRepositories } from '../../test/support/fake-github/a-thousand-repositories.ts';
import { aClock } from '../../test/support/fake-github/clock.ts';
import { startFakeGithub } from '../../test/support/fake-github/start-fake-github.ts';

const { values } = parseArgs({ options: { count: { type: 'string', default: '1000' } } });
const repositories = aThousandRepositories('2026-03-01T00:00:00Z', Number(values.count));
const startsAt = '2026-03-02T06:00:00Z';

async function fillStore() {
  const records = await openSqliteRecordStore({ file: ':memory:' });
  const put = repositories.map(({ repository }) => {
    const id = repositoryId(repository);
    const kind = 'repository' as const;
    const sources = [{ source: 'a-page' }];
    const document = Asset.parse({
      id,
      assetKind: kind,
      title: repository,
      summary: id,
      repository,
      sources,
    });
    return {
      record: { kind: 'asset' as const, document },
      origin: 'curated' as const,
      links: [],
      terms: [],
      aliases: [],
    };
  });
  await records.write({ actor: 'bench', at: startsAt, put, withdraw: [] });
  return { records, enrichment: await openSqliteEnrichmentStore({ file: records.file }) };
}

/** Runs until nothing is left, each time the limit allows it, then again a day later with nothing changed. */
async function measure(what: string, credentials: Pick<GithubOptions, 'token' | 'mode'>): Promise<void> {
  const clock = aClock(startsAt);
  const fake = await startFakeGithub({ repositories, clock, checksAnswers: false });
  fake.warm();
  const { records, enrichment } = await fillStore();
  const now = () => new Date(clock.now());

  async function cycle(name: string): Promise<void> {
    const [startedAt, begin] = [clock.now(), performance.now()];
    let changed = 0;
    fake.forget();
    for (;;) {
      const host = openGithub({ apiUrl: fake.url, ...credentials, now });
      const run = await enrichRepositories({ records, enrichment, host, now }, { actor: 'bench' });
      changed += run.counts.changed ?? 0;
      if (run.left === 0 || run.until === undefined) break;
      clock.set(new Date(Date.parse(run.until) + 1000).toISOString());
    }
    const { graphql, rest, points, charged, notModified, timedOut } = fake.counts();
    const hours = Math.ceil((clock.now() - startedAt) / 3_600_000);
    console.log(
      `${what}, ${name}: ${graphql} GraphQL calls (${timedOut} timed out), ${points} points; ${rest} REST calls (${notModified} unchanged), ${charged} of the limit; ` +
        `${changed} assets changed; within ${hours} h of limits; ${((performance.now() - begin) / 1000).toFixed(0)} s here`,
    );
    for (const fault of [...fake.refusals, ...fake.faults]) console.log(`  refused: ${fault}`);
  }

  await cycle('first');
  clock.set(new Date(Math.max(clock.now(), Date.parse(startsAt)) + 24 * 3_600_000).toISOString());
  await cycle('nothing changed');
  await enrichment.close();
  await records.close();
  await fake.close();
}

await measure('GraphQL', { token: 'a-token', mode: 'graphql' });
await measure('REST with a token', { token: 'a-token', mode: 'rest' });
await measure('REST without a token', {});
