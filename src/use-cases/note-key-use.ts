import type { Actor } from '../domain/access/actor.ts';
import type { EntryStore } from '../ports/entry-store.ts';

const space = 'key-used';
const everyMs = 60_000;
const keptMs = 400 * 24 * 3_600_000;

/** Notes when a key was last used: at most once a minute, outside the log, and without keeping the request waiting. */
export function noteKeyUse({ store, now }: { store: Pick<EntryStore, 'keep'>; now: () => Date }) {
  const noted = new Map<string, number>();
  return ({ id }: Pick<Actor, 'id'>): void => {
    const at = now();
    if (id === undefined || at.getTime() - (noted.get(id) ?? 0) < everyMs) return;
    noted.set(id, at.getTime());
    const expiresAt = new Date(at.getTime() + keptMs).toISOString();
    store.keep({ space, key: id, value: at.toISOString(), expiresAt }).catch(() => noted.delete(id));
  };
}

export function readKeyUse(
  store: Pick<EntryStore, 'kept'>,
  id: string,
  now: Date,
): Promise<string | undefined> {
  return store.kept(space, id, now.toISOString());
}
