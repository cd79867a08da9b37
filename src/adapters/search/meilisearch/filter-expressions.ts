/** A condition that documents fulfil; `true` for one that all do, `false` for one that none does. */
export type Filter = boolean | Condition;

type Condition =
  | { is: 'one-of'; attribute: string; values: ReadonlySet<string | number> }
  | { is: 'compared'; attribute: string; by: '>=' | '<='; value: number }
  | { is: 'all' | 'any'; of: readonly Condition[] }
  | { is: 'not'; of: Condition };

/** One of the values is among those of the attribute. */
export function isOneOf(attribute: string, values: Iterable<string | number>): Filter {
  const distinct = new Set(values);
  return distinct.size > 0 && { is: 'one-of', attribute, values: distinct };
}

export function isAtLeast(attribute: string, value: number): Filter {
  return { is: 'compared', attribute, by: '>=', value };
}

export function isAtMost(attribute: string, value: number): Filter {
  return { is: 'compared', attribute, by: '<=', value };
}

function parts(is: 'all' | 'any', filters: readonly Filter[]): Condition[] {
  return filters.flatMap((filter) => {
    if (typeof filter === 'boolean') return [];
    return filter.is === is ? filter.of : [filter];
  });
}

export function allOf(...filters: readonly Filter[]): Filter {
  if (filters.includes(false)) return false;
  const [only, ...more] = parts('all', filters);
  if (only === undefined) return true;
  return more.length === 0 ? only : { is: 'all', of: [only, ...more] };
}

/** Values of one attribute become one condition: the fewer there are, the quicker a filter is read. */
export function anyOf(...filters: readonly Filter[]): Filter {
  if (filters.includes(true)) return true;
  const valuesOf = new Map<string, Set<string | number>>();
  const others: Condition[] = [];
  for (const part of parts('any', filters)) {
    if (part.is !== 'one-of') others.push(part);
    else {
      const known = valuesOf.get(part.attribute) ?? new Set();
      for (const value of part.values) known.add(value);
      valuesOf.set(part.attribute, known);
    }
  }
  const merged = [...valuesOf].map(([attribute, values]): Condition => ({ is: 'one-of', attribute, values }));
  const [only, ...more] = [...merged, ...others];
  if (only === undefined) return false;
  return more.length === 0 ? only : { is: 'any', of: [only, ...more] };
}

export function not(filter: Filter): Filter {
  return typeof filter === 'boolean' ? !filter : { is: 'not', of: filter };
}

/** Quoted, so that nothing a person types is ever read as syntax. */
function quote(value: string | number): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** In Meilisearch's filter language. */
export function writeFilter(filter: Condition): string {
  switch (filter.is) {
    case 'one-of':
      return `${filter.attribute} IN [${[...filter.values].map(quote).join(',')}]`;
    case 'compared':
      return `${filter.attribute} ${filter.by} ${filter.value}`;
    case 'not':
      return `NOT (${writeFilter(filter.of)})`;
    default:
      return `(${filter.of.map(writeFilter).join(filter.is === 'all' ? ' AND ' : ' OR ')})`;
  }
}

/** A condition that counts as `weight` where it is fulfilled. */
export interface WeightedFilter {
  filter: Filter;
  weight: number;
}

export const tolerance = 1e-6;

function sumsOf(weights: readonly number[]): number[] {
  const sums = new Set([0]);
  for (const weight of weights) for (const sum of [...sums]) sums.add(Math.round((sum + weight) * 1e6) / 1e6);
  return [...sums].sort((one, other) => one - other);
}

/**
 * The fulfilled conditions weigh at least so much together. Halves are combined by how much either contributes, which stays short where
 * naming every sufficient combination would not.
 */
export function weighAtLeast(conditions: readonly WeightedFilter[], least: number): Filter {
  if (least <= tolerance) return true;
  const possible = conditions.filter(({ filter, weight }) => filter !== false && weight > 0);
  const weights = possible.map(({ weight }) => weight);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const filters = possible.map(({ filter }) => filter);
  if (total < least - tolerance) return false;
  if (Math.min(...weights) >= least - tolerance) return anyOf(...filters);
  if (total - Math.min(...weights) < least - tolerance) return allOf(...filters);
  const middle = Math.ceil(possible.length / 2);
  const [first, rest] = [possible.slice(0, middle), possible.slice(middle)];
  const restSums = sumsOf(rest.map(({ weight }) => weight));
  const ways = new Map<number, number>();
  for (const sum of sumsOf(first.map(({ weight }) => weight))) {
    const needed = restSums.find((other) => sum + other >= least - tolerance);
    // The least that will do of the first half for what the rest must then give.
    if (needed !== undefined && !ways.has(needed)) ways.set(needed, sum);
  }
  return anyOf(
    ...[...ways].map(([needed, sum]) => allOf(weighAtLeast(first, sum), weighAtLeast(rest, needed))),
  );
}
