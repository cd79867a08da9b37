import { setImmediate as immediately } from 'node:timers/promises';
import type { SearchAnswer, SearchQuery } from '../../../ports/search-index.ts';
import { askIndex } from './ask-index.ts';
import { askNames } from './ask-names.ts';
import { dropUnheld } from './drop-unheld.ts';
import { expectAnswering } from './expect-answering.ts';
import { findPhrases, phraseQuestions } from './find-phrases.ts';
import { type Further, keepRecords } from './keep-records.ts';
import { keepShownDocuments } from './keep-shown.ts';
import type { Connection } from './open-connection.ts';
import type { OpenWordCounts } from './open-word-counts.ts';
import { type Answers, planSearch, type Questions } from './plan-search.ts';
import { readDocuments } from './read-documents.ts';
import { buildScorer } from './score-rows.ts';
import { searchFew } from './search-few.ts';
import { searchMany } from './search-many.ts';
import type { TermFinder } from './term-finder.ts';
import type { WordCounts } from './word-counts.ts';

type Ask = <Name extends string>(named: Questions<Name>) => Promise<Answers<Name>>;

/** So few records are read before a first search is answered, more of them beside the searches. */
const readFirst = 3000;

/** By what searches are answered. */
export type Reading = ReturnType<typeof openReading>;

function openReading({ search: connected }: Connection, uid: string) {
  /** By what they are for. */
  function asker(how: typeof askIndex): Ask {
    return async <Name extends string>(named: Questions<Name>) => {
      const entries = Object.entries(named) as [Name, Questions<Name>[Name]][];
      const questions = entries.flatMap(([, some]) => some);
      const found = questions.length > 0 ? await connected((client) => how(client, uid, questions)) : [];
      return Object.fromEntries(
        entries.map(([name, some]) => [name, found.splice(0, some.length)]),
      ) as Answers<Name>;
    };
  }
  const read = asker(readDocuments);
  const shownDocuments = keepShownDocuments();
  const further: Further = {
    retrieve: () => (shownDocuments.isFull() ? [] : ['shown']),
    keep: (document) => shownDocuments.keep(document),
  };
  return { count: asker(askIndex), read, records: keepRecords(read, further), shownDocuments };
}

/** Meilisearch names so many by looking at each, and more by looking through the names of all documents. */
const lookedAt = 3000;

/** Searches an index. What is known of a document from earlier searches is not read again; phrases are looked up before. */
export function prepareSearch(
  connection: Connection,
  uid: string,
  wordCounts: OpenWordCounts,
  finder: TermFinder,
  namedAtMost: number,
): (query: SearchQuery) => Promise<SearchAnswer> {
  const reading = openReading(connection, uid);
  const { count, read, records } = reading;

  /** All that answers is named where it is not too much to be counted here. */
  async function mayNameAll({ asked }: SearchQuery, counts: WordCounts): Promise<boolean> {
    const { documents } = counts;
    if (namedAtMost === 0) return false;
    if (!records.areRead(documents) && documents <= readFirst) await records.settled();
    if (!records.areRead(documents)) return false;
    const within = records.occurrencesOf(asked.organisations);
    return documents <= namedAtMost || expectAnswering(asked, counts, within) <= lookedAt;
  }

  return async (given) => {
    const counts = await wordCounts.current();
    const query = { ...given, asked: dropUnheld(given.asked, counts, finder) };
    const [{ phrases }, mayName] = await Promise.all([
      read({ phrases: phraseQuestions(query.asked) }),
      mayNameAll(query, counts),
    ]);
    const found = findPhrases(query.asked, phrases);
    const plan = planSearch(query, counts, finder, found.toFilter);
    const due = wordCounts.due();
    const naming = mayName
      ? connection.search((client) => askNames(client, uid, plan.answering, due))
      : undefined;
    // On its way before the processor is used for what it takes to score.
    await immediately();
    const scorer = buildScorer(query.asked, counts, finder, found.weights);
    const names = await naming;
    if (names !== undefined && names.tags.length === names.total && !records.areTooMany(names.tags)) {
      wordCounts.met(names.further[0]);
      return searchFew(reading, query, plan, scorer, await records.find(names.tags));
    }
    const [answer, { position }] = await Promise.all([
      searchMany(reading, query, plan, scorer),
      count({ position: names === undefined ? due : [] }),
    ]);
    wordCounts.met(names === undefined ? position[0] : names.further[0]);
    return answer;
  };
}
