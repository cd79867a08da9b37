import { ranking } from '../../../domain/search/ranking-signals.ts';
import type { AskedToken, AskedTokens, Way } from './asked-tokens.ts';
import type { RecordTable } from './record-table.ts';
import type { TokenPostings } from './token-postings.ts';
import { checkOf, isNameOf, weightOf } from './token-weights.ts';

/** Where a token that is asked for stands among rows, by their places. */
interface Found {
  places: number[];
  values: number[];
}

export interface TokenMatches {
  /** Calls for each way that is in a row as a whole, with what it weighs there. */
  eachWay(visit: (way: Way, place: number, weight: number) => void): void;
  /** Calls for each token that says something else of a row: what it is called, a year. */
  eachOther(visit: (token: AskedToken, place: number) => void): void;
}

const hasOther = ({ forms, named, isYear }: AskedToken) => forms !== 0 || named > 0 || isYear;

/** A long list is searched for few rows, a short one gone through for many: about as many steps of a search as this are one row's. */
const stepsOfSearch = 16;

/** Where a row stands in a part of postings, -1 where it does not. */
function searchRow(rows: Int32Array, from: number, to: number, row: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] as number) < row) low = middle + 1;
    else high = middle;
  }
  return low < to && rows[low] === row ? low : -1;
}

/** Where a token stands among the rows; `placeOf` says by row its place among those that are looked at, from 1; 0 for none. */
function findInPostings(
  { rows, values, rangeOf }: TokenPostings,
  wanted: readonly number[],
  placeOf: Int32Array,
  { hash, check }: AskedToken,
): Found {
  const found: Found = { places: [], values: [] };
  const { from, to } = rangeOf(hash, check);
  if (to - from > wanted.length * stepsOfSearch) {
    for (let place = 0; place < wanted.length; place += 1) {
      const at = searchRow(rows, from, to, wanted[place] as number);
      if (at < 0) continue;
      found.places.push(place);
      found.values.push(values[at] as number);
    }
    return found;
  }
  for (let at = from; at < to; at += 1) {
    const place = placeOf[rows[at] as number] as number;
    if (place === 0) continue;
    found.places.push(place - 1);
    found.values.push(values[at] as number);
  }
  return found;
}

/** Adds what is found in rows that came after the postings, one by one. */
function addLateTokens(
  table: RecordTable,
  rows: readonly number[],
  asked: readonly AskedToken[],
  found: readonly Found[],
): void {
  const columns = table.tokens();
  if (columns.rows() === 0) return;
  const byHash = new Map<number, number[]>();
  asked.forEach(({ hash }, at) => {
    byHash.set(hash, [...(byHash.get(hash) ?? []), at]);
  });
  rows.forEach((row, place) => {
    if (row < columns.firstRow) return;
    columns.each(row, (hash, value) => {
      for (const at of byHash.get(hash) ?? []) {
        if (asked[at]?.check !== checkOf(value)) continue;
        found[at]?.places.push(place);
        found[at]?.values.push(value);
      }
    });
  });
}

/** Finds the tokens of a query in rows: most of these by what has been put together of each token. */
function findTokens(table: RecordTable, rows: readonly number[], asked: readonly AskedToken[]): Found[] {
  const postings = table.postings();
  const found = postings
    ? table.withPlaces(rows, (placeOf) =>
        asked.map((token) => findInPostings(postings, rows, placeOf, token)),
      )
    : asked.map((): Found => ({ places: [], values: [] }));
  addLateTokens(table, rows, asked, found);
  return found;
}

/** What a token weighs where it was found: beginnings as much in a name or a text, however often they stand there. */
function weighing({ isAlike, inText }: Way): (value: number) => number {
  return isAlike ? (value) => (isNameOf(value) ? ranking.begunWeights.name : inText) : weightOf;
}

/** Looks for what a query asks for in rows of a table. */
export function matchTokens(
  { ways, wayOf, groupCount, tokens }: AskedTokens,
  table: RecordTable,
  rows: readonly number[],
): TokenMatches {
  const found = findTokens(table, rows, tokens);
  const byGroup: Found[][] = Array.from({ length: groupCount }, () => []);
  tokens.forEach(({ groups }, at) => {
    for (const group of groups) byGroup[group]?.push(found[at] as Found);
  });
  // By place, of the group that is looked at; what is of an earlier one has another mark.
  const weights = new Float64Array(rows.length);
  const marks = new Int32Array(rows.length);
  let mark = 0;

  /** The greatest weight of a group's tokens by place; returns where there are any. */
  function weighGroup(group: number): number[] {
    const weigh = weighing(ways[wayOf[group] as number] as Way);
    const held: number[] = [];
    mark += 1;
    for (const { places, values } of byGroup[group] as Found[]) {
      for (let at = 0; at < places.length; at += 1) {
        const place = places[at] as number;
        const weight = weigh(values[at] as number);
        if (marks[place] !== mark) {
          marks[place] = mark;
          weights[place] = weight;
          held.push(place);
        } else if (weight > (weights[place] as number)) weights[place] = weight;
      }
    }
    return held;
  }

  return {
    eachWay(visit) {
      for (const way of ways) {
        let held = weighGroup(way.from);
        let least: Map<number, number> | undefined;
        for (let group = way.from + 1; group < way.to && held.length > 0; group += 1) {
          const before = least ?? new Map(held.map((place) => [place, weights[place] as number]));
          const both = weighGroup(group).filter((place) => before.has(place));
          least = new Map(
            both.map((place) => [place, Math.min(before.get(place) as number, weights[place] as number)]),
          );
          held = both;
        }
        for (const place of held) visit(way, place, least?.get(place) ?? (weights[place] as number));
      }
    },
    eachOther(visit) {
      tokens.forEach((token, at) => {
        if (hasOther(token)) for (const place of found[at]?.places ?? []) visit(token, place);
      });
    },
  };
}
