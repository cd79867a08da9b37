import type { FastifyRequest } from 'fastify';

/** The Link header of a page: first, prev, next and last, each with the filters of the request. */
export function pageLinks(request: FastifyRequest, page: number, pageSize: number, total: number): string {
  const [path = '', search = ''] = request.url.split('?');
  const last = Math.max(1, Math.ceil(total / pageSize));
  const link = (to: number, rel: string) => {
    const query = new URLSearchParams(search);
    query.set('page', String(to));
    query.set('pageSize', String(pageSize));
    return `<${path}?${query}>; rel="${rel}"`;
  };
  return [
    link(1, 'first'),
    ...(page > 1 ? [link(Math.min(page - 1, last), 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next')] : []),
    link(last, 'last'),
  ].join(', ');
}
