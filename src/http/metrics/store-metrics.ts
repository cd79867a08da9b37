import { Gauge, type Registry } from 'prom-client';
import { RecordKind } from '../../domain/ids.ts';
import type { RecordStore } from '../../ports/record-store.ts';

/** What the store holds, read anew by the function returned; what cannot be read is left out rather than shown as it was. */
export function buildStoreMetrics(registry: Registry, store: RecordStore): () => Promise<void> {
  const registers = [registry];
  const up = new Gauge({
    name: 'catalogue_store_up',
    help: '1 when the store answers, 0 when it does not',
    registers,
  });
  const newest = new Gauge({
    name: 'catalogue_store_newest_change',
    help: 'Number of the newest change in the log',
    registers,
  });
  const records = new Gauge({
    name: 'catalogue_records',
    help: 'Published records by kind',
    labelNames: ['kind'],
    registers,
  });
  return async () => {
    for (const gauge of [up, newest, records]) gauge.reset();
    try {
      const head = await store.head();
      const counts = await store.counts();
      newest.set(head);
      for (const kind of RecordKind.options) records.set({ kind }, counts[kind]?.published ?? 0);
      up.set(1);
    } catch {
      newest.remove();
      up.set(0);
    }
  };
}
