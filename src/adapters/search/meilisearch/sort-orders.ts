import type { Goal } from '../../../domain/search/ranking-signals.ts';
import type { SortOrder } from '../../../ports/search-index.ts';
import type { Worth } from './index-document.ts';

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

function worthFor(goal: Goal): keyof Worth {
  if (goal === 'money') return 'worthMoney';
  return goal === 'use' ? 'worthUse' : 'worthNeed';
}
