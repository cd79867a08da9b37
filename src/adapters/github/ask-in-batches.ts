import type { HostPause } from '../../ports/code-host.ts';
import type { BatchSize } from './batch-size.ts';
import type { Trouble } from './read-failure.ts';

export type BatchAnswer<Result> =
  | { kind: 'results'; results: readonly Result[] }
  | ({ kind: 'trouble' } & Trouble)
  | { kind: 'pause'; pause: HostPause };

export interface Batches<One, Result> {
  size: BatchSize;
  ask(batch: readonly One[]): Promise<BatchAnswer<Result>>;
  /** What stands for one whose batch of one gave nothing. */
  missed(one: One, trouble: Trouble): Result;
  /** Why nothing may be asked now, if so. */
  pause?(): HostPause | undefined;
  /** The host gives nobody anything: until when to leave it in peace. */
  unreachable(): HostPause;
}

/** A host that gave nothing for so many, each asked for alone, gives nobody anything. */
const mostAloneInTrouble = 3;

/**
 * Asks for all, batch by batch. A batch that fails is asked for again in smaller ones, so that one repository which the host cannot
 * answer for keeps no other from being read. Ends early with a pause; those of the refused batch are limited, the rest were not asked.
 */
export async function* askInBatches<One, Result>(
  all: readonly One[],
  { size, ask, missed, pause, unreachable }: Batches<One, Result>,
): AsyncGenerator<readonly Result[], HostPause | undefined> {
  const waiting = [...all];
  let aloneInTrouble = 0;
  while (waiting.length > 0) {
    const paused = pause?.();
    if (paused !== undefined) return paused;
    const batch = waiting.splice(0, size.now());
    const answer = await ask(batch);
    if (answer.kind === 'results') {
      aloneInTrouble = 0;
      size.worked(batch.length);
      yield answer.results;
    } else if (answer.kind === 'pause') {
      yield batch.map((one) => missed(one, { outcome: 'limited', message: pauseMessage(answer.pause) }));
      return answer.pause;
    } else if (batch.length > 1) {
      size.failed(batch.length);
      waiting.unshift(...batch);
    } else {
      size.isolated();
      yield batch.map((one) => missed(one, answer));
      aloneInTrouble += 1;
      if (aloneInTrouble >= mostAloneInTrouble) return unreachable();
    }
  }
  return undefined;
}

function pauseMessage({ reason, until }: HostPause): string {
  return reason === 'budget'
    ? `the host's limit is used up until ${until}`
    : `the host asked to wait until ${until}`;
}
