// Writes openapi/openapi.json from the routes' own schemas, with a real answer of each operation from the real catalogue; a test fails
// when the committed document differs from what the service serves.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildApp } from '../src/app.ts';
import { projectRoot } from '../src/config.ts';
import { openFreshServices } from '../src/services.ts';
import { makeKey } from '../src/use-cases/make-key.ts';
import { exampleRegistrations } from './openapi/example-registrations.ts';
import { exampleReuse } from './openapi/example-reuse.ts';

const exampleRequests: Record<string, string> = {
  getLiveness: '/health/live',
  getReadiness: '/health/ready',
  search: '/api/v1/search?q=income+management&pageSize=1',
  suggest: '/api/v1/suggest?q=hous&limit=3',
  listAssets: '/api/v1/assets?organisation=BNS&pageSize=1',
  getAsset: '/api/v1/assets/localgovims--localgov-ims',
  getAssetHealth: '/api/v1/assets/localgovims--localgov-ims/health',
  listProjects: '/api/v1/projects?fund=ldf-1-2m&pageSize=1',
  getProject: '/api/v1/projects/barnsley-payments',
  listAwards: '/api/v1/awards?fund=ldf-1-2m&pageSize=1',
  getAward: '/api/v1/awards/barnsley-payments',
  listFunds: '/api/v1/funds?pageSize=1',
  getFund: '/api/v1/funds/ldf-1-2m',
  listOrganisations: '/api/v1/organisations?type=district&current=false&pageSize=1',
  getOrganisation: '/api/v1/organisations/wyo',
  listServices: '/api/v1/services?pageSize=1',
  getService: '/api/v1/services/141',
  listSources: '/api/v1/sources?sourceType=announcement&pageSize=1',
  getSource: '/api/v1/sources/announcement-001',
  traceLineage: '/api/v1/lineage/award/barnsley-payments',
  getEnrichment: '/api/v1/enrichment',
  getRepositorySighting: '/api/v1/enrichment/localgovims/localgov-ims',
  getSession: '/api/v1/session',
  listKeys: '/api/v1/keys?pageSize=1',
  listAccounts: '/api/v1/accounts',
  listMails: '/api/v1/mails',
  listAssetCorrections: '/api/v1/assets/hackney-data-platform/corrections?pageSize=1',
  listProjectCorrections: '/api/v1/projects/southwark-planning/corrections',
  listAwardCorrections: '/api/v1/awards/southwark-planning/corrections',
  listFundCorrections: '/api/v1/funds/ldf-1-2m/corrections',
  listOwnership: '/api/v1/assets/bops/ownership',
  listWaiting: '/api/v1/moderation?pageSize=1',
  resolveOrganisations: '/api/v1/resolve?name=Christchurch+and+East+Dorset+Councils&on=2015-03-01',
};

/** The beginning of every list, so that an example shows the shape and not the whole record. */
function cutShort(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(cutShort);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cutShort(inner)]));
}

/** What differs from run to run stands still, so that the file changes only when an answer does. */
function steady(text: string): string {
  return text
    .replace(/"(createdAt|updatedAt)":"[^"]+"/g, '"$1":"2026-11-22T08:00:00.000Z"')
    .replace(/,"lastUsedAt":"[^"]+"/g, '')
    .replace(/"at":"[^"]+"/g, '"at":"2026-11-22T08:00:00.000Z"')
    .replace(/"(key|account|mail|correction)-[0-9a-f]{12}"/g, '"$1-4f1a09bc2d3e"')
    .replace(/"expectedBy":"[^"]+"/g, '"expectedBy":"2026-11-23T00:00:00.000Z"')
    .replace(/"asOf":"[^"]+"/g, '"asOf":"2026-11-22"')
    .replace(/registered on \d{4}-\d\d-\d\d/g, 'registered on 2026-11-22')
    .replace(/"lag(Changes|Seconds)":\d+/g, '"lag$1":0')
    .replace(/"cursor":\d+/g, '"cursor":4391')
    .replace(/"tookMs":[\d.]+/g, '"tookMs":1.2');
}

const services = await openFreshServices();
const app = await buildApp(services, { rateLimitMax: 1000, corsOrigins: '*' });
// Some answers are for admins only.
const { key } = await makeKey(services, { name: 'an example', role: 'admin', organisations: [] }, 'openapi');
const headers = { authorization: `Bearer ${key}` };
// One that is shown, and one that waits.
for (const [field, sender] of [
  ['hosting', headers],
  ['summary', {}],
] as const) {
  const payload = { field, value: 'Run by the council', reason: 'The service page says so' };
  const url = '/api/v1/assets/hackney-data-platform/corrections';
  const stated = await app.inject({ method: 'POST', url, headers: sender, payload });
  if (stated.statusCode !== 201) throw new Error(`a correction answered ${stated.statusCode}`);
  exampleRequests.getCorrection ??= `/api/v1/corrections/${stated.json().id}`;
}
const examples: Record<string, unknown> = {};
for (const [operation, url] of Object.entries(exampleRequests)) {
  const answer = await app.inject({ url, headers });
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`);
  examples[operation] = cutShort(JSON.parse(steady(answer.body)));
}
for (const [operation, answer] of Object.entries(await exampleRegistrations(app, headers))) {
  examples[operation] = cutShort(JSON.parse(steady(JSON.stringify(answer))));
}
const own = { name: 'another example', role: 'contributor', organisations: ['lds'] } as const;
const { key: ofLeeds } = await makeKey(services, { ...own, organisations: ['lds'] }, 'openapi');
const leeds = { authorization: `Bearer ${ofLeeds}` };
for (const [operation, answer] of Object.entries(await exampleReuse(app, headers, leeds))) {
  examples[operation] = cutShort(JSON.parse(steady(JSON.stringify(answer))));
}
await app.close();

async function write(name: string, content: unknown): Promise<void> {
  const file = join(projectRoot, 'openapi', name);
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
  process.stdout.write(`Wrote ${file}\n`);
}

await write('examples.json', examples);
const documented = await buildApp(services, {
  rateLimitMax: 1000,
  corsOrigins: '*',
  readExamples: async () => examples,
});
await write('openapi.json', JSON.parse((await documented.inject({ url: '/openapi.json' })).body));
await documented.close();
await services.close();
