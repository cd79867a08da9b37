import type { Asset } from '../records/asset.ts';
import type { Facets } from './facets.ts';
import type { Sighting } from './sighting.ts';

/** A catalogued repository with what the code host says of it now. */
export interface ObservedAsset {
  asset: Asset;
  /** `owner/name` as it is now. */
  repository: string;
  facets: Facets;
  /** Where it stands now; absent where it was never asked for. */
  sighting?: Sighting;
}

/** What a person may accept. `key` is the same however often it is seen, and whichever of two is looked at first. */
export interface SeenRelation {
  key: string;
  type: 'variant' | 'reuse';
  /** An asset's id. */
  subject: string;
  /** Of a variant another asset's id, or `owner/name` that is not listed; of a reuse the organisation's id. */
  object: string;
  relation?: 'fork' | 'copy' | 'variant';
  reasons: string[];
}
