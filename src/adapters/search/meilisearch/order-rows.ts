import type { UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import { namedFactor, pointsOf, staysBehind } from '../../../domain/search/points.ts';
import { goalOf, kindFactors, ranking, recordFactor } from '../../../domain/search/ranking-signals.ts';
import type { RecordTable } from './record-table.ts';
import type { Scorer, Scores } from './score-rows.ts';

/** What gave rows their places. */
export interface RowOrder {
  /** One page of the rows. */
  page(offset: number, limit: number): number[];
  /** Undefined for a row that was not among them. */
  explain(row: number): RankedRow | undefined;
}

export interface RankedRow {
  words: number;
  answered: number;
  wishes: number;
  /** 2 called just so, 1 part of what is called just so, 0 any other. */
  level: number;
  isExample: boolean;
  named: number;
  points: number;
}

const kindSteps = 15;
const tierSteps = 8;
/** More than any points. */
const placeStep = 1024;
/** Sums of the same numbers in another order are the same points. */
const rounded = (points: number) => Math.round(points * 1e6) / 1e6;

/** By an asset's number the row's place, -1 where it is not among them. */
function placesOfAssets({ assetOf, assetCount }: RecordTable, rows: readonly number[]): Int32Array {
  const places = new Int32Array(assetCount()).fill(-1);
  for (let place = 0; place < rows.length; place += 1)
    places[assetOf[rows[place] as number] as number] = place;
  places[0] = -1;
  return places;
}

/** The bit of the first of the forms that some record has; those that have it are called just so. 0 for none. */
function formMeant({ forms }: Scores): number {
  const all = forms.reduce((held, bits) => held | bits, 0);
  return all & -all;
}

/**
 * Puts rows in the order of docs/ranking.md: first what is called exactly so, by tier and kind, then the parts of a product that is,
 * then by points; examples last. A part never stands before its product when that answers as much, nor a copy before its original.
 */
export function orderRows(
  asked: UnderstoodQuery,
  table: RecordTable,
  rows: readonly number[],
  { score }: Scorer,
): RowOrder {
  const goal = goalOf(asked);
  const { natureOf, natures, productOf, originalOf, tiers } = table;
  const scores = score(table, rows);
  const { words, answered, wishes, forms } = scores;
  const meant = formMeant(scores);
  const assets = placesOfAssets(table, rows);
  const factors = natures.map(({ kind, signals }) => recordFactor(kind, signals, goal));
  const kindPlaces = natures.map(({ kind }) => Math.round(kindSteps * kindFactors[goal][kind]));
  const examples = natures.map(({ signals }) => signals.includes('example'));
  const retired = natures.map(({ signals }) => signals.includes('retired'));
  const natureAt = (place: number) => natureOf[rows[place] as number] as number;
  const isCalledSo = (place: number) => meant !== 0 && ((forms[place] as number) & meant) !== 0;

  const own = new Float64Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) {
    if (isCalledSo(place)) answered[place] = 1;
    own[place] = rounded(
      pointsOf(
        words[place] as number,
        answered[place] as number,
        wishes[place] as number,
        factors[natureAt(place)] as number,
        namedFactor(scores.named[place] as number),
      ),
    );
  }

  /** Points of a row that stays behind another of the rows. */
  function behind(place: number, other: number, points: number): number {
    if (other < 0 || other === place) return points;
    const stays = staysBehind(
      answered[place] as number,
      words[place] as number,
      answered[other] as number,
      words[other] as number,
    );
    return stays ? Math.min(points, (own[other] as number) * ranking.below) : points;
  }

  const productAt = (place: number) => assets[productOf[rows[place] as number] as number] as number;
  const originalAt = (place: number) => assets[originalOf[rows[place] as number] as number] as number;

  function pointsAt(place: number): number {
    const points = behind(place, productAt(place), own[place] as number);
    const original = originalAt(place);
    return original >= 0 && retired[natureAt(original)] ? points : behind(place, original, points);
  }

  function levelAt(place: number): 0 | 1 | 2 {
    if (meant === 0) return 0;
    if (isCalledSo(place)) return 2;
    const product = productAt(place);
    return product >= 0 && isCalledSo(product) ? 1 : 0;
  }

  const isExampleAt = (place: number) => levelAt(place) === 0 && examples[natureAt(place)] === true;

  /** The greatest comes first: level, tier and kind before points, which are less than a step. */
  const keys = new Float64Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) {
    const level = levelAt(place);
    const tier = tierSteps - 1 - (tiers[rows[place] as number] as number);
    const first =
      level > 0
        ? (level * tierSteps + tier) * (kindSteps + 1) + (kindPlaces[natureAt(place)] as number)
        : Number(!isExampleAt(place));
    keys[place] = first * placeStep + pointsAt(place);
  }

  const compareAlike = table.comparing('relevance');

  function page(offset: number, limit: number): number[] {
    const wanted = offset + limit;
    // Only those that may be on the page are put in order.
    const least = wanted < rows.length ? (keys.slice().sort()[rows.length - wanted] as number) : -1;
    const places: number[] = [];
    for (let place = 0; place < keys.length; place += 1)
      if ((keys[place] as number) >= least) places.push(place);
    return places
      .sort(
        (one, other) =>
          (keys[other] as number) - (keys[one] as number) ||
          compareAlike(rows[one] as number, rows[other] as number),
      )
      .slice(offset, wanted)
      .map((place) => rows[place] as number);
  }

  function explain(row: number): RankedRow | undefined {
    const place = rows.indexOf(row);
    if (place < 0) return undefined;
    return {
      words: words[place] as number,
      answered: answered[place] as number,
      wishes: wishes[place] as number,
      level: levelAt(place),
      isExample: isExampleAt(place),
      named: namedFactor(scores.named[place] as number),
      points: pointsAt(place),
    };
  }

  return { page, explain };
}
