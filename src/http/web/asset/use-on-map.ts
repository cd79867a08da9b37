import type { AssetReuse } from '../../../use-cases/describe-reuse.ts';
import type { Directory } from '../../../use-cases/open-directory.ts';
import { type CouncilMap, type MapMark, readMap } from '../map/read-map.ts';
import type { DescribedAsset } from './sections.ts';

/** Who made an asset and who uses it, on the map; undefined where that is one place alone, which says nothing that a name does not. */
export function readUseMap(
  directory: Directory,
  { organisations, adoption }: DescribedAsset,
  reuse: Pick<AssetReuse, 'confirmed' | 'claimed'>,
): CouncilMap | undefined {
  const inUse = (['confirmed', 'claimed'] as const).flatMap((kind) =>
    reuse[kind]
      .filter(({ use }) => use !== 'stopped')
      .map(({ organisation }): MapMark => ({ kind, body: organisation })),
  );
  const map = readMap(directory, [
    ...organisations.map((body): MapMark => ({ kind: body.role === 'lead' ? 'lead' : 'partner', body })),
    ...inUse,
    ...adoption
      .filter(({ known }) => known === 'observed in repository files')
      .map((body): MapMark => ({ kind: 'observed', body })),
  ]);
  return map === undefined || map.marks.length < 2 ? undefined : map;
}
