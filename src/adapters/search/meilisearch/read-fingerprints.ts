import type { IndexedFingerprint } from '../../../ports/search-index.ts';
import { askIndex } from './ask-index.ts';
import { isOneOf } from './filter-expressions.ts';
import type { Traits } from './index-document.ts';
import type { Connection } from './open-connection.ts';
import { isIndexMissing } from './to-unavailable.ts';

const atOnce = 1000;

/** Reads page after page: a document that is written meanwhile may be missed or told twice. */
export async function* readFingerprints(
  { search }: Connection,
  uid: string,
): AsyncGenerator<IndexedFingerprint> {
  for (let offset = 0; ; offset += atOnce) {
    const question = {
      filter: isOneOf('state', [1, 2]),
      ...{ offset, limit: atOnce },
      retrieve: ['key' as const, 'fingerprint' as const, 'traits' as const],
    };
    const [found] = await search((client) =>
      askIndex(client, uid, [question]).catch((error) => {
        if (isIndexMissing(error)) return [];
        throw error;
      }),
    );
    const documents = found?.documents ?? [];
    for (const { traits, fingerprint } of documents) {
      if (traits === undefined || fingerprint === undefined) continue;
      const { kind, id } = JSON.parse(traits) as Traits;
      yield { kind, id, fingerprint };
    }
    if (documents.length < atOnce) return;
  }
}
