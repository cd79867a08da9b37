import { Counter, Histogram, type Registry } from 'prom-client';
import type { Answering } from '../../use-cases/search-engines.ts';

/** The same engines; each search that is asked of them is timed by the engine that answered. */
export function observeSearches<E extends Answering>(registry: Registry, engines: E): E {
  const registers = [registry];
  const durations = new Histogram({
    name: 'catalogue_search_duration_seconds',
    help: 'Time until a search was answered, by the engine that answered; what another one took before it failed is included',
    labelNames: ['engine'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const standIns = new Counter({
    name: 'catalogue_search_stand_ins_total',
    help: 'Searches that the embedded index answered because the engine that is wanted could not',
    registers,
  });
  const failures = new Counter({
    name: 'catalogue_search_failures_total',
    help: 'Searches that no engine answered',
    registers,
  });
  return {
    ...engines,
    async search(query) {
      const startedAt = performance.now();
      try {
        const answer = await engines.search(query);
        durations.observe({ engine: answer.engine }, (performance.now() - startedAt) / 1000);
        if (answer.warning !== undefined) standIns.inc();
        return answer;
      } catch (error) {
        failures.inc();
        throw error;
      }
    },
  };
}
