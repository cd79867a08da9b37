import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { buildApp } from './app.ts';
import { readConfig } from './config.ts';
import { printProgress } from './progress.ts';
import { repeat } from './repeat.ts';
import { isImported, openServices, openStore, readExamples } from './services.ts';
import { closeGracefully, listenForShutdown } from './shutdown.ts';

/** In a process of its own, so that the memory an import takes is gone when the service is ready. */
async function importFiles(): Promise<void> {
  const script = fileURLToPath(new URL('../scripts/catalogue-import.js', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: 'inherit' });
  process.once('exit', () => child.kill());
  const [code] = await once(child, 'exit');
  if (code !== 0)
    throw new Error(
      'the curated files were not imported; IMPORT_ON_START=false starts with what the store holds',
    );
}

async function start(): Promise<void> {
  const config = readConfig();
  const logger = pino({ level: config.LOG_LEVEL });
  const shutdown = listenForShutdown((error) => logger.error({ err: error }, 'could not close cleanly'));
  const migrating = printProgress('Opening the store');
  const store = await openStore(config);
  migrating.end(config.DATA_DIR);
  if (config.IMPORT_ON_START && !(await isImported(config, store))) await importFiles();
  const indexing = printProgress('Indexing');
  const services = await openServices(config, store, {
    onProgress: indexing.update,
    onTurn: (what, error) => (error === undefined ? logger.info(what) : logger.warn({ err: error }, what)),
  });
  const [own] = (await services.engines.status()).slice(-1);
  indexing.end(`${own?.documents ?? 0} documents`);

  const app = await buildApp(services, {
    logger,
    trustProxy: config.TRUST_PROXY,
    rateLimitMax: config.RATE_LIMIT_MAX,
    corsOrigins: config.CORS_ORIGINS,
    publicUrl: config.PUBLIC_URL,
    metricsToken: config.METRICS_TOKEN,
    isClosing: shutdown.isClosing,
    examples: await readExamples(),
  });
  const tell = (failing: string, again: string) => (error?: unknown) =>
    error === undefined ? logger.warn(again) : logger.error({ err: error }, failing);
  const watching = repeat(services.refresh, {
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

  shutdown.prepare(() =>
    closeGracefully(
      app,
      async () => {
        watching.stop();
        flushing.stop();
        await services.close();
      },
      { delayMs: config.SHUTDOWN_DELAY_SECONDS * 1000, graceMs: config.SHUTDOWN_SECONDS * 1000 },
    ),
  );

  const address = await app.listen({ port: config.PORT, host: config.HOST });
  process.stdout.write(`Ready: open ${config.PUBLIC_URL ?? address}\n`);
}

start().catch((error: unknown) => {
  process.stderr.write(`\nCould not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
