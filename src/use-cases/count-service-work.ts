import type { Service } from '../domain/records/service.ts';
import type { EntryStore } from '../ports/entry-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { readWanted } from './describe-interests.ts';
import type { Directory } from './open-directory.ts';

export interface ServiceCounts {
  service: Service;
  assets: number;
  projects: number;
  /** Organisations that would like to have something for it. */
  interested: number;
}

/** Every service with what there is for it, in order of title; discontinued ones only where there is something. */
export async function countServiceWork({
  store,
  directory,
}: {
  store: Pick<RecordStore, 'termValues'> & Pick<EntryStore, 'listEntries'>;
  directory: Pick<Directory, 'services'>;
}): Promise<ServiceCounts[]> {
  const [assets, projects] = await Promise.all(
    (['asset', 'project'] as const).map(
      async (kind) =>
        new Map((await store.termValues(kind, 'service')).map(({ value, count }) => [value, count])),
    ),
  );
  const wanted = await readWanted({ store });
  return [...directory.services.values()]
    .map((service) => ({
      service,
      assets: assets?.get(service.id) ?? 0,
      projects: projects?.get(service.id) ?? 0,
      interested: wanted.get(service.id)?.size ?? 0,
    }))
    .filter(
      ({ service, ...counts }) =>
        service.status === 'live' || counts.assets + counts.projects + counts.interested > 0,
    )
    .sort((one, other) => one.service.title.localeCompare(other.service.title));
}
