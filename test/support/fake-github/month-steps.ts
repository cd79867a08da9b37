import type { RepositoryFacetName } from '../../../src/domain/enrichment/facets.ts';
import type { Outcome, RepositoryState } from '../../../src/domain/enrichment/observation.ts';
import type { RepositoryFields } from './repository.ts';
import type { World } from './world.ts';

/** Something that happens on a day. `kind` names the mishap. */
export interface MonthStep {
  day: number;
  kind: string;
  what: string;
  apply(world: World): void;
}

/** One repository's part in the month: what it is at first, what befalls it, and what must stand at the end where that is not plain. */
export interface MonthStory {
  kind: string;
  fields?: Partial<RepositoryFields>;
  /** What happens, by day; `address` is what it was called at first. */
  days?: Record<number, (world: World, address: string) => void>;
  /** Where the repository is at the end, if not where it was. */
  movedTo?: string;
  state?: RepositoryState;
  outcome?: Outcome;
  failed?: RepositoryFacetName[];
  readmeHas?: string;
  readmeIsCut?: boolean;
  hasNoReadme?: boolean;
  publiccodeFails?: boolean;
}
