import { addReuseToLineage } from '../use-cases/add-reuse-to-lineage.ts';
import { type TracedLineage, traceLineage } from '../use-cases/trace-lineage.ts';
import type { ApiServices } from './api/api-services.ts';

type LineageKind = 'source' | 'fund' | 'award' | 'project' | 'asset' | 'organisation';
type Tracing = Pick<ApiServices, 'store' | 'directory' | 'answers' | 'newestChange' | 'now'>;

const keyOf = (kind: LineageKind, id: string) => `lineage:${kind}:${id}`;

/** A record's lineage with reuse, as JSON with its version: traced once for all who ask for it or its parts, until anything changes. */
export function lineageAnswer(services: Tracing, kind: LineageKind, id: string) {
  return services.answers.get(keyOf(kind, id), async () => {
    const traced = await traceLineage(services, kind, id);
    const { holdsUntil, ...body } = await addReuseToLineage(services, traced);
    return { version: services.newestChange(), body, ...(holdsUntil && { holdsUntil }) };
  });
}

/** The lineage for a page that is kept itself: to write down as an answer what nobody asked for would take as long as to draw it. */
export async function readLineage(services: Tracing, kind: LineageKind, id: string): Promise<TracedLineage> {
  const kept = services.answers.find(keyOf(kind, id));
  if (kept !== undefined) return JSON.parse(kept.body) as TracedLineage;
  return addReuseToLineage(services, await traceLineage(services, kind, id));
}
