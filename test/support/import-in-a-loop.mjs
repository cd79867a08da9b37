// A process of its own for the test that kills it: imports one version of a catalogue after the other, each changing every record.
// Plain JavaScript over the compiled sources, because many of it are started and each would compile for itself.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [compiled, file, countGiven] = process.argv.slice(2);
const sources = pathToFileURL(join(compiled, 'src/'));
const { openSqliteRecordStore } = await import(
  new URL('adapters/storage/open-sqlite-record-store.js', sources)
);
const { importCatalogue } = await import(new URL('use-cases/import-catalogue.js', sources));
const { documentSchemas } = await import(new URL('domain/records/record.js', sources));

function version(number) {
  const source = { id: 'a-page', title: 'A page', sourceType: 'page' };
  const assets = Array.from({ length: Number(countGiven) }, (_, index) => ({
    id: `asset-${index}`,
    assetKind: 'product',
    title: `version ${number}`,
    summary: 'One of many',
    connectsTo: [`platform ${number}`],
    sources: [{ source: 'a-page' }],
  }));
  const records = [
    { kind: 'source', document: documentSchemas.source.parse(source) },
    ...assets.map((asset) => ({ kind: 'asset', document: documentSchemas.asset.parse(asset) })),
  ].map((record) => ({ ...record, file: 'x.yaml', lineOf: () => 1 }));
  const readLists = async () => ({ themes: [], platforms: [], standards: [], licences: [], licenceIds: [], thesaurus: [] });
  return { fingerprint: async () => `${number}`, readLists, read: async () => ({ records, faults: [] }) };
}

const store = await openSqliteRecordStore({ file });
for (let number = Number((await store.note('import.fingerprint')) ?? 0) + 1; ; number += 1) {
  const files = version(number);
  process.stdout.write(`start ${number}\n`);
  await importCatalogue({ store, files, now: () => new Date() }, { actor: 'import' });
}
