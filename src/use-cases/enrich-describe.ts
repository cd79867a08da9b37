import { type Allowance, expectCompletion } from '../domain/enrichment/expect-completion.ts';
import type { RepositoryState } from '../domain/enrichment/observation.ts';
import type { HostBudget, HostPause } from '../ports/code-host.ts';
import type { EnrichmentRun, EnrichmentStore } from '../ports/enrichment-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { readBudgetNote } from './enrich-budget-note.ts';
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

/** What may be asked now. */
export interface Allowed extends Allowance, Pick<HostBudget, 'remaining' | 'resetsAt'> {
  pause?: HostPause;
  /** By the newest process that asked. */
  calls?: number;
  spent?: number;
  /** When the host last told; absent where it never told anybody with these credentials. */
  at?: string;
}

function toQueue({ catalogued, all, wanted }: EnrichmentPlan, budget: Allowed, now: Date): EnrichmentQueue {
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
  if (wanted.length === 0) return queue;
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
  budget: Allowed;
  queue: EnrichmentQueue;
  /** Newest first. */
  runs: EnrichmentRun[];
  /** Repositories whose newest reading failed, the newest first. */
  errors: { repository: string; state: RepositoryState; at: string; message: string }[];
}

const shownRuns = 10;

export async function describeEnrichment({
  allowance,
  ...describing
}: Describing & { allowance: Allowance }): Promise<EnrichmentStatus> {
  const { enrichment } = describing;
  const now = describing.now();
  const budget = await describeBudget(enrichment, allowance, now);
  const plan = await planEnrichment(describing, { at: now.toISOString() });
  const errors = plan.all.flatMap(({ outline }) =>
    outline?.lastError === undefined
      ? []
      : [{ repository: outline.repository, state: outline.state, ...outline.lastError }],
  );
  return {
    budget,
    queue: toQueue(plan, budget, now),
    runs: await enrichment.runs(shownRuns),
    errors: errors.sort((one, other) => (one.at < other.at ? 1 : -1)),
  };
}

/** What the host last told these credentials, as far as it still holds; before that, what the settings allow. */
async function describeBudget(
  enrichment: Pick<EnrichmentStore, 'note'>,
  allowance: Allowance,
  now: Date,
): Promise<Allowed> {
  const noted = await readBudgetNote(enrichment);
  if (noted === undefined || noted.authorised !== allowance.authorised) return allowance;
  const { remaining, resetsAt, pause, ...told } = noted;
  const holds = (moment: string | undefined) => moment !== undefined && Date.parse(moment) > now.getTime();
  return {
    ...{ limit: allowance.limit, ...told },
    ...(holds(resetsAt) && { remaining, resetsAt }),
    ...(holds(pause?.until) && { pause }),
  };
}
