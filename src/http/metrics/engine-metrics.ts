import { Gauge, type Registry } from 'prom-client';
import type { EngineStatus } from '../../use-cases/describe-engines.ts';
import { engineStates } from '../../use-cases/engine-state.ts';

const breakerStates: NonNullable<EngineStatus['breaker']>[] = ['closed', 'open', 'half-open'];

/** What each engine is doing and how current it is, read anew by the function returned. */
export function buildEngineMetrics(
  registry: Registry,
  readStatus: () => Promise<EngineStatus[]>,
): () => Promise<void> {
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge({ name, help, labelNames: ['engine' as const, ...labelNames], registers: [registry] });
  const state = gauge('catalogue_engine_state', '1 for the state that the engine is in', 'state');
  const breaker = gauge(
    'catalogue_breaker_state',
    '1 for the state of the breaker between the service and the engine',
    'state',
  );
  const documents = gauge('catalogue_index_documents', 'Documents in the index');
  const lagChanges = gauge(
    'catalogue_index_lag_changes',
    'Changes of the log that the index has not taken in',
  );
  const lagSeconds = gauge(
    'catalogue_index_lag_seconds',
    'Age of the oldest change that it has not taken in',
  );

  function show({ engine, ...status }: EngineStatus): void {
    for (const one of engineStates) state.set({ engine, state: one }, Number(one === status.state));
    if (status.breaker !== undefined) {
      for (const one of breakerStates) breaker.set({ engine, state: one }, Number(one === status.breaker));
    }
    documents.set({ engine }, status.documents);
    lagChanges.set({ engine }, status.lag.changes);
    lagSeconds.set({ engine }, status.lag.seconds);
  }

  return async () => {
    for (const one of [state, breaker, documents, lagChanges, lagSeconds]) one.reset();
    for (const status of await readStatus()) show(status);
  };
}
