import type { Goal } from '../../../domain/search/ranking-signals.ts';
import type { SortOrder } from '../../../ports/search-index.ts';
import type { Worth } from './index-document.ts';
import type { Standing } from './record-table.ts';

/** Every order ends in the key, which is kind and id, so that pages never overlap. Documents without an amount come last. */
export const sortOrders: Record<SortOrder, string[]> = {
  relevance: ['tier:asc', 'updated:desc', 'name:asc', 'key:asc'],
  newest: ['updated:desc', 'name:asc', 'key:asc'],
  name: ['name:asc', 'key:asc'],
  amount: ['amount:desc', 'updated:desc', 'name:asc', 'key:asc'],
};

/** What is worth most whatever the words comes first. */
export function worthOrder(goal: Goal): string {
  return `${worthFor(goal)}:desc`;
}

export function worthFor(goal: Goal): keyof Worth {
  if (goal === 'money') return 'worthMoney';
  return goal === 'use' ? 'worthUse' : 'worthNeed';
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

const comparisons: Record<string, (one: Standing, other: Standing) => number> = {
  'tier:asc': (one, other) => one.tier - other.tier,
  'updated:desc': (one, other) => other.updated - one.updated,
  'name:asc': (one, other) => compareText(one.name, other.name),
  'key:asc': (one, other) => compareText(one.key, other.key),
  'amount:desc': (one, other) => (other.amount ?? -1) - (one.amount ?? -1),
};

/** The same orders for what is known here. */
export function compareBy(order: SortOrder): (one: Standing, other: Standing) => number {
  const steps = sortOrders[order].flatMap((step) => comparisons[step] ?? []);
  return (one, other) => {
    for (const step of steps) {
      const found = step(one, other);
      if (found !== 0) return found;
    }
    return 0;
  };
}
