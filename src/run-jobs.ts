import { repeat } from './repeat.ts';
import type { Jobs } from './use-cases/open-jobs.ts';

interface RunningJobs {
  /** How often to look for what subscribers have not been told of. */
  deliverMs: number;
  /** As `repeat`'s, by what fails and what is said when it works again. */
  tell: (failing: string, again: string) => (error?: unknown) => void;
}

/** Runs the jobs until they are stopped; the slow ones for the first time soon after the start. */
export function runJobs(jobs: Jobs, { deliverMs, tell }: RunningJobs): { stop(): void } {
  const lapsed = tell('could not see to statements of reuse', 'statements of reuse are seen to again');
  const forgot = tell('could not forget what is over', 'what is over is forgotten again');
  const first = setTimeout(() => {
    jobs.lapse().catch(lapsed);
    jobs.forget().catch(forgot);
  }, 5000);
  const repeating = [
    repeat(jobs.deliver, {
      everyMs: deliverMs,
      onTurn: tell('could not tell subscribers of changes', 'subscribers are told of changes again'),
    }),
    repeat(jobs.lapse, { everyMs: 600_000, onTurn: lapsed }),
    repeat(jobs.forget, { everyMs: 3_600_000, onTurn: forgot }),
  ];
  return {
    stop() {
      clearTimeout(first);
      for (const one of repeating) one.stop();
    },
  };
}
