import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Leases } from '../ports/leases.ts';
import type { WebPoster } from '../ports/web-poster.ts';
import { deliverEvents } from './deliver-events.ts';
import { forgetOld, type RetentionDays } from './forget-old.ts';
import { lapseReuse } from './lapse-reuse.ts';
import type { Directory } from './open-directory.ts';

/** What the service does again and again beside answering; each in one process at a time, and never twice at a time in one. */
export interface Jobs {
  /** Tells subscribers of what changed. */
  deliver(): Promise<void>;
  /** Has statements of reuse lapse, and reminds of those that will. */
  lapse(): Promise<void>;
  /** Forgets what was kept for long enough, and finishes erasing. */
  forget(): Promise<void>;
}

interface OpeningJobs {
  store: CatalogueStore;
  directory: Directory;
  leases: Leases;
  poster: WebPoster;
  now: () => Date;
  days: RetentionDays;
  /** Called after something was written. */
  settle: () => void;
}

export function openJobs({ store, directory, leases, poster, now, days, settle }: OpeningJobs): Jobs {
  function underLease(job: string, work: () => Promise<boolean>): () => Promise<void> {
    return async () => {
      const lease = await leases.take(job);
      if (lease === undefined) return;
      try {
        if (await work()) settle();
      } finally {
        await lease.release();
      }
    };
  }

  return {
    deliver: oneAtATime(async () => {
      await deliverEvents({ store, leases, poster, now });
    }),
    lapse: oneAtATime(
      underLease('reuse', async () => {
        const { lapsed, passed, reminded } = await lapseReuse({ store, directory, now });
        return lapsed + passed + reminded > 0;
      }),
    ),
    forget: oneAtATime(underLease('retention', async () => (await forgetOld({ store, now, days })) > 0)),
  };
}

/** Whoever asks while it runs gets the run that is under way. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}
