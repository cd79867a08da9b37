import type { onResponseHookHandler } from 'fastify';
import { collectDefaultMetrics, Registry } from 'prom-client';
import type { ApiServices } from '../api/api-services.ts';
import { buildEngineMetrics } from './engine-metrics.ts';
import { observeRequests } from './http-metrics.ts';
import { observeSearches } from './search-metrics.ts';
import { buildStoreMetrics } from './store-metrics.ts';

export interface Metrics {
  /** The engines given, with their searches observed. */
  engines: ApiServices['engines'];
  observeAnswer: onResponseHookHandler;
  /** In Prometheus' text format, as things are now. */
  read(): Promise<string>;
  contentType: string;
}

/**
 * The figures of one app, in a registry of its own. Labels are made of what the service knows (routes, engines, kinds), never of what a
 * caller sends.
 */
export function buildMetrics({ store, engines }: Pick<ApiServices, 'store' | 'engines'>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
  const readStore = buildStoreMetrics(registry, store);
  const readEngines = buildEngineMetrics(registry, () => engines.status());
  return {
    engines: observeSearches(registry, engines),
    observeAnswer: observeRequests(registry),
    async read() {
      await readStore();
      await readEngines();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
