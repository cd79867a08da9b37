// The servers that scripts/bench/http.ts measures: `service` is the real one over DATA_DIR, `bare` a Fastify route that sends given bytes.
import { fastify } from 'fastify';
import { buildApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openStore } from '../../src/services/open-stores.ts';
import { openServices } from '../../src/services.ts';

const [role, body = ''] = process.argv.slice(2);

async function buildBare() {
  const app = fastify();
  app.get('/', async (_request, reply) => reply.type('application/json; charset=utf-8').send(body));
  return app;
}

async function buildService() {
  const config = readConfig();
  const services = await openServices(config, await openStore(config));
  return buildApp(services, { rateLimitMax: 1_000_000_000, corsOrigins: '*' });
}

const app = role === 'bare' ? await buildBare() : await buildService();
const address = await app.listen({ port: 0, host: '127.0.0.1' });
process.send?.(address);
// Whoever asks is told what processor time was used so far, in milliseconds.
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.((user + system) / 1000);
});
process.on('disconnect', () => process.exit(0));
