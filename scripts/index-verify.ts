// npm run index:verify [-- --engine embedded|meilisearch|all]   Compares search indexes with the store; ends with 1 where they differ.
import { fingerprintDocument } from '../src/adapters/search/fingerprint-document.ts';
import { CatalogueError } from '../src/domain/errors.ts';
import { type IndexReport, isFaithful, verifyIndex } from '../src/use-cases/verify-index.ts';
import { openEngines } from './open-engines.ts';

const shown = 20;

function print({ engine, documents, lagChanges, ...differences }: IndexReport): void {
  const { missing, stale, extra } = differences;
  const lag = lagChanges > 0 ? `, ${lagChanges} changes behind` : '';
  console.log(
    `${engine}: ${documents} documents${lag}; ${missing.length} missing, ${stale.length} stale, ${extra.length} extra`,
  );
  for (const [name, keys] of Object.entries({ missing, stale, extra })) {
    for (const key of keys.slice(0, shown)) console.log(`  ${name}  ${key}`);
    if (keys.length > shown) console.log(`  ${name}  … and ${keys.length - shown} more`);
  }
}

const { store, directory, indexes, close } = await openEngines();
try {
  for (const index of indexes) {
    const report = await verifyIndex({ store, directory, index, fingerprint: fingerprintDocument });
    print(report);
    if (!isFaithful(report)) process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof CatalogueError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await close();
}
