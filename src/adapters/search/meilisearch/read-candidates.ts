import type { FoundDocument } from './ask-index.ts';
import { readTag } from './document-key.ts';
import type { KeptBases } from './keep-bases.ts';
import type { Candidate } from './order-candidates.ts';
import type { Answers, Attributes, Questions } from './plan-search.ts';

/** A document as far as it is named; what else was read of it may be there. */
export type Named = Pick<FoundDocument, 'key' | 'fingerprint' | 'basis' | 'words'>;

export function toNamed(document: FoundDocument): Named {
  return document.tag === undefined ? document : { ...document, ...readTag(document.tag) };
}

export type ReadCandidates = (named: readonly Named[], retrieve: Attributes) => Promise<Candidate[]>;

/** Reads what documents are scored by, where it is not known from earlier searches. */
export function buildCandidateReader(
  read: (questions: Questions<'missing'>) => Promise<Answers<'missing'>>,
  bases: KeptBases,
): ReadCandidates {
  return async (named, retrieve) => {
    const needsWords = retrieve.includes('words');
    const known = new Map<string, Candidate>();
    const missing = new Set<string>();
    for (const document of named) {
      const candidate = bases.find(document, needsWords) ?? bases.keep(document);
      if (candidate) known.set(document.key, candidate);
      else missing.add(document.key);
    }
    const keys = [...missing];
    const { missing: found } = await read({
      missing: [{ filter: true, keys, limit: keys.length, retrieve }],
    });
    for (const document of found.flatMap(({ documents }) => documents)) {
      const candidate = bases.keep(document);
      if (candidate) known.set(candidate.key, candidate);
    }
    return [...known.values()];
  };
}
