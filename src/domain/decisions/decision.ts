import { z } from 'zod';
import { RecordId } from '../ids.ts';
import { Asset, Relation } from '../records/asset.ts';

/** What was decided of the catalogue besides its files: an import of the files keeps it. `merge`: `merged` is the same repository as `asset`. */
export const Decision = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('relation'), asset: RecordId, relation: Relation }),
  z.strictObject({
    type: z.literal('adoption'),
    asset: RecordId,
    adoption: Asset.shape.adoption.unwrap().element,
  }),
  z.strictObject({ type: z.literal('merge'), asset: RecordId, merged: RecordId }),
]);
export type Decision = z.infer<typeof Decision>;
