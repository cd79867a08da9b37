import type { SearchAnswer, SearchQuery } from '../../../ports/search-index.ts';
import { askIndex, type Found } from './ask-index.ts';
import { dropUnheld } from './drop-unheld.ts';
import { type FacetCounts, toFacets } from './facet-filters.ts';
import { phraseQuestions, toPhraseFilters } from './find-phrases.ts';
import { doubledGroups, hiddenOf, showsOther } from './group-filters.ts';
import { keepBases } from './keep-bases.ts';
import { keepShownDocuments } from './keep-shown.ts';
import { buildHitMaker } from './make-hits.ts';
import type { Connection } from './open-connection.ts';
import type { OpenWordCounts } from './open-word-counts.ts';
import { type Candidate, orderCandidates } from './order-candidates.ts';
import { type Answers, type Attributes, planSearch, type Questions } from './plan-search.ts';
import { readDocuments } from './read-documents.ts';
import { buildScorer } from './score-candidates.ts';
import type { TermFinder } from './term-finder.ts';

function facetsOf(found: readonly Found[]): FacetCounts {
  return Object.assign({}, ...found.map(({ facets }) => facets)) as FacetCounts;
}

/**
 * What answers is counted and, at the same time, the documents worth scoring are named, which are put in order here; then what the page
 * shows is read. What is known of a document from earlier searches is not read again. Phrases are looked up before.
 */
export function prepareSearch(
  { search: connected }: Connection,
  uid: string,
  wordCounts: OpenWordCounts,
  finder: TermFinder,
): (query: SearchQuery) => Promise<SearchAnswer> {
  const shownDocuments = keepShownDocuments();
  const bases = keepBases();

  /** By what they are for. */
  function asker(how: typeof askIndex) {
    return async <Name extends string>(named: Questions<Name>): Promise<Answers<Name>> => {
      const entries = Object.entries(named) as [Name, Questions<Name>[Name]][];
      const questions = entries.flatMap(([, some]) => some);
      const found = questions.length > 0 ? await connected((client) => how(client, uid, questions)) : [];
      return Object.fromEntries(
        entries.map(([name, some]) => [name, found.splice(0, some.length)]),
      ) as Answers<Name>;
    };
  }
  const count = asker(askIndex);
  const read = asker(readDocuments);

  async function toCandidates(found: readonly Found[], retrieve: Attributes): Promise<Candidate[]> {
    const needsWords = retrieve.includes('words');
    const documents = new Map(found.flatMap((one) => one.documents).map((one) => [one.key, one]));
    const known = new Map<string, Candidate>();
    for (const [key, document] of documents) {
      const basis = bases.find(document, needsWords) ?? bases.keep(document);
      if (basis) known.set(key, { key, fingerprint: document.fingerprint, ...basis });
    }
    const keys = [...documents.keys()].filter((key) => !known.has(key));
    const { missing } = await read({ missing: [{ filter: true, keys, limit: keys.length, retrieve }] });
    for (const document of missing.flatMap((one) => one.documents)) {
      const basis = bases.keep(document);
      if (basis) known.set(document.key, { key: document.key, fingerprint: document.fingerprint, ...basis });
    }
    return [...known.values()];
  }

  return async (given) => {
    const counts = await wordCounts.current();
    const asked = dropUnheld(given.asked, counts, finder);
    const query = { ...given, asked };
    const { offset, limit } = query;
    const { phrases } = await read({ phrases: phraseQuestions(asked) });
    const plan = planSearch(query, counts, finder, toPhraseFilters(asked, phrases));
    const [{ counted, grouped, position }, likely] = await Promise.all([
      count({ ...plan.counting, position: wordCounts.due() }),
      read({ candidates: plan.candidates }).then(({ candidates }) => toCandidates(candidates, plan.scoredBy)),
    ]);
    wordCounts.met(position[0]);

    const facets = facetsOf(counted);
    const groups = doubledGroups((grouped[0]?.facets ?? counted[0]?.facets)?.group);
    const hidden = hiddenOf(query, groups);
    const candidates = likely.filter(({ basis }) => !showsOther(query, groups, basis));
    const scorer = buildScorer(asked, counts);
    const order = orderCandidates(asked, candidates, scorer);
    const page = order.slice(offset, offset + limit);
    const known = new Map(
      page.flatMap(({ key, fingerprint }) => {
        const document = query.explain ? undefined : shownDocuments.find(key, fingerprint);
        return document ? [[key, document] as const] : [];
      }),
    );

    const total = counted[0]?.total ?? 0;
    const ranked = order.map(({ key }) => key);
    const [unseen, shown] = await Promise.all([
      count(plan.hidden(hidden)),
      read(plan.reading({ hidden, total, ranked, known: new Set(known.keys()) })),
    ]);
    for (const document of (shown.page[0]?.documents ?? []).flatMap(shownDocuments.keep)) {
      known.set(document.key, document);
    }
    const behind = (shown.behind[0]?.documents ?? []).flatMap(shownDocuments.keep);
    const others = query.explain ? await toCandidates(shown.behind, plan.scoredBy) : [];
    const makeHit = buildHitMaker(query, scorer, [...candidates, ...others]);
    return {
      total: total - (unseen.hidden[0]?.total ?? 0),
      hits: [...page.flatMap(({ key }) => known.get(key) ?? []), ...behind].map(makeHit),
      facets: toFacets(query, facets, facetsOf(unseen.hidden)),
    };
  };
}
