import type { Answered } from './mixed-load.ts';
import type { FaultFigures, Outage } from './run-faults.ts';

export interface FaultSummary {
  requests: number;
  /** Not 2xx, or no whole answer. */
  failed: number;
  failedByStatus: Record<string, number>;
  searches: { total: number; meilisearch: number; embedded: number; stoodIn: number };
  outages: {
    /** From the kill to the first search that Meilisearch answered again; undefined where none came. */
    gapMs?: number;
    /** The same from the moment that Meilisearch itself was well again. */
    afterHealthyMs?: number;
    downMs: number;
  }[];
  /** Of searches: before the first kill, while Meilisearch did not answer, and otherwise. */
  phases: Record<
    'before' | 'during' | 'after',
    { searches: number; p50Ms: number; p95Ms: number; maxMs: number }
  >;
}

const hasFailed = ({ status }: Answered) => status === undefined || status < 200 || status > 299;
const tookMs = ({ startedAt, endedAt }: Answered) => endedAt - startedAt;

function measure(searches: readonly Answered[]) {
  const times = searches.map(tookMs).sort((one, other) => one - other);
  const at = (place: number) => Math.round((times.at(place) ?? 0) * 10) / 10;
  const share = (part: number) => at(Math.floor(times.length * part));
  return { searches: times.length, p50Ms: share(0.5), p95Ms: share(0.95), maxMs: at(-1) };
}

/** When Meilisearch answered first after an outage. Requests that it answered before it was killed may end later: they began earlier. */
function backAt(searches: readonly Answered[], { restartedAt }: Outage): number | undefined {
  const back = searches.filter((one) => one.engine === 'meilisearch' && one.startedAt > restartedAt);
  return back.length === 0 ? undefined : Math.min(...back.map(({ endedAt }) => endedAt));
}

export function describeFaults({ answered, outages }: FaultFigures): FaultSummary {
  const searches = answered.filter(({ sort }) => sort === 'search');
  const failures = answered.filter(hasFailed);
  const failedByStatus: Record<string, number> = {};
  for (const { status } of failures)
    failedByStatus[status ?? 'no answer'] = (failedByStatus[status ?? 'no answer'] ?? 0) + 1;
  const gaps = outages.map((outage) => ({ from: outage.killedAt, to: backAt(searches, outage) ?? Infinity }));
  const firstKill = outages[0]?.killedAt ?? Infinity;
  const isDuring = ({ endedAt }: Answered) => gaps.some(({ from, to }) => endedAt >= from && endedAt < to);
  return {
    requests: answered.length,
    failed: failures.length,
    failedByStatus,
    searches: {
      total: searches.length,
      meilisearch: searches.filter(({ engine }) => engine === 'meilisearch').length,
      embedded: searches.filter(({ engine }) => engine === 'embedded').length,
      stoodIn: searches.filter(({ stoodIn }) => stoodIn).length,
    },
    outages: outages.map((outage) => {
      const back = backAt(searches, outage);
      return {
        gapMs: back === undefined ? undefined : back - outage.killedAt,
        afterHealthyMs: back === undefined ? undefined : back - outage.healthyAt,
        downMs: outage.healthyAt - outage.killedAt,
      };
    }),
    phases: {
      before: measure(searches.filter(({ endedAt }) => endedAt < firstKill)),
      during: measure(searches.filter(isDuring)),
      after: measure(searches.filter((one) => one.endedAt >= firstKill && !isDuring(one))),
    },
  };
}
