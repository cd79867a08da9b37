import type { FacetValues } from '../../domain/enrichment/facets.ts';

export type Activity = FacetValues['activity'];

export const spanCount = 13;
const spanMs = 28 * 24 * 3600 * 1000;

/** The 13 spans of four weeks that end at `until`, oldest first; `to` is a second before the next begins, since both ends are counted. */
export function activitySpans(until: Date): Array<{ from: string; to: string }> {
  return Array.from({ length: spanCount }, (_, index) => {
    const from = until.getTime() - (spanCount - index) * spanMs;
    return { from: toMoment(from), to: toMoment(from + spanMs - 1000) };
  });
}

export function noActivity(until: Date): Activity {
  return { until: toMoment(until.getTime()), commits: Array.from({ length: spanCount }, () => 0) };
}

/** Whether a push was so long ago that no commit can lie within the spans. */
export function isBeforeSpans(pushedAt: string | null, until: Date): boolean {
  return pushedAt === null || Date.parse(pushedAt) < until.getTime() - spanCount * spanMs;
}

/** Nothing was pushed since: whole spans that passed are empty ones. Undefined while none has passed. */
export function withoutNewCommits(activity: Activity, now: Date): Activity | undefined {
  const passed = Math.floor((now.getTime() - Date.parse(activity.until)) / spanMs);
  if (!(passed > 0)) return undefined;
  const commits = [...activity.commits, ...Array.from({ length: Math.min(passed, spanCount) }, () => 0)];
  return {
    until: toMoment(Date.parse(activity.until) + passed * spanMs),
    commits: commits.slice(-spanCount),
  };
}

/** Whole seconds: the host's moments have no fractions. */
export function toMoment(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
