import type { SearchQuery } from '../../../ports/search-index.ts';
import { allOf, type Filter, isOneOf, not } from './filter-expressions.ts';

/**
 * A project and its only award are one hit: the award where money is asked for, else the project. Whether both may answer at all: a filter
 * on kinds that refuses one of them leaves the other.
 */
export function mayGroup({ filters }: SearchQuery): boolean {
  const kinds = filters.get('kind') ?? [];
  return kinds.length === 0 || (kinds.includes('award') && kinds.length > 1);
}

export function showsAward({ asked, sort }: SearchQuery): boolean {
  return asked.purpose === 'money' || sort === 'amount';
}

/** Groups of which both answer, by how many of each do. */
export function doubledGroups(counts: Readonly<Record<string, number>> = {}): ReadonlySet<string> {
  return new Set(Object.entries(counts).flatMap(([group, count]) => (count > 1 ? [group] : [])));
}

/** Documents that are not shown because the other of their group is; `groups` are those of which both answer. */
export function hiddenOf(query: SearchQuery, groups: ReadonlySet<string>): Filter {
  const isAward = isOneOf('kind', ['award']);
  return allOf(isOneOf('group', groups), showsAward(query) ? not(isAward) : isAward);
}
