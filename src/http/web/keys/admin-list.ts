import type { FastifyRequest } from 'fastify';

const pageSize = 50;

/** Which page of a list an address asks for; the first one where it asks for none that could be. */
export function readPage({ query }: FastifyRequest): { page: number; pageSize: number } {
  const asked = Number((query as { page?: unknown }).page);
  return { page: Number.isInteger(asked) && asked > 0 && asked <= 100_000 ? asked : 1, pageSize };
}

/** For the template: the page, how many there are, and where the others are. */
export function toPages(path: string, { page }: { page: number }, total: number) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const separator = path.includes('?') ? '&' : '?';
  const toPage = (number: number) => `${path}${separator}page=${number}`;
  return {
    ...{ page, pages },
    previousHref: page > 1 ? toPage(Math.min(page - 1, pages)) : undefined,
    nextHref: page < pages ? toPage(page + 1) : undefined,
  };
}
