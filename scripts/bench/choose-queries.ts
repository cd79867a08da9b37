import { foldWords } from '../../src/domain/query/query.ts';
import type { SearchDocument } from '../../src/domain/search/search-document.ts';
import type { JudgedQuery } from '../relevance/read-queries.ts';
import { pick, type Random, shuffled } from './seeded-random.ts';

/** `shown`: how to name the query in what is printed; the words of those kept aside are not. */
export interface TimedQuery {
  text: string;
  shown: string;
}

export interface ChosenQueries {
  /** To warm up with: one to four words that stand together in some record, none of them judged. */
  before: string[];
  /** The judged ones in random order, each once. */
  timed: TimedQuery[];
}

const warmUps = 300;

export function chooseQueries(
  random: Random,
  documents: readonly SearchDocument[],
  judged: readonly JudgedQuery[],
): ChosenQueries {
  const byText = new Map(judged.map((query) => [query.q, query]));
  const before = new Set<string>();
  for (let tries = 0; before.size < warmUps && tries < warmUps * 20; tries += 1) {
    const { title, summary } = pick(random, documents).text;
    const words = foldWords(`${title} ${summary}`);
    const from = Math.floor(random() * words.length);
    const text = words.slice(from, from + 1 + Math.floor(random() * 4)).join(' ');
    if (text !== '' && !byText.has(text)) before.add(text);
  }
  const timed = shuffled(random, [...byText.values()]).map(({ q, part, kind }) => ({
    text: q,
    shown: part === 'tuning' ? `"${q}"` : `one of ${kind} kept aside`,
  }));
  return { before: [...before], timed };
}
