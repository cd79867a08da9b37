import type { Disturbance } from './disturbances.ts';
import type { MonthStep } from './month-steps.ts';

/** Days on which GitHub itself misbehaves; each has passed by the next morning. */
export function outages(at: (story: number) => string): MonthStep[] {
  const outage = (day: number, kind: string, disturbance: Disturbance): MonthStep => ({
    day,
    kind,
    what: `${kind} for ${disturbance.repository ?? 'any repository'}`,
    apply: (world) => {
      world.calm();
      world.disturb(disturbance);
    },
  });
  const skew = (day: number, kind: string, days: number): MonthStep => ({
    day,
    kind,
    what: `the Date header is ${days} days off`,
    apply: (world) => {
      world.calm();
      world.skewMs.value = days * 24 * 3_600_000;
    },
  });
  const over = (day: number): MonthStep => ({
    day,
    kind: 'calm',
    what: 'GitHub is itself again',
    apply: (world) => world.calm(),
  });
  return [
    outage(2, 'rate limit in the middle of a run', { kind: 'primary-limit', after: 1 }),
    outage(3, 'null nodes in a batch', { kind: 'null-node', repository: at(8) }),
    outage(4, 'secondary limit', { kind: 'secondary-limit', after: 1, times: 1, retryAfter: 30 }),
    over(5),
    outage(6, '502s', { kind: '502', times: 3 }),
    outage(7, '503s all day', { kind: '503' }),
    outage(8, 'truncated JSON', { kind: 'truncated', times: 2 }),
    over(9),
    outage(10, 'HTML instead of JSON', { kind: 'html', times: 2 }),
    outage(11, 'connection reset', { kind: 'reset', times: 2 }),
    outage(12, 'an answer that never comes', { kind: 'hang', times: 1 }),
    over(13),
    outage(14, 'statistics not counted yet', { kind: 'not-ready' }),
    outage(15, 'truncated JSON all day', { kind: 'truncated' }),
    skew(16, 'clock slow', -3),
    skew(17, 'clock fast', 400),
    outage(18, 'a part too heavy to answer', { kind: 'resource-limits', repository: at(14) }),
    outage(19, 'HTML all day', { kind: 'html' }),
    outage(20, 'rate limit used up from the first call', { kind: 'primary-limit' }),
    outage(21, 'connections reset all day', { kind: 'reset' }),
    over(22),
    outage(23, '502 whenever one repository is asked for', { kind: '502', repository: at(4) }),
    outage(24, 'secondary limit all day', { kind: 'secondary-limit', retryAfter: 60 }),
    over(25),
  ];
}
