import type { FastifyInstance } from 'fastify';
import { pageSchema } from '../page-schema.ts';
import type { WebServices } from '../web-services.ts';

/** What can be called by anybody, as it stands. */
export const guideCalls = [
  { name: 'search', path: '/api/v1/search?q=housing+repairs&kind=asset&pageSize=3' },
  { name: 'asset', path: '/api/v1/assets/bops' },
  { name: 'list', path: '/api/v1/assets?organisation=SWK&page=1&pageSize=50' },
  { name: 'lineage', path: '/api/v1/lineage/asset/bops' },
  { name: 'changes', path: '/api/v1/changes?since=0&limit=1000' },
] as const;

function toCommands(base: string) {
  return {
    calls: guideCalls.map(({ name, path }) => ({ name, command: `curl -s '${base}${path}'` })),
    etag: [
      `etag=$(curl -sI '${base}/api/v1/assets/bops' | tr -d '\\r' | sed -n 's/^etag: //Ip')`,
      `curl -s -o /dev/null -w '%{http_code}\\n' -H "If-None-Match: $etag" '${base}/api/v1/assets/bops'`,
    ].join('\n'),
    write: [
      `curl -s -X POST '${base}/api/v1/assets' \\`,
      `  -H 'Content-Type: application/json' -H "Idempotency-Key: $(uuidgen)" \\`,
      `  -d '{ "url": "https://github.com/your-council/your-repository" }'`,
    ].join('\n'),
    webhook: [
      `curl -s -X POST '${base}/api/v1/subscriptions' \\`,
      `  -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\`,
      `  -d '{ "url": "https://hooks.your-council.gov.uk/catalogue" }'`,
    ].join('\n'),
  };
}

/** For a council's developer: calls that work against this very address. */
export function registerGuidePage(app: FastifyInstance, services: WebServices): void {
  const { pages, publicUrl, settings } = services;
  const schema = pageSchema('getGuidePage', 'A guide to the API, with calls to try');
  app.get('/api-guide', { schema }, async (request, reply) => {
    const words = pages.wordsFor(request);
    const base = publicUrl?.replace(/\/+$/, '') ?? `${request.protocol}://${request.host}`;
    return pages.show(request, reply, {
      template: 'guide/guide.njk',
      title: words.t('guide.title'),
      description: words.t('guide.lead'),
      canonical: '/api-guide',
      // It names the address that it was asked for at, where the service does not know its own.
      isKept: publicUrl !== undefined,
      context: {
        ...toCommands(base),
        limits: words.t('guide.limits.text', {
          reads: settings.readsPerMinute,
          writes: settings.writesPerMinute,
        }),
      },
    });
  });
}
