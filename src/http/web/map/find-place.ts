import type { CouncilDirectory } from '../../../domain/councils/council-directory.ts';
import type { Organisation } from '../../../domain/records/organisation.ts';
import { type MapPlace, projectPlace } from './project-place.ts';

type Placed = Organisation & { latitude: number; longitude: number };

function hasPlace(organisation: Organisation): organisation is Placed {
  return organisation.latitude !== undefined && organisation.longitude !== undefined;
}

const middle = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Where a body stands: at its own coordinates; one that was abolished without any, in the middle of those that succeeded it. */
export function findPlace(
  organisation: Organisation,
  councils: Pick<CouncilDirectory, 'currentFor'>,
): MapPlace | undefined {
  const found = hasPlace(organisation)
    ? [organisation]
    : councils.currentFor(organisation.id).filter(hasPlace);
  if (found.length === 0) return undefined;
  return projectPlace(
    middle(found.map(({ latitude }) => latitude)),
    middle(found.map(({ longitude }) => longitude)),
    found.every(({ region }) => region === 'London'),
  );
}
