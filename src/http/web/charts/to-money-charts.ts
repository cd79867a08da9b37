import { type AwardMoney, addUpBy, type MoneyGroup, noRegions } from '../../../use-cases/add-up-awards.ts';
import type { Translator } from '../words/translate.ts';
import { type Bar, toBars } from './to-bars.ts';

function labelOfPlace(place: string, words: Translator): { label: string; isName: boolean } {
  const isRegion = !(noRegions as readonly string[]).includes(place);
  return { label: words.name('place', place), isName: isRegion };
}

/** The largest sum first; what is no region last. */
export function toPlaceBars(groups: readonly MoneyGroup[], words: Translator): Bar[] {
  const sorted = groups
    .map((group) => ({ ...group, ...labelOfPlace(group.value ?? 'unknown', words) }))
    .toSorted(
      (one, other) => Number(other.isName) - Number(one.isName) || other.totalGbp - one.totalGbp || 0,
    );
  return toBars(sorted);
}

/** In order of time; years that have no award have a row too: a gap is part of the story. */
export function toYearBars(groups: readonly MoneyGroup[], words: Translator): Bar[] {
  const byYear = new Map(groups.map((group) => [group.value, group]));
  const years = groups.flatMap(({ value }) => (value === undefined ? [] : [Number(value)]));
  const first = Math.min(...years);
  const all =
    years.length === 0 ? [] : Array.from({ length: Math.max(...years) - first + 1 }, (_, at) => first + at);
  const none = byYear.get(undefined);
  return toBars([
    ...all.map((year) => ({
      ...(byYear.get(String(year)) ?? { totalGbp: 0, awards: 0, unknownAmounts: 0 }),
      label: String(year),
    })),
    ...(none === undefined ? [] : [{ ...none, label: words.t('chart.noYear') }]),
  ]);
}

/** A chart is worth its room only where there is something to compare. */
export function toMoneyCharts(awards: readonly AwardMoney[], words: Translator) {
  const years = toYearBars(
    addUpBy(awards, ({ year }) => year),
    words,
  );
  const places = toPlaceBars(
    addUpBy(awards, ({ place }) => place),
    words,
  );
  return {
    years: years.length > 1 ? years : undefined,
    places: places.length > 1 ? places : undefined,
  };
}
