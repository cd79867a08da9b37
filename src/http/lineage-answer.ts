import { addReuseToLineage } from '../use-cases/add-reuse-to-lineage.ts';
import { type TracedLineage, traceLineage } from '../use-cases/trace-lineage.ts';
import type { ApiServices } from './api/api-services.ts';

type LineageKind = 'source' | 'fund' | 'award' | 'project' | 'asset' | 'organisation';

type Tracing = Pick<ApiServices, 'store' | 'directory' | 'answers' | 'newestChange' | 'now'>;

/** A record's lineage with reuse, as JSON with its version: traced once for the API and for the pages, until anything changes. */
export function lineageAnswer(
  services: Tracing,
  kind: LineageKind,
  id: string,
  onTraced: (lineage: TracedLineage) => void = () => {},
) {
  return services.answers.get(`lineage:${kind}:${id}`, async () => {
    const traced = await traceLineage(services, kind, id);
    const { holdsUntil, ...body } = await addReuseToLineage(services, traced);
    onTraced(body);
    return { version: services.newestChange(), body, ...(holdsUntil && { holdsUntil }) };
  });
}

export async function readLineage(services: Tracing, kind: LineageKind, id: string): Promise<TracedLineage> {
  let traced: TracedLineage | undefined;
  const { body } = await lineageAnswer(services, kind, id, (lineage) => {
    traced = lineage;
  });
  return traced ?? (JSON.parse(body) as TracedLineage);
}
