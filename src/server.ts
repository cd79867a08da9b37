import { type Logger, pino } from 'pino';
import { buildApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import type { EnrichmentStore } from './ports/enrichment-store.ts';
import { printProgress } from './progress.ts';
import { repeat } from './repeat.ts';
import { runBeside } from './run-beside.ts';
import { runEnrichment } from './run-enrichment.ts';
import { runJobs } from './run-jobs.ts';
import { openNotices } from './services/open-code-host.ts';
import { isImported, readExamples } from './services/open-files.ts';
import { openMail, openProvider } from './services/open-sign-in.ts';
import { openStore } from './services/open-stores.ts';
import { openServices, type Services } from './services.ts';
import { closeGracefully, listenForShutdown } from './shutdown.ts';
import { enrichOnSchedule } from './use-cases/enrich-on-schedule.ts';

async function importFiles(): Promise<void> {
  if (await runBeside('catalogue-import', '--with-index')) return;
  throw new Error(
    'the curated files were not imported; IMPORT_ON_START=false starts with what the store holds',
  );
}

/** Facts from GitHub while the service runs: as often as ENRICH_INTERVAL_HOURS says, and when GitHub sends a notice. */
async function openEnriching(config: Config, enrichment: EnrichmentStore, logger: Logger) {
  const { ENRICH_INTERVAL_HOURS: hours, GITHUB_WEBHOOK_SECRET: secret } = config;
  const schedule = enrichOnSchedule({
    enrichment,
    everyMs: hours * 3_600_000,
    run: runEnrichment,
    onTurn: (error) =>
      error === undefined
        ? logger.info('facts about repositories are read again')
        : logger.warn({ err: error }, 'could not read facts about repositories'),
  });
  const notices = secret === undefined ? undefined : await openNotices(secret, schedule.refresh);
  return { notices, refreshRepository: schedule.refresh, close: schedule.close };
}

/** To the terminal alone: whoever has the link becomes the first admin. */
async function printSetUp({ offerSetUp }: Pick<Services, 'offerSetUp'>, address: string): Promise<void> {
  const secret = await offerSetUp();
  if (secret === undefined) return;
  const link = `${address.replace(/\/+$/, '')}/set-up?token=${secret}`;
  process.stdout.write(`There is no admin yet. To make the first, open within an hour: ${link}\n`);
}

async function start(): Promise<void> {
  const config = readConfig();
  const logger = pino({ level: config.LOG_LEVEL });
  const shutdown = listenForShutdown((error) => logger.error({ err: error }, 'could not close cleanly'));
  const migrating = printProgress('Opening the store');
  const store = await openStore(config);
  migrating.end(config.DATA_DIR);
  if (config.IMPORT_ON_START && !(await isImported(config, store))) await importFiles();
  const loading = printProgress('Loading');
  const services = await openServices(config, store, {
    onProgress: loading.update,
    // Where it fails, this process fills the index itself.
    fillIndex: () => runBeside('reindex', '--engine', 'embedded'),
    onTurn: (what, error) => (error === undefined ? logger.info(what) : logger.warn({ err: error }, what)),
  });
  const [own] = (await services.engines.status()).slice(-1);
  loading.end(`${own?.documents ?? 0} documents`);

  const enriching = await openEnriching(config, services.enrichment, logger);
  const app = await buildApp(
    {
      ...services,
      notices: enriching.notices,
      refreshRepository: enriching.refreshRepository,
      identityProvider: await openProvider(config),
    },
    {
      logger,
      trustProxy: config.TRUST_PROXY,
      rateLimitMax: config.RATE_LIMIT_MAX,
      rateLimitWritesMax: config.RATE_LIMIT_WRITES_MAX,
      sessionIdleMinutes: config.SESSION_IDLE_MINUTES,
      allowed: config.SIGN_IN_ALLOWED,
      securityContact: config.SECURITY_CONTACT,
      retentionDays: { rejected: config.RETENTION_REJECTED_DAYS, messages: config.RETENTION_MESSAGES_DAYS },
      claims: { role: config.OIDC_ROLE_CLAIM, organisation: config.OIDC_ORGANISATION_CLAIM },
      corsOrigins: config.CORS_ORIGINS,
      publicUrl: config.PUBLIC_URL,
      metricsToken: config.METRICS_TOKEN,
      isClosing: shutdown.isClosing,
      readExamples,
    },
  );
  const tell = (failing: string, again: string) => (error?: unknown) =>
    error === undefined ? logger.warn(again) : logger.error({ err: error }, failing);
  const watching = repeat(services.follow, {
    everyMs: config.REFRESH_SECONDS * 1000,
    onTurn: tell('could not take in new changes', 'new changes are taken in again'),
  });
  const flushing = repeat(services.flushMisses, {
    everyMs: 30_000,
    onTurn: tell(
      'could not count searches that found nothing',
      'searches that found nothing are counted again',
    ),
  });

  const mail = await openMail(config);
  const mailing = repeat(
    async () => {
      if (mail !== undefined) await services.sendMails(mail);
    },
    { everyMs: 2000, onTurn: tell('could not send mails', 'mails are sent again') },
  );

  const jobs = runJobs(services.jobs, { deliverMs: config.REFRESH_SECONDS * 1000, tell });

  shutdown.prepare(() =>
    closeGracefully(
      app,
      async () => {
        watching.stop();
        flushing.stop();
        mailing.stop();
        jobs.stop();
        await mail?.close();
        await enriching.close();
        await services.close();
      },
      { delayMs: config.SHUTDOWN_DELAY_SECONDS * 1000, graceMs: config.SHUTDOWN_SECONDS * 1000 },
    ),
  );

  const address = await app.listen({ port: config.PORT, host: config.HOST });
  await printSetUp(services, config.PUBLIC_URL ?? address);
  process.stdout.write(`Ready: open ${config.PUBLIC_URL ?? address}\n`);
}

start().catch((error: unknown) => {
  process.stderr.write(`\nCould not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
