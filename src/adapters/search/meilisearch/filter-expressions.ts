/** A condition in Meilisearch's filter language, or one that all documents fulfil, or none. */
export type Filter = string | boolean;

/** Quoted, so that nothing a person types is ever read as a filter's syntax. */
function quote(value: string | number): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** One of the values is among those of the attribute. */
export function isOneOf(attribute: string, values: readonly (string | number)[]): Filter {
  const distinct = [...new Set(values)].map(quote);
  if (distinct.length === 0) return false;
  return distinct.length === 1 ? `${attribute} = ${distinct[0]}` : `${attribute} IN [${distinct.join(', ')}]`;
}

export function isAtLeast(attribute: string, least: number): Filter {
  return `${attribute} >= ${least}`;
}

export function isAtMost(attribute: string, most: number): Filter {
  return `${attribute} <= ${most}`;
}

export function allOf(...filters: readonly Filter[]): Filter {
  if (filters.includes(false)) return false;
  return join(filters, 'AND', true);
}

export function anyOf(...filters: readonly Filter[]): Filter {
  if (filters.includes(true)) return true;
  return join(filters, 'OR', false);
}

function join(filters: readonly Filter[], word: string, nothing: boolean): Filter {
  const parts = [...new Set(filters.filter((filter) => typeof filter === 'string'))];
  if (parts.length === 0) return nothing;
  return parts.length === 1 ? (parts[0] as string) : `(${parts.join(` ${word} `)})`;
}

export function not(filter: Filter): Filter {
  return typeof filter === 'boolean' ? !filter : `NOT ${filter.startsWith('(') ? filter : `(${filter})`}`;
}

/** A condition that counts as `weight` where it is fulfilled. */
export interface WeightedFilter {
  filter: Filter;
  weight: number;
}

const tolerance = 1e-6;

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
  const total = possible.reduce((sum, { weight }) => sum + weight, 0);
  if (total < least - tolerance) return false;
  const [only, second] = possible;
  if (only && !second) return only.filter;
  if (total - Math.min(...possible.map(({ weight }) => weight)) < least - tolerance) {
    return allOf(...possible.map(({ filter }) => filter));
  }
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
