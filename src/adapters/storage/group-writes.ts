import { sql, type Transaction } from 'kysely';
import { CatalogueError } from '../../domain/errors.ts';
import type { Tables } from './tables.ts';

type Step<T> = (trx: Transaction<Tables>) => Promise<T>;

interface Waiting {
  step: Step<unknown>;
  isLong: boolean;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

export interface WriteGroups {
  /** Does a step of its own in a transaction, perhaps with others'. `isLong`: with nobody else's. */
  write<T>(step: Step<T>, isLong?: boolean): Promise<T>;
}

const mostAtOnce = 32;

/**
 * Writes that wait at the same time are one transaction, in the order in which they were asked for: bringing it to the disk takes longer
 * than most of them. Each is told only when all are there for good. One that is refused leaves nothing, and takes no other with it.
 */
export function groupWrites(transact: <T>(work: Step<T>) => Promise<T>): WriteGroups {
  const waiting: Waiting[] = [];
  let isBusy = false;

  function start(): void {
    if (isBusy || waiting.length === 0) return;
    isBusy = true;
    // After the requests that have come in already, so that theirs are among them.
    setImmediate(async () => {
      await writeGroup(takeGroup());
      isBusy = false;
      start();
    });
  }

  function takeGroup(): Waiting[] {
    const long = waiting.findIndex(({ isLong }) => isLong);
    const most = long === -1 ? mostAtOnce : Math.max(1, Math.min(long, mostAtOnce));
    return waiting.splice(0, most);
  }

  async function writeGroup(group: readonly Waiting[]): Promise<void> {
    let outcomes: (() => void)[] = [];
    const [only, ...others] = group;
    try {
      await transact(async (trx) => {
        // A database that was busy is asked again, from the beginning.
        outcomes = [];
        if (only !== undefined && others.length === 0) outcomes.push(await doAlone(trx, only));
        else for (const one of group) outcomes.push(await doAmongOthers(trx, one));
      });
    } catch (error) {
      outcomes = group.map(
        ({ reject }) =>
          () =>
            reject(error),
      );
    }
    for (const tell of outcomes) tell();
  }

  return {
    write<T>(step: Step<T>, isLong = false) {
      return new Promise<T>((resolve, reject) => {
        waiting.push({ step, isLong, resolve: resolve as Waiting['resolve'], reject });
        start();
      });
    },
  };
}

async function doAlone(trx: Transaction<Tables>, { step, resolve }: Waiting): Promise<() => void> {
  const result = await step(trx);
  return () => resolve(result);
}

async function doAmongOthers(
  trx: Transaction<Tables>,
  { step, resolve, reject }: Waiting,
): Promise<() => void> {
  await sql`savepoint one`.execute(trx);
  try {
    const result = await step(trx);
    await sql`release savepoint one`.execute(trx);
    return () => resolve(result);
  } catch (error) {
    // What the database cannot do now fails all of them: it may have given up the transaction by itself.
    if (error instanceof CatalogueError && error.kind === 'unavailable') throw error;
    await sql`rollback to savepoint one`.execute(trx);
    await sql`release savepoint one`.execute(trx);
    return () => reject(error);
  }
}
