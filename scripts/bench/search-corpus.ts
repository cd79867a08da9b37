import { HitKind } from '../../src/domain/ids.ts';
import type { SearchDocument, TextField } from '../../src/domain/search/search-document.ts';
import { exactForms } from '../../src/domain/search/search-text.ts';
import type { RecordStore } from '../../src/ports/record-store.ts';
import type { Directory } from '../../src/use-cases/open-directory.ts';
import { readSearchDocuments } from '../../src/use-cases/read-search-documents.ts';

/** Numbers from 0 to 1, the same ones for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed % 2147483647 || 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

export function pick<T>(random: () => number, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T;
}

/** The search documents of all records of a store. */
export async function readDocuments(store: RecordStore, directory: Directory): Promise<SearchDocument[]> {
  const documents: SearchDocument[] = [];
  for await (const batch of readSearchDocuments(store, directory)) documents.push(...batch.documents);
  return documents;
}

/** The first words of one text and the last ones of another, about as many as either has. */
function cross(random: () => number, one: string, other: string): string {
  const [first, last] = [one.split(' '), other.split(' ')];
  const share = 0.25 + random() / 2;
  const fromFirst = Math.ceil(first.length * share);
  return [...first.slice(0, fromFirst), ...last.slice(Math.floor(last.length * share))].join(' ').trim();
}

/**
 * Makes `count` search documents out of real ones: the kind, organisations and other facets of one record, each text half its own and
 * half that of another record of the kind. So they are as long as real ones and have their words as often. The same seed makes the same.
 */
export function* generateDocuments(
  real: readonly SearchDocument[],
  count: number,
  seed: number,
): Generator<SearchDocument> {
  const random = seededRandom(seed);
  const ofKind = (kind: HitKind) => byKind.get(kind) ?? real;
  const byKind = new Map(HitKind.options.map((kind) => [kind, real.filter((one) => one.kind === kind)]));
  for (let at = 0; at < count; at += 1) {
    const own = pick(random, real);
    const other = pick(random, ofKind(own.kind));
    const third = pick(random, ofKind(own.kind));
    const text = Object.fromEntries(
      (Object.keys(own.text) as TextField[]).map((field) => [
        field,
        field === 'organisations'
          ? own.text.organisations
          : cross(random, own.text[field], (random() < 0.5 ? other : third).text[field]),
      ]),
    ) as Record<TextField, string>;
    yield {
      ...own,
      id: `generated-${at}`,
      text,
      facets: { ...own.facets, service: other.facets.service, theme: third.facets.theme },
      exact: exactForms([text.title]),
      product: undefined,
      originals: [],
      group: undefined,
      updatedAt: new Date(Date.UTC(2026, 0, 1) + Math.floor(random() * 1e10)).toISOString(),
      summary: { ...own.summary, title: text.title, summary: text.summary },
    };
  }
}
