import { expectCompletion } from '../domain/enrichment/expect-completion.ts';
import type { RepositoryState } from '../domain/enrichment/observation.ts';
import type { HostBudget, HostPause } from '../ports/code-host.ts';
import type { EnrichmentRun, EnrichmentStore } from '../ports/enrichment-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { type BudgetNote, readBudgetNote } from './enrich-budget-note.ts';
import { type EnrichmentPlan, planEnrichment } from './enrich-plan.ts';

export interface EnrichmentQueue {
  repositories: number;
  due: number;
  neverRead: number;
  byState: Partial<Record<RepositoryState, number>>;
  /** ISO-8601: when all that are due will have been asked for; absent where nothing is due. */
  expectedBy?: string;
}

interface Describing {
  records: Pick<RecordStore, 'readAll'>;
  enrichment: EnrichmentStore;
  now: () => Date;
}

type Allowed = Pick<HostBudget, 'mode' | 'authorised' | 'limit' | 'remaining' | 'resetsAt' | 'reserve'> & {
  pause?: HostPause;
};

function toQueue(
  { catalogued, all, wanted }: EnrichmentPlan,
  budget: Allowed | undefined,
  now: Date,
): EnrichmentQueue {
  const byState: Partial<Record<RepositoryState, number>> = {};
  const elsewhere = [...catalogued.values()].filter(({ isElsewhere }) => isElsewhere);
  const states = [
    ...elsewhere.map((): RepositoryState => 'elsewhere'),
    ...all.map(({ outline }) => outline?.state ?? 'unread'),
  ];
  for (const state of states) byState[state] = (byState[state] ?? 0) + 1;
  const isUnread = ({ outline }: EnrichmentPlan['all'][number]) => outline?.hostId === undefined;
  const unread = wanted.filter(isUnread).length;
  const queue = {
    repositories: states.length,
    due: wanted.length,
    neverRead: all.filter(isUnread).length,
    byState,
  };
  if (wanted.length === 0 || budget === undefined) return queue;
  const from = [budget.pause?.until, isUsedUp(budget) ? budget.resetsAt : undefined, now.toISOString()]
    .filter((moment) => moment !== undefined)
    .reduce((latest, moment) => (moment > latest ? moment : latest));
  return { ...queue, expectedBy: expectCompletion({ unread, read: wanted.length - unread }, budget, from) };
}

function isUsedUp({ remaining, reserve }: Allowed): boolean {
  return remaining !== undefined && remaining <= reserve;
}

/** How many repositories there are to ask for, and when they will have been. */
export async function describeQueue({
  budget,
  ...describing
}: Describing & { budget: Allowed }): Promise<EnrichmentQueue> {
  const now = describing.now();
  return toQueue(await planEnrichment(describing, { at: now.toISOString() }), budget, now);
}

export interface EnrichmentStatus {
  /** As it was last told; absent while nothing was ever asked for. */
  budget?: BudgetNote;
  queue: EnrichmentQueue;
  /** Newest first. */
  runs: EnrichmentRun[];
  /** Repositories whose newest reading failed, the newest first. */
  errors: { repository: string; state: RepositoryState; at: string; message: string }[];
}

const shownRuns = 10;

export async function describeEnrichment(describing: Describing): Promise<EnrichmentStatus> {
  const { enrichment } = describing;
  const now = describing.now();
  const budget = await readBudgetNote(enrichment);
  const plan = await planEnrichment(describing, { at: now.toISOString() });
  const errors = plan.all.flatMap(({ outline }) =>
    outline?.lastError === undefined
      ? []
      : [{ repository: outline.repository, state: outline.state, ...outline.lastError }],
  );
  return {
    ...(budget && { budget }),
    queue: toQueue(plan, budget, now),
    runs: await enrichment.runs(shownRuns),
    errors: errors.sort((one, other) => (one.at < other.at ? 1 : -1)),
  };
}
