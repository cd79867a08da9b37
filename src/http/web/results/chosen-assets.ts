import type { RecordStore } from '../../../ports/record-store.ts';
import { anyId } from '../../api/parameters.ts';
import { mostCompared } from '../compare/asked-assets.ts';

export interface ChosenAsset {
  id: string;
  title: string;
}

/** The assets that are chosen to compare while one looks on, and those that are too many for it. What is not there is passed over. */
export async function findChosen(
  store: Pick<RecordStore, 'find'>,
  asked: readonly string[],
): Promise<{ kept: ChosenAsset[]; leftOut: ChosenAsset[] }> {
  const ids = asked.filter((id) => anyId.safeParse(id).success).map((id) => id.toLowerCase());
  const records = await Promise.all([...new Set(ids)].map((id) => store.find('asset', id)));
  const found = new Map(
    records.flatMap((record) =>
      record?.state === 'published' ? [[record.id, { id: record.id, title: record.document.title }]] : [],
    ),
  );
  const all = [...found.values()];
  return { kept: all.slice(0, mostCompared), leftOut: all.slice(mostCompared) };
}
