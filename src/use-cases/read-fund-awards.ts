import type { RecordStore } from '../ports/record-store.ts';
import { type AwardMoney, toAwardMoney } from './add-up-awards.ts';
import type { Directory } from './open-directory.ts';

/** The awards of a fund and of its rounds, and theirs, for adding up. */
export async function readFundAwards(
  { store, directory }: { store: Pick<RecordStore, 'linksTo' | 'readMany'>; directory: Directory },
  fund: string,
): Promise<AwardMoney[]> {
  const funds = new Set([fund]);
  const awards = new Set<string>();
  for (const id of funds) {
    for (const link of await store.linksTo({ kind: 'fund', id })) {
      if (link.kind === 'fund' && link.name === 'partOf') funds.add(link.id);
      if (link.kind === 'award' && link.name === 'fund') awards.add(link.id);
    }
  }
  const read = await store.readMany('award', [...awards]);
  return read.map(({ document }) => toAwardMoney(directory, document));
}
