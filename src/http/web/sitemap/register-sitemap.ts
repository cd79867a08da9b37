import type { FastifyInstance, FastifyRequest } from 'fastify';
import { notFound } from '../../../domain/errors.ts';
import { listPages } from '../../../use-cases/list-pages.ts';
import { pathOf } from '../../links.ts';
import type { WebServices } from '../web-services.ts';
import { type MappedPage, toSitemapIndex, toUrlSet } from './sitemap-text.ts';

/** More than so many addresses stand in several files, as the format wants it. */
const mostInFile = 50_000;
const kinds = ['asset', 'project', 'award', 'fund', 'organisation', 'service', 'source'] as const;
const fixedPaths = [
  '/',
  '/services',
  '/organisations',
  '/funds',
  '/interests',
  '/about-the-data',
  '/api-guide',
  '/accessibility',
  '/privacy',
];

/** Beginnings of what search engines have no use for: forms, what is somebody's own, and searches without end. */
const disallowed = [
  '/account',
  '/assets/*/',
  '/compare?',
  '/interests/new',
  '/keys',
  '/moderate',
  '/register',
  '/reuse/',
  '/search?',
  '/sent',
  '/set-up',
  '/sign-in',
  '/sign-out',
];

/** What search engines may read, and where it all is. `mostPages` in a file. */
export function registerSitemap(
  app: FastifyInstance,
  services: Pick<WebServices, 'store' | 'publicUrl' | 'newestChange'>,
  mostPages = mostInFile,
): void {
  const { store, publicUrl, newestChange } = services;
  let kept: { change: number; pages: Promise<MappedPage[]> } | undefined;

  async function readPages(): Promise<MappedPage[]> {
    const records = await listPages(store, kinds);
    return [
      ...fixedPaths.map((path) => ({ path })),
      ...records.map(({ kind, id, updatedAt }) => ({
        path: `/${pathOf[kind]}/${encodeURIComponent(id)}`,
        lastmod: updatedAt,
      })),
    ];
  }

  function readKept(): Promise<MappedPage[]> {
    const change = newestChange();
    if (kept?.change === change) return kept.pages;
    const reading = { change, pages: readPages() };
    kept = reading;
    reading.pages.catch(() => {
      if (kept === reading) kept = undefined;
    });
    return reading.pages;
  }

  const baseOf = ({ protocol, host }: FastifyRequest) =>
    publicUrl?.replace(/\/+$/, '') ?? `${protocol}://${host}`;
  const config = { schema: { hide: true } };

  app.get('/sitemap.xml', config, async (request, reply) => {
    const pages = await readKept();
    const files = Array.from({ length: Math.ceil(pages.length / mostPages) }, (_, at) => ({
      path: `/sitemaps/${at + 1}.xml`,
    }));
    const base = baseOf(request);
    reply.header('cache-control', 'public, max-age=3600').type('application/xml; charset=utf-8');
    return reply.send(files.length > 1 ? toSitemapIndex(base, files) : toUrlSet(base, pages));
  });

  app.get('/sitemaps/:part.xml', config, async (request, reply) => {
    const { part } = request.params as { part: string };
    const at = /^[1-9]\d{0,4}$/.test(part) ? Number(part) - 1 : -1;
    const pages = at < 0 ? [] : (await readKept()).slice(at * mostPages, (at + 1) * mostPages);
    if (pages.length === 0) throw notFound('This part of the site map');
    reply.header('cache-control', 'public, max-age=3600').type('application/xml; charset=utf-8');
    return reply.send(toUrlSet(baseOf(request), pages));
  });

  app.get('/robots.txt', config, async (request, reply) => {
    const lines = [
      'User-agent: *',
      ...disallowed.map((path) => `Disallow: ${path}`),
      'Allow: /',
      `Sitemap: ${baseOf(request)}/sitemap.xml`,
    ];
    reply.header('cache-control', 'public, max-age=3600').type('text/plain; charset=utf-8');
    return reply.send(`${lines.join('\n')}\n`);
  });
}
