/** An address of a site map; `lastmod` as far as it is known. */
export interface MappedPage {
  path: string;
  lastmod?: string;
}

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function toXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

function toList(base: string, outer: string, inner: string, pages: readonly MappedPage[]): string {
  const entries = pages.map(({ path, lastmod }) => {
    const changed = lastmod === undefined ? '' : `<lastmod>${toXml(lastmod)}</lastmod>`;
    return `<${inner}><loc>${toXml(base + path)}</loc>${changed}</${inner}>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${outer} xmlns="${namespace}">\n${entries.join('\n')}\n</${outer}>\n`;
}

/** One file of a site map (sitemaps.org, version 0.9). */
export function toUrlSet(base: string, pages: readonly MappedPage[]): string {
  return toList(base, 'urlset', 'url', pages);
}

/** The list of its files, where there are several. */
export function toSitemapIndex(base: string, files: readonly MappedPage[]): string {
  return toList(base, 'sitemapindex', 'sitemap', files);
}
