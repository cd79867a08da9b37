import { openEmbeddedIndex } from '../../src/adapters/search/embedded/open-embedded-index.ts';
import { aSearchDocument } from './search-documents.ts';

// Run as a process of its own by the tests of the embedded index.
const index = await openEmbeddedIndex({ file: process.argv[2] ?? '' });
await index.apply({
  put: [aSearchDocument({ id: 'elsewhere', title: 'Written elsewhere' })],
  remove: [{ kind: 'asset', id: 'r0' }],
  cursor: 42,
});
await index.close();
