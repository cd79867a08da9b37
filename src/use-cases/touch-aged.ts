import type { EnrichmentStore } from '../ports/enrichment-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import type { Directory } from './open-directory.ts';
import { type ObservedValues, readObservedValues } from './read-observed-values.ts';

const dayNote = 'upkeep.day';

export interface TouchingAged {
  store: Pick<RecordStore, 'readAll'>;
  enrichment: Pick<EnrichmentStore, 'note' | 'save'>;
  directory: Pick<Directory, 'readFacts' | 'now'>;
}

/**
 * Time alone makes what was active quiet. Once a day those are touched in the change log whose upkeep is another than on the day of the last
 * look, so that indexes and followers take it in. Returns how many; does nothing where somebody has looked today.
 */
export async function touchAged({ store, enrichment, directory }: TouchingAged): Promise<number> {
  const at = directory.now().toISOString();
  const today = at.slice(0, 10);
  const before = await enrichment.note(dayNote);
  if (before === today) return 0;
  const on = async (now: Date) =>
    upkeepById(await readObservedValues({ store, readFacts: directory.readFacts, now }));
  const now = await on(new Date(at));
  const then = before === undefined ? now : await on(new Date(`${before}T12:00:00.000Z`));
  const touched = [...now].flatMap(([id, upkeep]) => (then.get(id) === upkeep ? [] : [id]));
  await enrichment.save({ sightings: [], touched, at, actor: 'upkeep', notes: { [dayNote]: today } });
  return touched.length;
}

/** `touchAged`, asked as often as one likes: it looks once a day. */
export function ageDaily(touching: TouchingAged): () => Promise<void> {
  let lookedOn = '';
  return async () => {
    const today = touching.directory.now().toISOString().slice(0, 10);
    if (today === lookedOn) return;
    await touchAged(touching);
    lookedOn = today;
  };
}

function upkeepById({ upkeep }: ObservedValues): Map<string, string> {
  return new Map([...upkeep].flatMap(([value, ids]) => [...ids].map((id) => [id, value] as const)));
}
