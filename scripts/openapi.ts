// Writes openapi/openapi.json from the routes' own schemas; a test fails when the committed document differs.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildApp } from '../src/app.ts';
import { projectRoot, readConfig } from '../src/config.ts';
import { openServices, openStore } from '../src/services.ts';

const config = { ...readConfig(), DATA_DIR: ':memory:' };
const services = await openServices(config, await openStore(config));
const app = await buildApp(services, { rateLimitMax: 1000, corsOrigins: '*' });
const file = join(projectRoot, 'openapi', 'openapi.json');
await writeFile(file, `${JSON.stringify(app.swagger(), null, 2)}\n`);
await app.close();
await services.close();
process.stdout.write(`Wrote ${file}\n`);
