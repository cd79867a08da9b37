import { isDue } from '../domain/enrichment/due-date.ts';
import { priorityOf } from '../domain/enrichment/priority.ts';
import { newAddressId, type SightingOutline, withFactsOf } from '../domain/enrichment/sighting.ts';
import { invalidInput } from '../domain/errors.ts';
import { RepositoryName, repositoryId } from '../domain/ids.ts';
import type { EnrichmentStore } from '../ports/enrichment-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { type CataloguedRepository, listCataloguedRepositories } from './enrich-list-repositories.ts';

/** A repository to be asked for, at the address where it was last seen. `id` is that of its sighting. */
export interface PlannedRepository {
  id: string;
  repository: string;
  outline?: SightingOutline;
  priority: number;
}

export interface EnrichmentPlan {
  catalogued: ReadonlyMap<string, CataloguedRepository>;
  /** Every repository that there is to ask for, however long ago it was. */
  all: PlannedRepository[];
  /** Those to be asked for now, most urgent first. */
  wanted: PlannedRepository[];
}

export interface PlanOptions {
  /** ISO-8601 */
  at: string;
  /** `owner/name`, any case, former addresses too: these whatever their age, and no other. */
  only?: readonly string[];
  /** Those that were read before, whatever their age: the host says which of them changed. */
  changedOnly?: boolean;
}

/** What to ask for. Errors: CatalogueError 'invalid' naming what of `only` is not in the catalogue. */
export async function planEnrichment(
  { records, enrichment }: { records: Pick<RecordStore, 'readAll'>; enrichment: EnrichmentStore },
  { at, only = [], changedOnly = false }: PlanOptions,
): Promise<EnrichmentPlan> {
  const catalogued = await listCataloguedRepositories(records);
  const outlines = new Map((await enrichment.outlines()).map((outline) => [outline.id, outline]));

  function planned(
    id: string,
    repository: string,
    interest: CataloguedRepository['interest'],
  ): PlannedRepository {
    const known = outlines.get(id);
    const outline = known && withFactsOf(known, outlines.get(newAddressId(known) ?? id));
    return {
      id: outline?.id ?? id,
      repository: outline?.movedTo ?? outline?.repository ?? repository,
      ...(outline && { outline }),
      priority: priorityOf(outline, interest, at),
    };
  }

  // Two addresses of the catalogue may be one repository by now: it is asked for once.
  const byId = new Map<string, PlannedRepository>();
  for (const { id, repository, interest, isElsewhere } of catalogued.values()) {
    const plan = planned(id, repository, interest);
    if (!isElsewhere && (byId.get(plan.id)?.priority ?? -Infinity) < plan.priority) byId.set(plan.id, plan);
  }
  const all = [...byId.values()].sort(
    (one, other) => other.priority - one.priority || (one.id < other.id ? -1 : 1),
  );
  if (only.length > 0) {
    const ids = new Set(only.map((name) => idOf(name, catalogued, outlines)));
    return { catalogued, all, wanted: [...ids].map((id) => byId.get(id) ?? planned(id, id, noInterest)) };
  }
  const wanted = changedOnly
    ? all.filter(({ outline }) => outline?.memory !== undefined)
    : all.filter(({ outline }) => isDue(outline, at));
  return { catalogued, all, wanted };
}

const noInterest = { adopters: 0, isOfProduct: false };

/** The id of the sighting that holds the facts of an address. */
function idOf(
  name: string,
  catalogued: EnrichmentPlan['catalogued'],
  outlines: ReadonlyMap<string, SightingOutline>,
): string {
  if (!RepositoryName.safeParse(name).success) {
    throw invalidInput([{ field: 'only', message: `"${name}" is not owner/name` }]);
  }
  const id = repositoryId(name);
  const known = outlines.get(id);
  if (catalogued.get(id)?.isElsewhere ?? (known === undefined && !catalogued.has(id))) {
    const message = catalogued.has(id)
      ? `${name} is on another code host`
      : `${name} is not in the catalogue`;
    throw invalidInput([{ field: 'only', message }]);
  }
  return known === undefined ? id : withFactsOf(known, outlines.get(newAddressId(known) ?? id)).id;
}
