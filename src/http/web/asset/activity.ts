import type { describeRepositoryFacts } from '../../../use-cases/describe-repository-facts.ts';
import type { Translator } from '../words/translate.ts';

const barWidth = 34;
const step = 44;
const chartHeight = 106;
const baseline = 110;
/** The picture is as wide as for so many, so that few years do not make it tall. */
const leastYears = 12;

/** Changes by year as bars of an inline picture, with when the last one was seen. undefined where nothing is known of a repository. */
export function toActivity(facts: ReturnType<typeof describeRepositoryFacts> | undefined, words: Translator) {
  if (facts === undefined) return undefined;
  const counted = Object.entries(facts.commitsByYear ?? {}).map(
    ([year, count]) => [Number(year), count] as const,
  );
  const first = Math.min(...counted.map(([year]) => year));
  const last = Math.max(...counted.map(([year]) => year));
  const most = Math.max(1, ...counted.map(([, count]) => count));
  const byYear = new Map(counted);
  // Years without a change have a place too: a gap is part of the story.
  const years = counted.length === 0 ? [] : Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const bars = years.map((year, at) => {
    const count = byYear.get(year) ?? 0;
    const height = count === 0 ? 0 : Math.max(1, Math.round((chartHeight * count) / most));
    const x = at * step + (step - barWidth) / 2;
    return { year, count, x, y: baseline - height, width: barWidth, height, middle: at * step + step / 2 };
  });
  const { lastChange } = facts;
  return {
    bars,
    width: Math.max(leastYears, years.length) * step,
    label: words.t('asset.activity.chart', { first: String(first), last: String(last) }),
    last:
      lastChange &&
      words.t('asset.activity.last', {
        date: words.day(lastChange.at),
        source: words.t(lastChange.source === 'copy' ? 'asset.activity.copy' : 'asset.activity.github'),
      }),
  };
}
