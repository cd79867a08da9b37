import { setImmediate as immediately } from 'node:timers/promises';
import type { SearchAnswer, SearchQuery } from '../../../ports/search-index.ts';
import { askIndex, nothing, type Question } from './ask-index.ts';
import { askNames, type Names } from './ask-names.ts';
import { dropUnheld } from './drop-unheld.ts';
import { expectAnswering } from './expect-answering.ts';
import { findPhrases, phraseQuestions } from './find-phrases.ts';
import { type Further, keepRecords } from './keep-records.ts';
import { keepShownDocuments } from './keep-shown.ts';
import type { Connection } from './open-connection.ts';
import type { OpenWordCounts } from './open-word-counts.ts';
import { type Answers, planSearch, type Questions, type SearchPlan } from './plan-search.ts';
import { mustSearch, readDocuments } from './read-documents.ts';
import { buildScorer } from './score-rows.ts';
import { searchFew } from './search-few.ts';
import { searchMany } from './search-many.ts';
import { tagsOf } from './tag-index.ts';
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

/**
 * In a large index, where Meilisearch would have to look through the names of all documents, names are read: first a few, with which it says how many
 * there are, then the others unless these are too many. Not tried at all where far more are expected.
 */
const namesRead = { first: 250, most: 1500, expected: 6000 };

type Naming = 'by facet' | 'by reading' | 'not at all';

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
  async function chooseNaming({ asked }: SearchQuery, counts: WordCounts): Promise<Naming> {
    const { documents } = counts;
    if (namedAtMost === 0) return 'not at all';
    if (!records.areRead(documents) && documents <= readFirst) await records.settled();
    if (!records.areRead(documents)) return 'not at all';
    if (documents <= namedAtMost) return 'by facet';
    if (await connection.search(async (client) => mustSearch(client))) return 'not at all';
    const expected = expectAnswering(asked, counts, records.occurrencesOf(asked.organisations));
    return expected <= namesRead.expected ? 'by reading' : 'not at all';
  }

  async function readNames(plan: SearchPlan, further: readonly Question[]): Promise<Names> {
    const { first, most } = namesRead;
    const [{ named }, { others }] = await Promise.all([
      read({ named: [plan.named(0, first)] }),
      count({ others: [...further] }),
    ]);
    const [{ total, documents } = nothing] = named;
    const isFurther = total > first && total <= most;
    const { rest } = await read({ rest: isFurther ? [plan.named(first, most)] : [] });
    const all = [...documents, ...rest.flatMap((one) => one.documents)];
    return { total, tags: all.length === total ? tagsOf(all) : [], further: others };
  }

  const name: Record<Naming, (plan: SearchPlan, further: readonly Question[]) => Promise<Names> | undefined> =
    {
      'by facet': ({ answering }, further) =>
        connection.search((client) => askNames(client, uid, answering, further)),
      'by reading': readNames,
      'not at all': () => undefined,
    };

  return async (given) => {
    const counts = await wordCounts.current();
    const query = { ...given, asked: dropUnheld(given.asked, counts, finder) };
    const [{ phrases }, how] = await Promise.all([
      read({ phrases: phraseQuestions(query.asked) }),
      chooseNaming(query, counts),
    ]);
    const found = findPhrases(query.asked, phrases);
    const plan = planSearch(query, counts, finder, found.toFilter);
    const due = wordCounts.due();
    const naming = name[how](plan, due);
    // What goes wrong with it is met where it is waited for.
    naming?.catch(() => undefined);
    // On its way before the processor is used for what it takes to score.
    await immediately();
    const scorer = buildScorer(query.asked, counts, finder, found.weights);
    const names = await naming;
    const areNamed = names !== undefined && names.tags.length === names.total;
    const known = areNamed ? await records.findUnlessChanged(names.tags) : undefined;
    if (names !== undefined && known !== undefined) {
      wordCounts.met(names.further[0]);
      return searchFew(reading, query, plan, scorer, known);
    }
    const [answer, { position }] = await Promise.all([
      searchMany(reading, query, plan, scorer),
      count({ position: names === undefined ? due : [] }),
    ]);
    wordCounts.met(names === undefined ? position[0] : names.further[0]);
    return answer;
  };
}
