import type { SearchAnswer, SearchQuery } from '../../../ports/search-index.ts';
import { askIndex } from './ask-index.ts';
import { dropUnheld } from './drop-unheld.ts';
import { expectAnswering } from './expect-answering.ts';
import { phraseQuestions, toPhraseFilters } from './find-phrases.ts';
import { keepBases } from './keep-bases.ts';
import { keepShownDocuments } from './keep-shown.ts';
import { type Further, keepTraits } from './keep-traits.ts';
import type { Connection } from './open-connection.ts';
import type { OpenWordCounts } from './open-word-counts.ts';
import { type Answers, planSearch, type Questions } from './plan-search.ts';
import { buildCandidateReader } from './read-candidates.ts';
import { mustSearch, readDocuments } from './read-documents.ts';
import { buildScorer } from './score-candidates.ts';
import { searchFew } from './search-few.ts';
import { searchMany } from './search-many.ts';
import type { TermFinder } from './term-finder.ts';

type Ask = <Name extends string>(named: Questions<Name>) => Promise<Answers<Name>>;

/** So few records are read before a first search is answered, more of them beside the searches. */
const readFirst = 3000;

/** By what searches are answered. */
export type Reading = ReturnType<typeof openReading>;

function openReading({ search: connected }: Connection, uid: string, namedAtMost: number) {
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
  const bases = keepBases();
  const further: Further = {
    retrieve: () => [
      ...(bases.isFull() ? [] : (['basis', 'words'] as const)),
      ...(shownDocuments.isFull() ? [] : (['shown'] as const)),
    ],
    keep(document) {
      bases.keep(document);
      shownDocuments.keep(document);
    },
  };
  return {
    count: asker(askIndex),
    read,
    readCandidates: buildCandidateReader(read, bases),
    traits: keepTraits(read, further),
    shownDocuments,
    buildScorer,
    namedAtMost,
  };
}

/** Searches an index. What is known of a document from earlier searches is not read again; phrases are looked up before. */
export function prepareSearch(
  connection: Connection,
  uid: string,
  wordCounts: OpenWordCounts,
  finder: TermFinder,
  namedAtMost: number,
): (query: SearchQuery) => Promise<SearchAnswer> {
  const reading = openReading(connection, uid, namedAtMost);
  const { count, read, traits } = reading;

  /** All that answers is named where it is not too much to be counted here. */
  async function mayNameAll(
    { asked, limit }: SearchQuery,
    counts: Awaited<ReturnType<OpenWordCounts['current']>>,
  ) {
    const { documents } = counts;
    // Where nothing is shown, a count needs no names.
    if (limit === 0) return false;
    if (namedAtMost === 0 || (await connection.search(async (client) => mustSearch(client)))) return false;
    if (!traits.areRead(documents) && documents <= readFirst) await traits.settled();
    if (!traits.areRead(documents)) return false;
    const within = traits.occurrencesOf(asked.organisations);
    return expectAnswering(asked, counts, within) <= namedAtMost;
  }

  return async (given) => {
    const counts = await wordCounts.current();
    const query = { ...given, asked: dropUnheld(given.asked, counts, finder) };
    const [{ phrases }, isNamed] = await Promise.all([
      read({ phrases: phraseQuestions(query.asked) }),
      mayNameAll(query, counts),
    ]);
    const plan = planSearch(query, counts, finder, toPhraseFilters(query.asked, phrases));
    const answering = async () =>
      (isNamed ? await searchFew(reading, query, plan, counts) : undefined) ??
      searchMany(reading, query, plan, counts);
    const [answer, { position }] = await Promise.all([answering(), count({ position: wordCounts.due() })]);
    wordCounts.met(position[0]);
    return answer;
  };
}
