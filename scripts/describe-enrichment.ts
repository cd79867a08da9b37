import type { CodeHost } from '../src/ports/code-host.ts';
import type { EnrichmentRun, EnrichmentStore } from '../src/ports/enrichment-store.ts';
import type { RecordStore } from '../src/ports/record-store.ts';
import { describeQueue } from '../src/use-cases/enrich-describe.ts';

interface Described {
  records: Pick<RecordStore, 'readAll'>;
  enrichment: EnrichmentStore;
  host: CodeHost;
  now: () => Date;
}

const stops = {
  budget: "Stopped at the budget: GitHub's limit is used up to the reserve",
  'secondary-limit': 'Stopped because GitHub asked to be left alone',
  unreachable: 'Stopped because GitHub answers nobody',
  lease: 'Stopped because another process may have the job',
  signal: 'Stopped because it was told to',
};

/** What a run did, and what is left of it, in words. */
export async function describeRun(
  run: EnrichmentRun,
  { records, enrichment, host, now }: Described,
): Promise<{ outcome: string; sentences: string[] }> {
  const { asked = 0, found = 0, changed = 0, moved = 0, calls = 0, spent = 0 } = run.counts;
  const budget = host.budget();
  const units = budget.mode === 'graphql' ? 'points' : 'requests of the limit';
  const missed = ['absent', 'limited', 'unreachable', 'nonsense'].flatMap((outcome) => {
    const count = run.counts[outcome] ?? 0;
    return count > 0 ? [`${count} ${outcome}`] : [];
  });
  const outcome = `${asked} asked for, ${[`${found} found`, ...missed].join(', ')}; ${changed} assets changed, ${moved} moved`;
  const sentences = [`${calls} calls, ${spent} ${units}.`];
  if (run.stoppedBy !== undefined) {
    const until = run.until === undefined ? '' : ` until ${run.until}`;
    sentences.push(`${stops[run.stoppedBy]}${until}; ${run.left} repositories are left.`);
  }
  if (run.left > 0) {
    const { expectedBy } = await describeQueue({ records, enrichment, budget, now });
    if (expectedBy !== undefined)
      sentences.push(`At this rate all will have been asked for by ${expectedBy}.`);
  }
  return { outcome, sentences };
}
