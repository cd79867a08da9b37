import { addReuseToLineage } from '../use-cases/add-reuse-to-lineage.ts';
import { type TracedLineage, traceLineage } from '../use-cases/trace-lineage.ts';
import type { ApiServices } from './api/api-services.ts';

type LineageKind = 'source' | 'fund' | 'award' | 'project' | 'asset' | 'organisation';

/** A record's lineage with reuse, as JSON with its version: traced once for the API and for the pages, until anything changes. */
export function lineageAnswer(services: ApiServices, kind: LineageKind, id: string) {
  return services.answers.get(`lineage:${kind}:${id}`, async () => {
    const traced = await traceLineage(services, kind, id);
    const { holdsUntil, ...body } = await addReuseToLineage(services, traced);
    return { version: services.newestChange(), body, ...(holdsUntil && { holdsUntil }) };
  });
}

export async function readLineage(
  services: ApiServices,
  kind: LineageKind,
  id: string,
): Promise<TracedLineage> {
  return JSON.parse((await lineageAnswer(services, kind, id)).body) as TracedLineage;
}
