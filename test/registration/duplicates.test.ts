import { readFileSync } from 'node:fs';
import t from 'tap';
import { anUnreadSighting, type Sighting } from '../../src/domain/enrichment/sighting.ts';
import { repositoryId } from '../../src/domain/ids.ts';
import { readRegisteredAddress } from '../../src/domain/registration/repository-address.ts';
import { findDuplicate } from '../../src/use-cases/find-duplicate.ts';
import { openKnownAssets } from '../../src/use-cases/open-known-assets.ts';
import { openRealCatalogue } from '../support/test-app.ts';

/** `given`: an address that somebody registers; `same`: it is the record. `moved`: GitHub says that the record's repository is there now. */
interface Pair {
  given: string;
  record: string;
  same: boolean;
  why: string;
  moved?: boolean;
}

const pairs = JSON.parse(readFileSync(new URL('duplicate-pairs.json', import.meta.url), 'utf8')) as Pair[];
const { services } = await openRealCatalogue(t);

t.test('what is registered already is found by every spelling, and nothing else is', async (t) => {
  const { store, enrichment } = services;
  const known = openKnownAssets(store);
  await known.refresh();
  const sightings = new Map<string, Sighting>();
  for (const [index, { given, record }] of pairs.filter(({ moved }) => moved).entries()) {
    const [stored] = await store.readMany('asset', [record]);
    const address = readRegisteredAddress(given);
    for (const name of [
      stored?.document.repository,
      'repository' in address ? address.repository : undefined,
    ]) {
      if (name === undefined) continue;
      sightings.set(repositoryId(name), {
        ...anUnreadSighting(name),
        state: 'found',
        hostId: `number-${index}`,
      });
    }
  }
  await enrichment.save({
    ...{ sightings: [...sightings.values()], touched: [], at: services.now().toISOString(), actor: 'test' },
  });

  const missed: string[] = [];
  const merged: string[] = [];
  for (const { given, record, same, why } of pairs) {
    const address = readRegisteredAddress(given);
    if ('fault' in address) {
      t.fail(`${given} ${address.fault}`);
      continue;
    }
    const found = await findDuplicate({ store, enrichment, known }, address);
    if (same && found?.id !== record)
      missed.push(`${given} (${why}): ${found?.id ?? 'nothing'}, not ${record}`);
    if (!same && found?.id === record) merged.push(`${given} (${why}) is not ${record}`);
  }
  const alike = pairs.filter(({ same }) => same).length;
  t.ok(pairs.length >= 200, `${pairs.length} pairs`);
  t.comment(
    `${alike - missed.length} of ${alike} duplicates caught, ${merged.length} of ${pairs.length - alike} others taken for one`,
  );
  t.ok(missed.length <= alike * 0.01, `at least 99 % are caught: ${missed.join('; ')}`);
  t.same(merged, [], 'no false merge');
});
