import { applyReading } from '../domain/enrichment/apply-reading.ts';
import { nextDue } from '../domain/enrichment/due-date.ts';
import { anUnreadSighting, type Sighting } from '../domain/enrichment/sighting.ts';
import { repositoryId } from '../domain/ids.ts';
import type { RepositoryReading } from '../ports/code-host.ts';
import type { EnrichmentStore } from '../ports/enrichment-store.ts';
import type { PlannedRepository } from './enrich-plan.ts';

export interface TakenIn {
  sightings: Sighting[];
  /** Addresses of which something that is shown changed, by the ids of their sightings. */
  changed: Set<string>;
  /** Repositories that turned out to have another address. */
  moved: number;
}

/** What a batch of readings makes of what is known; several may be about one repository. Saves nothing. */
export async function takeIn(
  enrichment: Pick<EnrichmentStore, 'readMany' | 'findByHostId'>,
  batch: readonly { planned: PlannedRepository; reading: RepositoryReading }[],
  at: string,
): Promise<TakenIn> {
  const ids = batch.flatMap(({ planned, reading }) =>
    reading.outcome === 'found' ? [planned.id, repositoryId(reading.repository)] : [planned.id],
  );
  const held = new Map((await enrichment.readMany(ids)).map((sighting) => [sighting.id, sighting]));
  const written = new Map<string, Sighting>();
  const changed = new Set<string>();
  let moved = 0;

  async function withHostId(hostId: string | undefined): Promise<Sighting[]> {
    if (hostId === undefined) return [];
    const stored = await enrichment.findByHostId(hostId);
    const ids = new Set([...stored, ...written.values()].map(({ id }) => id));
    const newest = [...ids].flatMap((id) => written.get(id) ?? stored.find((one) => one.id === id) ?? []);
    return newest.filter((sighting) => sighting.hostId === hostId);
  }

  for (const { planned, reading } of batch) {
    const before = held.get(planned.id) ?? anUnreadSighting(planned.repository);
    const isFound = reading.outcome === 'found';
    const { sightings, isChanged } = applyReading(before, reading, at, {
      sameHostId: await withHostId(isFound ? reading.hostId : before.hostId),
      ...(isFound && { atAddress: held.get(repositoryId(reading.repository)) }),
    });
    const [main] = sightings;
    // A name that another repository has now was no sighting of this one.
    const outcome = isFound && main.hostId !== reading.hostId ? 'absent' : reading.outcome;
    // What was read in part, such as the last before a limit, is worth asking for again as soon as what made no sense.
    const isPartial = outcome === 'found' && isFound && Object.keys(reading.failed).length > 0;
    main.dueAt = nextDue(main, isPartial ? 'nonsense' : outcome, at);
    if (main.id !== before.id) moved += 1;
    for (const sighting of sightings) {
      held.set(sighting.id, sighting);
      written.set(sighting.id, sighting);
      if (isChanged) changed.add(sighting.id);
    }
  }
  return { sightings: [...written.values()], changed, moved };
}
