import { holdsUntil, reuseTimes, standingOf } from '../domain/reuse/reuse-standing.ts';
import type { ReuseStatement } from '../domain/reuse/reuse-statement.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { EntryWrite } from '../ports/entry-store.ts';
import type { Directory } from './open-directory.ts';
import type { ReuseEntry } from './read-reuse.ts';
import { toReuseWrite } from './to-reuse-write.ts';

interface LapsingReuse {
  store: Pick<CatalogueStore, 'listEntries' | 'findEntryBy' | 'write'>;
  directory: Directory;
  now: () => Date;
}

const pageSize = 500;
const actor = 'reuse';

/**
 * Writes down what time has done to statements: those past theirs lapse, those of abolished bodies pass to their successor as claims or
 * lapse, and 30 days before the end there is a reminder in the log. Answers do not wait for it.
 */
export async function lapseReuse(
  lapsing: LapsingReuse,
): Promise<{ lapsed: number; passed: number; reminded: number }> {
  const { store, directory, now } = lapsing;
  const at = now().toISOString();
  const remindBefore = new Date(now().getTime() + reuseTimes.remindDays * 86_400_000).toISOString();
  const done = { lapsed: 0, passed: 0, reminded: 0 };

  async function write(entry: EntryWrite, touch: readonly string[]): Promise<void> {
    await store.write({ actor, at, put: [], withdraw: [], touch, entries: [entry] });
  }

  async function settle(entry: ReuseEntry): Promise<void> {
    const { document, id, revision: basedOn } = entry;
    const standing = standingOf(entry, at, directory.councils);
    const by = { id, at, actor, basedOn };
    if (standing.state === 'lapsed') {
      await write(toReuseWrite(document, { ...by, state: 'lapsed', action: 'lapsed' }), [document.asset]);
      done.lapsed += 1;
    } else if (standing.organisation !== document.organisation) {
      await pass(entry, standing.organisation);
    } else if (
      document.until !== undefined &&
      document.until <= remindBefore &&
      document.remindedAt === undefined
    ) {
      const state = standing.state;
      await write(toReuseWrite({ ...document, remindedAt: at }, { ...by, state, action: 'reminded' }), []);
      done.reminded += 1;
    }
  }

  /** A claim about the successor, unless there is a statement about that already. */
  async function pass({ document, id, revision: basedOn }: ReuseEntry, successor: string): Promise<void> {
    const value = `${document.asset} ${successor}`;
    const isThere = (await store.findEntryBy('reuse', { name: 'pair', value })) !== undefined;
    const { confirmedBy: _by, confirmedAt: _at, remindedAt: _reminded, ...rest } = document;
    const passed: ReuseStatement = {
      ...rest,
      organisation: successor,
      statedFor: document.statedFor ?? document.organisation,
      until: document.until ?? holdsUntil(at),
    };
    const by = { id, at, actor, basedOn, reason: `${document.organisation} was abolished` };
    const entry = isThere
      ? toReuseWrite(document, { ...by, state: 'lapsed', action: 'lapsed' })
      : toReuseWrite(passed, { ...by, state: 'claimed', action: 'changed' });
    await write(entry, [document.asset]);
    done[isThere ? 'lapsed' : 'passed'] += 1;
  }

  const running: ReuseEntry[] = [];
  const states = ['claimed', 'confirmed', 'disputed'];
  for (let offset = 0; ; offset += pageSize) {
    const page = { kind: 'reuse' as const, states, offset, limit: pageSize };
    const { entries } = await store.listEntries<ReuseStatement>(page);
    running.push(...entries);
    if (entries.length < pageSize) break;
  }
  for (const entry of running) await settle(entry);
  return done;
}
