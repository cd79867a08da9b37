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

/** Whether a moment is so long ago that no commit up to it can lie within the spans. */
export function isBeforeSpans(moment: string | null, until: Date): boolean {
  return moment === null || Date.parse(moment) < until.getTime() - spanCount * spanMs;
}

/** Commits counted into the spans; a commit dated ahead of `until` is in none. */
export function countInSpans(dates: readonly string[], until: Date): Activity {
  const { until: end, commits } = noActivity(until);
  for (const date of dates) {
    const span = Math.floor((Date.parse(date) - (until.getTime() - spanCount * spanMs)) / spanMs);
    if (span >= 0 && span < spanCount) commits[span] = (commits[span] ?? 0) + 1;
  }
  return { until: end, commits };
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

/** Counted on a day when the host's clock was ahead: empty spans of a time that has not come. */
export function isAhead(activity: Activity, now: Date): boolean {
  return Date.parse(activity.until) > now.getTime() + spanMs / 28;
}

/** Whole seconds: the host's moments have no fractions. */
export function toMoment(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
