import type { Asset } from '../records/asset.ts';

/** Whether one of two says already that it comes from the other, or that both are of one kind. */
export function areRelated(
  one: Pick<Asset, 'id' | 'relations'>,
  other: { id?: string; repository?: string; relations?: Asset['relations'] },
): boolean {
  const sameName = (name: string | undefined) =>
    name !== undefined && name.toLowerCase() === other.repository?.toLowerCase();
  return (
    one.relations.some(
      ({ asset, repository }) => (asset !== undefined && asset === other.id) || sameName(repository),
    ) || (other.relations ?? []).some(({ asset }) => asset === one.id)
  );
}
