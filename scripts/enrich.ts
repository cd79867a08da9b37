// npm run enrich [-- --only owner/name … --changed-only --dry-run --as-of TIME]   Reads facts about the repositories from GitHub; a running service takes them in by itself.
import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../src/config.ts';
import { CatalogueError } from '../src/domain/errors.ts';
import type { Lease, Leases } from '../src/ports/leases.ts';
import { printProgress } from '../src/progress.ts';
import { openCodeHost } from '../src/services/open-code-host.ts';
import { openFiles } from '../src/services/open-files.ts';
import { openEnrichment, openLeases, openStore } from '../src/services/open-stores.ts';
import { enrichmentIsBusy, enrichmentJob } from '../src/use-cases/enrich-budget-note.ts';
import { planEnrichment } from '../src/use-cases/enrich-plan.ts';
import { enrichRepositories } from '../src/use-cases/enrich-repositories.ts';
import { importInTurn } from '../src/use-cases/import-in-turn.ts';
import { mergeMoved } from '../src/use-cases/merge-moved.ts';
import { proposeRelations } from '../src/use-cases/propose-relations.ts';
import { waitForLease } from '../src/use-cases/wait-for-lease.ts';
import { describeRun } from './describe-enrichment.ts';

/** The lease of a process that was killed is free after a quarter of a minute. */
const longestWaitMs = 20_000;
const usage =
  'npm run enrich -- [--only owner/name]… [--changed-only] [--dry-run] [--as-of TIME] [--actor NAME]';

/** It could not start: nothing was asked for. */
function refuse(message: string): never {
  console.error(message);
  process.exit(2);
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      'changed-only': { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      'as-of': { type: 'string' },
      actor: { type: 'string', default: 'enrichment' },
    },
  });
  const { only, 'changed-only': changedOnly, 'dry-run': isDryRun, 'as-of': time, actor } = values;
  if (
    (time !== undefined && !/^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d))?$/.test(time)) ||
    Number.isNaN(Date.parse(time ?? '2000-01-01'))
  ) {
    throw new Error(`--as-of takes a moment such as 2026-03-01T06:00:00Z, not "${time}"`);
  }
  const asOf = time === undefined ? undefined : new Date(time).toISOString();
  return { only, changedOnly, isDryRun, asOf, actor };
}

function orRefuse<T>(read: () => T, hint = ''): T {
  try {
    return read();
  } catch (error) {
    refuse(`${error instanceof Error ? error.message : String(error)}${hint}`);
  }
}

async function takeJob(leases: Leases): Promise<Lease> {
  const onWait = () => console.error('Waiting for another process that enriches …');
  try {
    return await waitForLease(leases, enrichmentJob, { onWait, signal: AbortSignal.timeout(longestWaitMs) });
  } catch (error) {
    if (error instanceof CatalogueError) throw error;
    throw new CatalogueError('conflict', enrichmentIsBusy);
  }
}

/** What the facts say of the repositories together: which are one, and which seem related. */
async function noticeRelations(): Promise<string[]> {
  const lease = await waitForLease(leases, 'import');
  try {
    const merged = await mergeMoved({ records, enrichment, now }, given.actor);
    const proposed = await proposeRelations({ records, enrichment, now });
    return [
      ...merged.map(({ asset, merged }) => `${merged} is the same repository as ${asset} now: made one.`),
      ...(proposed > 0 ? [`${proposed} new proposals: npm run proposals`] : []),
    ];
  } finally {
    await lease.release();
  }
}

const given = orRefuse(readArguments, `\n${usage}`);
const config: Config = orRefuse(() => readConfig());
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
// The service that started this process is gone.
process.once('disconnect', () => stopping.abort());
process.channel?.unref();

const records = await openStore(config);
const enrichment = await openEnrichment(config, records);
const leases = await openLeases(config);
const now = () => new Date();
let isUnderWay = false;

async function enrich(): Promise<void> {
  const { isDryRun, asOf, ...options } = given;
  if ((await records.head()) === 0) {
    await importInTurn({ store: records, leases, files: await openFiles(config), now }, { actor: 'import' });
  }
  const host = await openCodeHost(config);
  // Finds out, before it waits for anything, whether what was named is there.
  const at = asOf ?? now().toISOString();
  const plan = await planEnrichment({ records, enrichment }, { ...options, at });
  if (isDryRun) {
    for (const { repository, outline } of plan.wanted) {
      console.log(`${repository}  ${outline?.state ?? 'unread'}  ${outline?.readAt ?? 'never read'}`);
    }
    const { mode, authorised } = host.budget();
    const how = `${mode === 'graphql' ? 'GraphQL' : 'REST'} ${authorised ? 'with' : 'without'} credentials`;
    console.log(
      `Would ask for ${plan.wanted.length} of ${plan.all.length} repositories (${how}); asked nothing.`,
    );
    return;
  }
  const lease = await takeJob(leases);
  const progress = printProgress('Enriching');
  try {
    const run = await enrichRepositories(
      { records, enrichment, host, now },
      {
        ...options,
        ...(asOf !== undefined && { asOf }),
        signal: stopping.signal,
        lost: lease.lost,
        onProgress(asked, wanted) {
          isUnderWay = true;
          progress.update(asked, wanted);
        },
      },
    );
    const noticed = await noticeRelations();
    const { outcome, sentences } = await describeRun(run, { records, enrichment, host, now });
    progress.end(outcome);
    for (const sentence of [...sentences, ...noticed]) console.log(sentence);
    if (run.stoppedBy === 'lease') process.exitCode = 1;
    if (run.stoppedBy === 'signal') process.exitCode = 130;
  } catch (error) {
    progress.end(isUnderWay ? 'failed' : 'refused');
    throw error;
  } finally {
    await lease.release();
  }
}

try {
  await enrich();
} catch (error) {
  if (!(error instanceof CatalogueError)) throw error;
  console.error(error.message);
  process.exitCode = isUnderWay ? 1 : 2;
} finally {
  await leases.close();
  await enrichment.close();
  await records.close();
}
