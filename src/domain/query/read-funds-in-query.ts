import type { Fund } from '../records/fund.ts';
import { wordKey } from '../thesaurus/word-key.ts';
import type { NamedThing } from './named-in-query.ts';
import { foldWords, functionWords } from './query.ts';
import { type QueryToken, type Span, wordsOf } from './query-tokens.ts';
import { spansOf, toTokenText } from './token-text.ts';
import type { Alternative } from './understood-query.ts';

export type NamedFund = Pick<Fund, 'id' | 'title'> &
  Partial<Pick<Fund, 'otherNames' | 'programme' | 'round' | 'startDate' | 'partOf'>>;

export type FundReader = (
  tokens: readonly QueryToken[],
  asked: { money: boolean; years: readonly number[] },
) => NamedThing | undefined;

/** Words that say that a fund is meant and not which. */
const markers = new Set(
  [
    'fund',
    'funds',
    'funding',
    'programme',
    'program',
    'round',
    'rounds',
    'grant',
    'award',
    'challenge',
    'top',
    'up',
    'strand',
  ].map(wordKey),
);
/** These say so even of a name told by one word: "proptech round", "covid challenge". */
const strongMarkers = new Set([
  'fund',
  'funding',
  'programme',
  'program',
  'round',
  'challenge',
  'strand',
  'top',
]);
const mostFamilies = 3;
const funders = new Set(['lga', 'dclg', 'mhclg', 'dluhc', 'nhs', 'nhsd']);
const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const cardinals = 'one two three four five six seven eight nine ten'.split(' ');
const roundPattern = new RegExp(
  ` (?:(?:rounds?|top ?up|r(?=\\d)) ?(\\d{1,2}(?: \\d(?= ))?|${cardinals.join('|')})|(\\d{1,2})(?:st|nd|rd|th) round|(${ordinals.join('|')}) round) `,
  'g',
);
const mostTold = 3;

function readRound(words: string): string {
  const ordinal = ordinals.indexOf(words);
  const cardinal = cardinals.indexOf(words);
  return String(Math.max(ordinal, cardinal) + 1 || words.replace(' ', '.'));
}

/** "Round 4", "Top-Up 5", "Continuous Fund 2.5": what round a fund is, by its title where it is not said. */
function roundOf({ round, title }: NamedFund): string | undefined {
  return round ?? /(?:round|top[- ]?up|fund)\s(\d{1,2}(?:\.\d)?)$/i.exec(title)?.[1];
}

interface KnownFund {
  fund: NamedFund;
  round?: string;
  year?: number;
  /** The telling words of each of its names, and all words that may stand between them. */
  names: { telling: string[]; all: Set<string> }[];
}

function readName(name: string): { telling: string[]; all: Set<string> } {
  const keys = foldWords(name).map(wordKey);
  const telling = keys.filter(
    (key) => !markers.has(key) && !funders.has(key) && !functionWords.has(key) && !/^\d+$/.test(key),
  );
  return { telling, all: new Set(keys) };
}

/** Funds and rounds by their names or enough of them: "proptech round 1", "local digital fund", "covid challenge". */
export function buildFundReader(funds: readonly NamedFund[]): FundReader {
  const known: KnownFund[] = funds.map((fund) => ({
    fund,
    round: roundOf(fund),
    year: fund.startDate ? Number(fund.startDate.slice(0, 4)) : undefined,
    names: [fund.title, ...(fund.otherNames ?? [])].map(readName).filter(({ telling }) => telling.length > 0),
  }));
  /** In how many families of names a word stands: a round of a fund is no family of its own. */
  const families = new Map<string, Set<string>>();
  for (const { names } of known) {
    for (const { telling } of names) {
      for (const key of telling) families.set(key, (families.get(key) ?? new Set()).add(telling.join(' ')));
    }
  }

  /** The best stretch of words that all stand in one name of the fund, and how much of the name it tells. */
  function runsOf(
    { names }: KnownFund,
    keys: readonly string[],
  ): { span: Span; told: number; whole: boolean }[] {
    return names.flatMap(({ telling, all }) => {
      const runs: { span: Span; told: number; whole: boolean }[] = [];
      for (let from = 0; from < keys.length; from += 1) {
        let to = from;
        while (to < keys.length && (all.has(keys[to] ?? '') || markers.has(keys[to] ?? ''))) to += 1;
        if (to === from) continue;
        const here = new Set(keys.slice(from, to).filter((key) => telling.includes(key)));
        const isRare =
          [...here].some((key) => key.length > 3 && (families.get(key)?.size ?? 0) <= mostFamilies) &&
          keys.slice(from, to).some((key) => strongMarkers.has(key) && all.has(key));
        const whole = new Set(telling).size === here.size;
        if ([...here].some((key) => key.length > 2) && (whole || isRare || here.size > 2))
          runs.push({ span: { from, to }, told: here.size, whole });
        from = to;
      }
      return runs;
    });
  }

  return function readFunds(tokens, { money, years }) {
    const keys = tokens.map(({ word }) => wordKey(word));
    const tokenText = toTokenText(tokens);
    const stated = spansOf(tokenText, roundPattern)[0];
    const round = stated && readRound(stated.match[1] ?? stated.match[2] ?? stated.match[3] ?? '');
    const isAsked =
      money || stated !== undefined || keys.some((key) => markers.has(key) && key !== 'up' && key !== 'top');
    if (!isAsked && years.length === 0) return undefined;
    const found = known.flatMap((one) => runsOf(one, keys).map((run) => ({ one, ...run })));
    const told = Math.max(0, ...found.map((run) => run.told));
    let best = found.filter((run) => run.told === told);
    // A year beside a fund's whole name says that the fund is meant, beside a part of it not.
    if (!isAsked || best.some(({ whole }) => whole)) best = best.filter(({ whole }) => whole);
    let meant = [...new Set(best.map(({ one }) => one))];
    if (meant.length === 0 && round !== undefined) meant = known.filter((one) => one.round === round);
    const numbers = tokens.map(({ word }) => word).filter((word) => /^(?:20)?\d\d$/.test(word));
    const narrowers = [
      (one: KnownFund) =>
        numbers.length > 1 && one.names.some(({ all }) => numbers.every((number) => all.has(number))),
      (one: KnownFund) => round !== undefined && one.round === round,
      (one: KnownFund) => years.length > 0 && one.year !== undefined && years.includes(one.year),
    ];
    for (const narrows of narrowers) if (meant.some(narrows)) meant = meant.filter(narrows);
    if (meant.length === 0) return undefined;
    const spans = [
      ...best.filter(({ one }) => meant.includes(one)).map(({ span }) => span),
      ...(stated ? [stated.span] : []),
    ];
    const from = Math.min(...spans.map((span) => span.from));
    const to = Math.max(...spans.map((span) => span.to));
    return toNamed({ from, to }, meant, tokens);
  };
}

function toNamed(span: Span, meant: readonly KnownFund[], tokens: readonly QueryToken[]): NamedThing {
  const words = wordsOf(tokens, span).split(' ');
  const titles = meant.map(({ fund }) => fund.title);
  const single: Alternative[] = words
    .filter((word) => !markers.has(wordKey(word)) && !functionWords.has(word) && word.length > 2)
    .map((word) => ({ match: 'words', words: [word], weight: 0.3, why: 'typed' }));
  return {
    span,
    about: 'fund',
    told:
      titles.length > mostTold
        ? [...titles.slice(0, mostTold), `and ${titles.length - mostTold} more`]
        : titles,
    alternatives: [
      { match: 'facet', facet: 'fund', values: meant.map(({ fund }) => fund.id), weight: 1, why: 'named' },
      { match: 'words', words, weight: 1, why: 'typed' },
      ...single,
    ],
    importance: 1.5,
    preference: false,
  };
}
