import { setTimeout as delay } from 'node:timers/promises';
import type { Test } from 'tap';
import type { LeaseTimes } from '../../src/adapters/storage/hold-lease.ts';
import type { Lease, Leases } from '../../src/ports/leases.ts';

/** A database of its own, empty: every `join` is one more process on it. `shift` sets the clock of all of them by so much. */
export interface LeaseGround {
  join(times: LeaseTimes): Promise<Leases>;
  shift(ms: number): void;
}

const times: LeaseTimes = { lengthMs: 2000, renewEveryMs: 400 };
/** As a process that is stopped or cut off from the database: it renews nothing. */
const silent: LeaseTimes = { lengthMs: 2000, renewEveryMs: 1_000_000 };
const hourMs = 3_600_000;

function held(lease: Lease | undefined): Lease {
  if (lease === undefined) throw new Error('the lease was refused');
  return lease;
}

/** Asks again and again, as a process that waits for a job does; how long it took, or undefined. */
async function takeWithin(leases: Leases, job: string, ms: number): Promise<number | undefined> {
  const startedAt = performance.now();
  while (performance.now() - startedAt < ms) {
    if (await leases.take(job)) return performance.now() - startedAt;
    await delay(100);
  }
  return undefined;
}

/** What every adapter of the leases promises. */
export async function testLeases(t: Test, open: () => Promise<LeaseGround>): Promise<void> {
  async function ground(t: Test): Promise<LeaseGround> {
    const { join, shift } = await open();
    return {
      shift,
      async join(times) {
        const leases = await join(times);
        t.teardown(() => leases.close());
        return leases;
      },
    };
  }

  // Most of their time is waiting.
  t.jobs = 4;
  /** A new one each time: tap writes into it. */
  const together = () => ({ buffered: true });

  t.test('a job has one holder', together(), async (t) => {
    const { join } = await ground(t);
    const [one, two] = [await join(times), await join(times)];
    t.same(await one.holders(), []);
    const lease = held(await one.take('import'));
    t.equal(lease.job, 'import');
    t.equal(await two.take('import'), undefined);
    t.equal(await one.take('import'), undefined, 'not even twice in one process');
    held(await two.take('index'));
    const holders = await one.holders();
    t.same(
      holders.map(({ job }) => job),
      ['import', 'index'],
    );
    for (const { holder, until } of holders) {
      t.match(holder, new RegExp(`:${process.pid}$`));
      const leftMs = Date.parse(until) - Date.now();
      t.ok(leftMs > 0 && leftMs < times.lengthMs + 1000, `${leftMs} ms left`);
    }
    await lease.release();
    await lease.release();
    t.notOk(lease.lost.aborted, 'what was given back was not lost');
    held(await two.take('import'));
    t.equal(await one.take('import'), undefined);
  });

  t.test('of many that ask at once, one gets it', together(), async (t) => {
    const { join } = await ground(t);
    const processes = await Promise.all(Array.from({ length: 6 }, () => join(times)));
    const taken = await Promise.all(processes.map((leases) => leases.take('import')));
    t.equal(taken.filter((lease) => lease !== undefined).length, 1);
  });

  t.test('a holder that is alive keeps its lease beyond its length', together(), async (t) => {
    const { join } = await ground(t);
    const [one, two] = [await join(times), await join(times)];
    const lease = held(await one.take('import'));
    t.equal(await takeWithin(two, 'import', times.lengthMs * 1.5), undefined);
    t.notOk(lease.lost.aborted);
  });

  t.test('a holder that renews nothing is told before another gets the job', together(), async (t) => {
    const { join } = await ground(t);
    const [one, two] = [await join(silent), await join(times)];
    const lease = held(await one.take('import'));
    const startedAt = performance.now();
    let toldAfterMs = Number.POSITIVE_INFINITY;
    lease.lost.addEventListener('abort', () => {
      toldAfterMs = performance.now() - startedAt;
    });
    const tookMs = await takeWithin(two, 'import', times.lengthMs * 2);
    t.ok(tookMs !== undefined && tookMs > times.lengthMs - 300, `taken over after ${tookMs} ms`);
    t.ok(toldAfterMs < (tookMs ?? 0), `told after ${toldAfterMs} ms`);
    await lease.release();
    t.equal(await one.take('import'), undefined, 'a lease that was lost frees nothing when it is given back');
    t.match(await two.holders(), [{ job: 'import' }]);
  });

  t.test('a clock that goes back gives a job no second holder', together(), async (t) => {
    const { join, shift } = await ground(t);
    const [one, two] = [await join(times), await join(times)];
    const lease = held(await one.take('import'));
    t.equal(await two.take('import'), undefined);
    shift(-hourMs);
    t.equal(await takeWithin(two, 'import', times.lengthMs * 1.5), undefined);
    t.notOk(lease.lost.aborted);
    t.match(await two.holders(), [{ job: 'import' }]);
  });

  t.test('a clock that goes back does not keep the job of a dead holder', together(), async (t) => {
    const { join, shift } = await ground(t);
    const [one, two] = [await join(silent), await join(times)];
    held(await one.take('import'));
    shift(-hourMs);
    const tookMs = await takeWithin(two, 'import', times.lengthMs * 2);
    t.ok(tookMs !== undefined && tookMs >= times.lengthMs, `taken over after ${tookMs} ms`);
  });

  t.test('a holder learns from its next renewal that a clock went forward', together(), async (t) => {
    const { join, shift } = await ground(t);
    const [one, two] = [await join(times), await join(times)];
    const lease = held(await one.take('import'));
    shift(hourMs);
    held(await two.take('import'));
    for (let waited = 0; waited < 2000 && !lease.lost.aborted; waited += 50) await delay(50);
    t.ok(lease.lost.aborted);
  });

  t.test('closing gives back what is held', together(), async (t) => {
    const { join } = await open();
    const [one, two] = [await join(times), await join(times)];
    t.teardown(() => two.close());
    held(await one.take('import'));
    held(await one.take('index'));
    await one.close();
    t.same(await two.holders(), []);
    held(await two.take('import'));
  });
}
