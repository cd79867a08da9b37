import { pino } from 'pino';
import { buildApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { printProgress } from './progress.ts';
import { openFiles, openServices, openStore, readExamples } from './services.ts';
import { ImportRefused, importCatalogue } from './use-cases/import-catalogue.ts';

async function importFiles(config: Config, store: Awaited<ReturnType<typeof openStore>>): Promise<void> {
  const progress = printProgress('Importing');
  const outcome = await importCatalogue(
    { store, files: openFiles(config), now: () => new Date(), onProgress: progress.update },
    { actor: 'import' },
  );
  if (outcome.skipped) progress.end('nothing changed since the last import');
  else
    progress.end(
      `${outcome.added} added, ${outcome.changed} changed, ${outcome.unchanged} unchanged, ${outcome.withdrawn} withdrawn`,
    );
}

async function start(): Promise<void> {
  const config = readConfig();
  const logger = pino({ level: config.LOG_LEVEL });
  const migrating = printProgress('Opening the store');
  const store = await openStore(config);
  migrating.end(config.DATA_DIR);
  if (config.IMPORT_ON_START) await importFiles(config, store);
  const indexing = printProgress('Indexing');
  const services = await openServices(config, store, indexing.update);
  indexing.end(`${await services.index.count()} documents`);

  const app = await buildApp(services, {
    logger,
    trustProxy: config.TRUST_PROXY,
    rateLimitMax: config.RATE_LIMIT_MAX,
    corsOrigins: config.CORS_ORIGINS,
    publicUrl: config.PUBLIC_URL,
    examples: await readExamples(),
  });
  const watching = setInterval(() => {
    services
      .refresh()
      .catch((error: unknown) => logger.error({ err: error }, 'could not take in new changes'));
  }, config.REFRESH_SECONDS * 1000);

  let closing: Promise<void> | undefined;
  function close(): Promise<void> {
    closing ??= (async () => {
      clearInterval(watching);
      await app.close();
      await services.close();
    })();
    return closing;
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }

  const address = await app.listen({ port: config.PORT, host: config.HOST });
  process.stdout.write(`Ready: open ${config.PUBLIC_URL ?? address}\n`);
}

start().catch((error: unknown) => {
  if (error instanceof ImportRefused) process.stderr.write(`\n${error.message}\n`);
  else process.stderr.write(`\nCould not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
