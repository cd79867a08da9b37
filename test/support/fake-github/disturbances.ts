/**
 * How an answer goes wrong. `502` and `503` as GitHub's front end gives them, `truncated` is JSON that ends half-way, `html` a page with
 * status 200, `primary-limit` an hour's limit used up by others (`limits.leave` really uses it up), `secondary-limit` asks to wait, `hang` never answers, `reset` cuts the connection,
 * `null-node` gives null for the repository and an error without a type, `resource-limits` the same with GitHub's word for a query that is
 * too heavy (both in GraphQL; a REST answer is then a 500), `not-ready` is the 202 of statistics that are still being counted.
 */
export type DisturbanceKind =
  | '502'
  | '503'
  | 'truncated'
  | 'html'
  | 'primary-limit'
  | 'secondary-limit'
  | 'hang'
  | 'reset'
  | 'null-node'
  | 'resource-limits'
  | 'not-ready';

export interface Disturbance {
  kind: DisturbanceKind;
  /** Only calls that touch this repository (`owner/name` as asked for, or as it is called now). */
  repository?: string;
  api?: 'graphql' | 'rest';
  /** After this many calls without trouble. */
  after?: number;
  /** Stops by itself after this many; without it until `calm`. */
  times?: number;
  /** Seconds to wait that a limit names. */
  retryAfter?: number;
}

export interface Disturbances {
  /** Returns what ends it. */
  disturb(disturbance: Disturbance): () => void;
  /** Ends every disturbance, and the skew of the clock. */
  calm(): void;
  /** The disturbance of this call, if any; takes one of its times. `partOf`: of one repository in a batch. */
  disturbanceOf(call: {
    api: 'graphql' | 'rest';
    repositories: readonly string[];
    statistics?: boolean;
  }): Disturbance | undefined;
  /** Whether a single repository of a GraphQL batch is disturbed. */
  nodeDisturbanceOf(repositories: readonly string[]): Disturbance | undefined;
  /** How far the Date header is off. */
  skewMs: { value: number };
}

const ofNodes: readonly DisturbanceKind[] = ['null-node', 'resource-limits'];

export function openDisturbances(): Disturbances {
  const active = new Set<{ disturbance: Disturbance; seen: number; done: number }>();
  const skewMs = { value: 0 };

  function find(
    api: 'graphql' | 'rest',
    repositories: readonly string[],
    isWanted: (kind: DisturbanceKind) => boolean,
  ): Disturbance | undefined {
    const asked = repositories.map((name) => name.toLowerCase());
    for (const entry of active) {
      const { disturbance } = entry;
      if (!isWanted(disturbance.kind)) continue;
      if (disturbance.api !== undefined && disturbance.api !== api) continue;
      if (disturbance.repository !== undefined && !asked.includes(disturbance.repository.toLowerCase()))
        continue;
      entry.seen += 1;
      if (entry.seen <= (disturbance.after ?? 0)) continue;
      entry.done += 1;
      if (disturbance.times !== undefined && entry.done >= disturbance.times) active.delete(entry);
      return disturbance;
    }
    return undefined;
  }

  return {
    disturb(disturbance) {
      const entry = { disturbance, seen: 0, done: 0 };
      active.add(entry);
      return () => active.delete(entry);
    },
    calm() {
      active.clear();
      skewMs.value = 0;
    },
    disturbanceOf: ({ api, repositories, statistics = false }) =>
      find(api, repositories, (kind) =>
        kind === 'not-ready' ? statistics : api === 'rest' || !ofNodes.includes(kind),
      ),
    nodeDisturbanceOf: (repositories) => find('graphql', repositories, (kind) => ofNodes.includes(kind)),
    skewMs,
  };
}
