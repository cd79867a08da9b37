import type { SearchQuery } from '../../ports/search-index.ts';
import type { PostingsReader } from './open-postings.ts';

/** What was found, by row. Valid until the next search: the arrays are used again. */
export interface Matches {
  /** 1 where the row answers the query at all, filters aside. */
  answers: Uint8Array;
  /** How many of the query's words and phrases the row holds. */
  matched: Uint8Array;
  /** Sum of the words' scores. */
  score: Uint32Array;
}

interface Workspace extends Matches {
  phrases: Uint8Array;
}

function buildWorkspace(size: number): Workspace {
  return {
    answers: new Uint8Array(size),
    matched: new Uint8Array(size),
    score: new Uint32Array(size),
    phrases: new Uint8Array(size),
  };
}

export type Matcher = (query: SearchQuery, exactRows: readonly number[]) => Matches;

/**
 * All words first and then fewer. A row answers when it holds every phrase, none of the excluded words and at least half of the words,
 * or as many as any row does where no row holds half. Words that occur nowhere do not count. Without words and phrases every row answers.
 */
export function buildMatcher(postings: PostingsReader, state: Uint8Array, size: number): Matcher {
  const space = buildWorkspace(size);
  const { answers, matched, score, phrases } = space;

  function clear(): void {
    for (const array of Object.values(space) as Uint8Array[]) array.fill(0);
  }

  function addWords(query: SearchQuery): number {
    let found = 0;
    const last = query.terms.length - 1;
    query.terms.forEach((term, index) => {
      const { rows, scores } =
        index === last && query.prefixLast ? postings.beginning(term) : postings.word(term);
      if (rows.length > 0) found += 1;
      for (let at = 0; at < rows.length; at += 1) {
        const row = rows[at] as number;
        matched[row] = (matched[row] as number) + 1;
        score[row] = (score[row] as number) + (scores[at] as number);
      }
    });
    return found;
  }

  function addPhrases(query: SearchQuery): void {
    for (const phrase of query.phrases) {
      const { rows, scores } = postings.phrase(phrase);
      for (let at = 0; at < rows.length; at += 1) {
        const row = rows[at] as number;
        phrases[row] = (phrases[row] as number) + 1;
        score[row] = (score[row] as number) + (scores[at] as number);
      }
    }
  }

  return (query, exactRows) => {
    clear();
    const words = addWords(query);
    addPhrases(query);
    const needsPhrases = query.phrases.length;
    for (const row of exactRows) matched[row] = Math.max(words, matched[row] as number);
    let best = 0;
    for (let row = 1; row < size; row += 1) {
      if (phrases[row] === needsPhrases && (matched[row] as number) > best) best = matched[row] as number;
    }
    const isOpen = query.terms.length === 0 || (needsPhrases > 0 && best === 0);
    const least = isOpen ? 0 : Math.max(1, Math.min(best, Math.ceil(words / 2)));
    for (let row = 1; row < size; row += 1) {
      if (state[row] !== 0 && phrases[row] === needsPhrases && (matched[row] as number) >= least)
        answers[row] = 1;
    }
    for (const row of exactRows) if (state[row] !== 0) answers[row] = 1;
    for (const word of query.excluded) {
      for (const row of postings.phrase(word.split(' ')).rows) answers[row] = 0;
    }
    return space;
  };
}
