import type { SearchFigures, TimedSearch } from './search-process.ts';

export interface MeasuredSize {
  size: string;
  engine: string;
  buildSeconds: number;
  /** Of the index on the disk. */
  bytes: number;
  changes: number;
  /** One for each run; the last one has also indexed the changes. */
  figures: SearchFigures[];
}

const sorted = (numbers: readonly number[]) => numbers.toSorted((one, other) => one - other);
const rounded = (number: number) => String(Math.round(number * 10) / 10);

/** The least number that `share` of all do not pass. */
function percentile(numbers: readonly number[], share: number): number {
  return sorted(numbers)[Math.max(0, Math.ceil(numbers.length * share) - 1)] ?? Number.NaN;
}

/** The median of all runs with the least and the most. */
function ofRuns(figures: readonly SearchFigures[], figure: (run: SearchFigures) => number): string {
  const numbers = sorted(figures.map(figure));
  const [least = 0, most = 0] = [numbers[0], numbers.at(-1)];
  const middle = rounded(percentile(numbers, 0.5));
  return numbers.length === 1 ? middle : `${middle} (${rounded(least)} to ${rounded(most)})`;
}

/** The searches of all runs that took longest. */
function slowest(figures: readonly SearchFigures[]): string {
  const searches = figures.flatMap((run) => run.searches).toSorted((one, other) => other.ms - one.ms);
  return searches
    .slice(0, 5)
    .map(({ shown, ms }) => `${shown} ${rounded(ms)}`)
    .join(', ');
}

export function describeFigures({
  size,
  engine,
  buildSeconds,
  bytes,
  changes,
  figures,
}: MeasuredSize): string {
  const ofSearches = (share: number, figure: 'ms' | 'cpuMs') =>
    ofRuns(figures, ({ searches }) =>
      percentile(
        searches.map((one: TimedSearch) => one[figure]),
        share,
      ),
    );
  const last = figures.at(-1);
  const rows: [string, string][] = [
    ['documents', String(last?.documents)],
    ['index built in s', rounded(buildSeconds)],
    ['index MB', rounded(bytes / 1e6)],
    ['open to first answer ms', ofRuns(figures, ({ firstAnswerMs }) => firstAnswerMs)],
    ['distinct queries', String(last?.searches.length)],
    ['search p50 ms', ofSearches(0.5, 'ms')],
    ['search p95 ms', ofSearches(0.95, 'ms')],
    ['search p99 ms', ofSearches(0.99, 'ms')],
    ['  CPU p50 ms', ofSearches(0.5, 'cpuMs')],
    ['  CPU p95 ms', ofSearches(0.95, 'cpuMs')],
    ['RSS before MB', ofRuns(figures, ({ rssBeforeMb }) => rssBeforeMb)],
    ['RSS growth MB', ofRuns(figures, ({ rssGrowthMb }) => rssGrowthMb)],
    ['  of it when opened MB', ofRuns(figures, ({ rssOpenedMb }) => rssOpenedMb)],
    [`${changes} changed indexed ms`, rounded(last?.changedMs ?? Number.NaN)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  return [`\n${engine}, ${size} records`, ...lines, `  slowest ms: ${slowest(figures)}`].join('\n');
}
