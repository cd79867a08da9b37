import type { CouncilDirectory } from '../councils/council-directory.ts';
import type { Expansion, Thesaurus } from '../thesaurus/thesaurus.ts';
import { askingWords, generalWords } from './asking-words.ts';
import { correctText, spellWords, type WordSpelling } from './correct-words.ts';
import type { NamedThing } from './named-in-query.ts';
import { foldExact, functionWords, takeQuoted } from './query.ts';
import { type QueryToken, readQueryTokens, type Span } from './query-tokens.ts';
import { type ReadAmount, readAmounts } from './read-amounts.ts';
import { type AreaReader, areaWords, type NamedArea } from './read-areas-in-query.ts';
import { type NamedCouncil, readCouncilsInQuery } from './read-councils-in-query.ts';
import type { FundReader } from './read-funds-in-query.ts';
import { type ReadQuestion, readQuestion } from './read-question.ts';
import type { NamedServices } from './read-services-in-query.ts';
import type { ReadTechnology, TechnologyReader } from './read-technology.ts';
import { type ReadYears, readYears } from './read-years.ts';
import { overlaps } from './slot-draft.ts';
import type { WordDictionary } from './word-dictionary.ts';

export interface PartReaders {
  councils: CouncilDirectory;
  thesaurus: Thesaurus;
  dictionary: WordDictionary;
  readAreas: AreaReader;
  readFunds: FundReader;
  readServices(tokens: readonly QueryToken[]): NamedServices[];
  readTechnology: TechnologyReader;
}

/** A query taken apart: every word of it belongs to one thing named, or is still a word. */
export interface QueryParts {
  text: string;
  exact: string;
  phrases: string[][];
  excluded: string[];
  /** As typed, and the same words with mistyped ones as they were probably meant. */
  typed: QueryToken[];
  tokens: QueryToken[];
  spellings: WordSpelling[];
  correctedText?: string;
  /** The last word may be a beginning. */
  unfinished: boolean;
  councils: NamedCouncil[];
  areas: NamedArea[];
  amounts: ReadAmount[];
  years: ReadYears[];
  fund?: NamedThing;
  technology: NamedThing[];
  hints: ReadTechnology['hints'];
  question: ReadQuestion;
  expansions: Expansion[];
  services: NamedServices[];
  /** Words that are part of something named. */
  taken: ReadonlySet<number>;
}

/** Spelt right, whatever records hold. */
const knownWords = [askingWords, functionWords, generalWords, areaWords];
const noQuestion: ReadQuestion = { purpose: 'need', asking: [], telling: [], weak: new Set() };

export function takeApart(given: string, readers: PartReaders): QueryParts {
  const text = given.replace(/\s+/g, ' ').trim();
  const exact = foldExact(text);
  const { phrases, excluded, rest } = takeQuoted(given);
  const typed = readQueryTokens(rest);
  // `owner/name` stands as it is.
  const isRepository = exact.includes('/');
  const spellings = spellWords(typed, readers.dictionary, ({ word }) => {
    return isRepository || /\d/.test(word) || knownWords.some((words) => words.has(word));
  });
  const corrected = correctText(rest, typed, spellings);
  const tokens = corrected === rest ? typed : readQueryTokens(corrected);
  const parts: QueryParts = {
    ...{ text, exact, phrases, excluded, typed, tokens, spellings },
    ...(corrected === rest ? {} : { correctedText: corrected.replace(/[\s"]+/g, ' ').trim() }),
    unfinished: /[\p{L}\p{N}\p{M}]$/u.test(rest),
    ...{
      councils: [],
      areas: [],
      amounts: [],
      years: [],
      technology: [],
      hints: [],
      expansions: [],
      services: [],
      taken: new Set(),
    },
    question: noQuestion,
  };
  return isRepository ? parts : { ...parts, ...readNames(corrected, tokens, readers, parts.unfinished) };
}

/** What is named in the words, money before councils before funds before technology where two readings meet. */
function readNames(text: string, tokens: readonly QueryToken[], readers: PartReaders, unfinished: boolean) {
  const taken = new Set<number>();
  const isFree = ({ span }: { span: Span }) => ![...taken].some((at) => at >= span.from && at < span.to);
  function take<Named extends { span: Span }>(named: readonly Named[]): Named[] {
    const free = named.filter(isFree);
    for (const { span } of free) for (let at = span.from; at < span.to; at += 1) taken.add(at);
    return free;
  }

  const amounts = take(readAmounts(text, tokens));
  const found = readYears(tokens).filter(isFree);
  const councils = take(readCouncilsInQuery(text, tokens, readers.councils));
  const areas = take(readers.readAreas(tokens));
  const expanded = readers.thesaurus.expand(
    tokens.map(({ word }) => word),
    unfinished,
  );
  const products = expanded.filter(({ kind }) => kind === 'product');
  const question = readQuestion(tokens, products);
  const asked = {
    money: question.purpose === 'money' || amounts.length > 0,
    years: found.flatMap(({ years }) => years),
  };
  const [fund] = take([readers.readFunds(tokens, asked)].filter((named) => named !== undefined));
  const years = [...found.filter((one) => fund && overlaps(one.span, fund.span)), ...take(found)];
  const { named, hints } = readers.readTechnology(text, tokens);
  const technology = take(named);
  const isNoPlace = (span: Span) =>
    ![...councils, ...areas, ...amounts].some((one) => overlaps(one.span, span));
  const expansions = expanded.filter(isNoPlace);
  const services = readers.readServices(tokens).filter(({ span }) => isNoPlace(span));
  return { amounts, councils, areas, question, fund, years, technology, hints, expansions, services, taken };
}
