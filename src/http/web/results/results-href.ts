import type { FastifyRequest } from 'fastify';

/** What is asked for by a button, or only while one looks at this page. */
const passing = ['page', 'lang', 'to'];

/**
 * The address of the results with some parameters changed and what is chosen to compare; without a page, which would be another one then.
 */
export function resultsHref(
  request: FastifyRequest,
  chosen: readonly string[],
  change: (parameters: URLSearchParams) => void,
): string {
  const parameters = new URLSearchParams(request.url.split('?')[1] ?? '');
  for (const name of [...passing, 'asset']) parameters.delete(name);
  for (const [name, value] of [...parameters]) if (value === '') parameters.delete(name, value);
  change(parameters);
  for (const id of chosen) parameters.append('asset', id);
  const query = parameters.toString();
  return query === '' ? '/search' : `/search?${query}`;
}

/** The fields of a form that asks for this page of results again. */
export function searchFields(request: FastifyRequest): { name: string; value: string }[] {
  const parameters = new URLSearchParams(request.url.split('?')[1] ?? '');
  const others: ReadonlySet<string> = new Set(['lang', 'to', 'asset']);
  return [...parameters]
    .filter(([name, value]) => value !== '' && !others.has(name))
    .map(([name, value]) => ({ name, value }));
}
