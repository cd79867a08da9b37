import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { CatalogueError } from '../../domain/errors.ts';
import type { Lease, Leases } from '../../ports/leases.ts';
import { holdLease, type LeaseTimes } from './hold-lease.ts';
import type { Tables } from './tables.ts';

export interface LeasesOnKyselyOptions {
  /** The moment, in milliseconds from 1970, by the one clock that all processes on the database share. */
  now: () => RawBuilder<number>;
  times?: LeaseTimes;
  close: () => void | Promise<void>;
}

/** Taken over within a few seconds of 15 when the holder dies, and kept through two renewals that fail. */
export const leaseTimes: LeaseTimes = { lengthMs: 15_000, renewEveryMs: 5000 };

/** A renewal of another process's lease, and since when (by this process's own steady clock) there has been none after it. */
interface Sighting {
  token: string;
  beat: number;
  since: number;
}

/**
 * A lease is free when its time is over by the shared clock, or when nobody renewed it for a whole length of this process's own steady
 * clock: a shared clock that was put back would otherwise keep the lease of a dead holder for long. Neither gives one job two holders when
 * the clock goes back; when it is put forward, the holder finds out with its next renewal.
 */
export function leasesOnKysely(
  db: Kysely<Tables>,
  { now, times = leaseTimes, close }: LeasesOnKyselyOptions,
): Leases {
  const sightings = new Map<string, Sighting>();
  const held = new Set<Lease>();
  const holder = `${hostname()}:${process.pid}`;
  const until = () => sql<number>`${now()} + ${sql.lit(times.lengthMs)}`;

  async function tryToTake(job: string, token: string): Promise<boolean> {
    const seen = sightings.get(job);
    const abandoned = seen !== undefined && performance.now() - seen.since >= times.lengthMs;
    const taken = await db
      .insertInto('leases')
      .values({ job, holder, token, beat: 1, until_ms: until() })
      .onConflict((conflict) =>
        conflict
          .column('job')
          .doUpdateSet({ holder, token, beat: 1, until_ms: until() })
          .where(({ eb, or, and }) => {
            const over = eb('leases.until_ms', '<=', now());
            if (!abandoned) return over;
            return or([over, and([eb('leases.token', '=', seen.token), eb('leases.beat', '=', seen.beat)])]);
          }),
      )
      .returning('token')
      .execute();
    return taken.length > 0;
  }

  async function watch(job: string): Promise<void> {
    const [row] = await db.selectFrom('leases').select(['token', 'beat']).where('job', '=', job).execute();
    const seen = sightings.get(job);
    if (row === undefined) sightings.delete(job);
    else if (row.token !== seen?.token || row.beat !== seen.beat)
      sightings.set(job, { ...row, since: performance.now() });
  }

  async function renew(job: string, token: string): Promise<boolean> {
    const renewed = await db
      .updateTable('leases')
      .set(({ eb }) => ({ until_ms: until(), beat: eb('beat', '+', 1) }))
      .where('job', '=', job)
      .where('token', '=', token)
      .returning('beat')
      .execute();
    return renewed.length > 0;
  }

  async function give(job: string, token: string): Promise<void> {
    await db.deleteFrom('leases').where('job', '=', job).where('token', '=', token).execute();
  }

  return {
    async take(job) {
      const token = randomUUID();
      const takenAt = performance.now();
      if (!(await tryToTake(job, token))) {
        await watch(job);
        return undefined;
      }
      sightings.delete(job);
      const holding = holdLease({ renew: () => renew(job, token), times, takenAt });
      let releasing: Promise<void> | undefined;
      const lease: Lease = {
        job,
        lost: holding.lost,
        release() {
          holding.stop();
          held.delete(lease);
          // What cannot be given back now is free when its time is over.
          releasing ??= give(job, token).catch(ignoreUnavailable);
          return releasing;
        },
      };
      held.add(lease);
      return lease;
    },

    async holders() {
      const rows = await db
        .selectFrom('leases')
        .select(['job', 'holder', 'until_ms'])
        .where('until_ms', '>', now())
        .orderBy('job')
        .execute();
      return rows.map((row) => ({
        job: row.job,
        holder: row.holder,
        until: new Date(Number(row.until_ms)).toISOString(),
      }));
    },

    async close() {
      await Promise.all([...held].map((lease) => lease.release()));
      await close();
    },
  };
}

function ignoreUnavailable(error: unknown): void {
  if (!(error instanceof CatalogueError) || error.kind !== 'unavailable') throw error;
}
