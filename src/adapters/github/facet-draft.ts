import { z } from 'zod';
import { FacetValues, type RepositoryFacetName } from '../../domain/enrichment/facets.ts';

const dayMs = 24 * 3600 * 1000;

/** What was read of one repository so far, each facet for itself: one that is nonsense fails alone. */
export interface FacetDraft {
  facets: Partial<FacetValues>;
  failed: Partial<Record<RepositoryFacetName, string>>;
  /** `schema` turns the host's own form into the facet's. */
  put(name: RepositoryFacetName, raw: unknown, schema?: z.ZodType): void;
  fail(names: readonly RepositoryFacetName[], why: string): void;
}

/** `hostTime`: the host's own clock, by which a date may not lie ahead. */
export function draftFacets(hostTime: Date): FacetDraft {
  const facets: Record<string, unknown> = {};
  const failed: Partial<Record<RepositoryFacetName, string>> = {};
  return {
    facets: facets as Partial<FacetValues>,
    failed,
    put(name, raw, schema = z.unknown()) {
      if (failed[name] !== undefined) return;
      const value = schema.pipe(FacetValues.shape[name] as z.ZodType).safeParse(raw);
      const ahead = value.success ? dateAhead(value.data, hostTime) : undefined;
      if (!value.success) failed[name] = faultOf(value.error.issues[0]);
      else if (ahead !== undefined) failed[name] = `the host gave a date in the future: ${ahead}`;
      else facets[name] = value.data;
    },
    fail(names, why) {
      for (const name of names) failed[name] ??= why;
    },
  };
}

function faultOf(issue: { path: PropertyKey[]; message: string } | undefined): string {
  const where = issue !== undefined && issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
  return `the host's answer makes no sense${where}: ${issue?.message ?? 'not as described'}`;
}

/** The first moment within a value that lies more than a day ahead of the host's clock: clocks may differ, a day they do not. */
function dateAhead(value: unknown, hostTime: Date): string | undefined {
  if (typeof value === 'string') {
    const isMoment = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(value);
    return isMoment && Date.parse(value) > hostTime.getTime() + dayMs ? value : undefined;
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return Object.values(value)
    .map((part) => dateAhead(part, hostTime))
    .find((ahead) => ahead !== undefined);
}
