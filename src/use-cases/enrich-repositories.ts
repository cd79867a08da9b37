import { anUnreadSighting } from '../domain/enrichment/sighting.ts';
import type { CodeHost, HostPause, RepositoryReading } from '../ports/code-host.ts';
import type { EnrichmentRun, EnrichmentStore } from '../ports/enrichment-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { rememberBudget, toBudgetNotes } from './enrich-budget-note.ts';
import {
  type EnrichmentPlan,
  type PlannedRepository,
  type PlanOptions,
  planEnrichment,
} from './enrich-plan.ts';
import { takeIn } from './enrich-take-in.ts';

export interface EnrichmentDependencies {
  records: Pick<RecordStore, 'readAll'>;
  enrichment: EnrichmentStore;
  host: CodeHost;
  /** The real clock: the log and the host's limits go by it. */
  now: () => Date;
}

export interface EnrichmentOptions extends Omit<PlanOptions, 'at'> {
  actor: string;
  /** ISO-8601: the run is recorded as of this time, past or future. */
  asOf?: string;
  /** Stops between two batches: `signal` because the process is to end, `lost` because another may have the job. */
  signal?: AbortSignal;
  lost?: AbortSignal;
  /** Told after every batch that was saved. */
  onProgress?: (asked: number, wanted: number) => void;
}

/**
 * Asks the code host for every repository that is due and keeps each batch before the next is asked for: killed at any moment, the next
 * run repeats one batch at most. Ends early, which is no error, where the host gives no more. The caller holds the job's lease. Errors:
 * CatalogueError 'invalid' (what of `only` is not there), 'unavailable' (store, or credentials that the host refuses).
 */
export async function enrichRepositories(
  dependencies: EnrichmentDependencies,
  { actor, asOf, signal, lost, onProgress = () => {}, ...planning }: EnrichmentOptions,
): Promise<EnrichmentRun> {
  const { enrichment, host, now } = dependencies;
  const time = () => asOf ?? now().toISOString();
  const plan = await planEnrichment(dependencies, { ...planning, at: time() });
  await noteElsewhere(dependencies, plan, actor);
  await rememberBudget(host, enrichment, now());

  const { only = [], changedOnly = false } = planning;
  const scope = only.length > 0 ? 'only' : changedOnly ? 'changed' : 'due';
  const run: EnrichmentRun = { startedAt: time(), actor, counts: {}, scope, left: plan.wanted.length };
  const id = await enrichment.startRun(run);
  const counts: Record<string, number> = { asked: 0, changed: 0, moved: 0 };
  const add = (name: string, by = 1) => {
    counts[name] = (counts[name] ?? 0) + by;
  };
  const before = host.budget();

  async function keep(readings: readonly RepositoryReading[], planned: Planned): Promise<void> {
    const batch = readings.flatMap((reading) => {
      const one = planned.get(reading.request);
      return one === undefined ? [] : [{ planned: one, reading }];
    });
    const { sightings, changed, moved } = await takeIn(enrichment, batch, time());
    const touched = [...changed].flatMap((address) => plan.catalogued.get(address)?.assets ?? []);
    const at = now().toISOString();
    const notes = toBudgetNotes(host.budget(), at);
    await enrichment.save({ sightings, touched, at, actor, notes });
    for (const { outcome } of readings) add(outcome);
    const asked = readings.filter(({ outcome }) => outcome !== 'limited').length;
    add('asked', asked);
    add('changed', touched.length);
    add('moved', moved);
    run.left -= asked;
  }

  async function finish(stoppedBy: EnrichmentRun['stoppedBy'], pause?: HostPause): Promise<EnrichmentRun> {
    const { calls, spent } = host.budget();
    Object.assign(counts, { calls: calls - before.calls, spent: spent - before.spent });
    const finished: EnrichmentRun = {
      ...{ ...run, counts, finishedAt: time() },
      ...(stoppedBy && { stoppedBy }),
      ...(pause && { until: pause.until }),
    };
    await enrichment.finishRun(id, finished);
    const at = now().toISOString();
    const notes = toBudgetNotes(host.budget(), at, pause);
    await enrichment.save({ sightings: [], touched: [], at, actor, notes });
    return finished;
  }

  const stopping = AbortSignal.any([signal, lost].filter((one) => one !== undefined));
  const planned: Planned = new Map(plan.wanted.map((one) => [toRequest(one), one]));
  const batches = host.read([...planned.keys()], stopping);
  try {
    for (;;) {
      if (lost?.aborted) return await finish('lease');
      if (signal?.aborted) return await finish('signal');
      const batch = await batches.next();
      if (batch.done) {
        if (stopping.aborted) continue;
        return await finish(batch.value?.reason, batch.value);
      }
      await keep(batch.value, planned);
      onProgress(plan.wanted.length - run.left, plan.wanted.length);
    }
  } catch (error) {
    await finish(undefined).catch(() => undefined);
    throw error;
  }
}

type Planned = Map<RepositoryReading['request'], PlannedRepository>;

function toRequest({ repository, outline }: PlannedRepository): RepositoryReading['request'] {
  return {
    repository,
    ...(outline?.hostId !== undefined && { hostId: outline.hostId }),
    ...(outline?.memory !== undefined && { memory: outline.memory }),
  };
}

/** What is on another code host is known to be, without asking. */
async function noteElsewhere(
  { enrichment, now }: EnrichmentDependencies,
  { catalogued }: EnrichmentPlan,
  actor: string,
): Promise<void> {
  const elsewhere = [...catalogued.values()].filter(({ isElsewhere }) => isElsewhere);
  if (elsewhere.length === 0) return;
  const known = await enrichment.readMany(elsewhere.map(({ id }) => id));
  const unknown = elsewhere.filter(({ id }) => !known.some((sighting) => sighting.id === id));
  if (unknown.length === 0) return;
  const sightings = unknown.map(({ repository }) => ({
    ...anUnreadSighting(repository),
    state: 'elsewhere' as const,
  }));
  const touched = unknown.flatMap(({ assets }) => assets);
  await enrichment.save({ sightings, touched, at: now().toISOString(), actor });
}
