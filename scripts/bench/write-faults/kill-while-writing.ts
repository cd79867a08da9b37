import { setTimeout as delay } from 'node:timers/promises';
import type { RunningService } from '../processes/start-service.ts';
import { checkWrites, type WriteFaults } from './check-writes.ts';
import { type Acknowledged, registerUntilKilled } from './register-until-killed.ts';

export interface WriteFaultFigures extends WriteFaults {
  kills: number;
  acknowledged: number;
}

export interface KillingWrites {
  start: () => Promise<RunningService>;
  adminKey: string;
  kills: number;
  /** How many write at a time. */
  writers: number;
  /** The longest time from the first acknowledged write to the kill; it differs from kill to kill. */
  longestMs: number;
}

/** Kills a service again and again while several register assets; each time it is started anew everything acknowledged so far is looked for. */
export async function killWhileWriting(killing: KillingWrites): Promise<WriteFaultFigures> {
  const { start, adminKey, kills, writers, longestMs } = killing;
  const asAdmin = { authorization: `Bearer ${adminKey}` };
  const acknowledged: Acknowledged[] = [];
  const found: WriteFaults = { lost: [], half: [], gaps: [], newest: 0 };
  let service = await start();
  for (let kill = 1; kill <= kills; kill += 1) {
    const { address } = service;
    let acknowledge = (): void => undefined;
    const first = new Promise<void>((resolve) => {
      acknowledge = resolve;
    });
    const writing = Promise.all(
      Array.from({ length: writers }, (_, at) => {
        // Some publish at once, others wait for a moderator.
        const headers = at % 2 === 0 ? asAdmin : {};
        return registerUntilKilled(address, `writer-${kill}-${at + 1}`, headers, acknowledge);
      }),
    );
    await Promise.race([first, writing]);
    // Spread evenly over the time, so that a kill falls into every part of a write.
    await delay((longestMs * kill) / kills);
    service.signal('SIGKILL');
    const written = (await writing).flat();
    await service.ended();
    acknowledged.push(...written);
    service = await start();
    const isLast = kill === kills;
    const faults = await checkWrites(
      service.address,
      adminKey,
      isLast ? acknowledged : written,
      isLast ? 0 : found.newest,
    );
    found.lost.push(...faults.lost);
    found.half.push(...faults.half);
    found.gaps.push(...faults.gaps);
    found.newest = faults.newest;
  }
  service.signal('SIGKILL');
  await service.ended();
  return { ...found, kills, acknowledged: acknowledged.length };
}
