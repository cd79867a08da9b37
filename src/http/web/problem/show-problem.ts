import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Fault } from '../../../domain/errors.ts';
import type { Pages } from '../show-page.ts';

const withText = new Set([400, 401, 403, 404, 429, 500, 503]);

/** Whether a person with a browser asked, and for a page. */
export function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  const isRead = method === 'GET' || method === 'HEAD' || method === 'POST';
  const isPage = !/^\/(api|openapi\.json|health|metrics)(\/|\?|$)/.test(url);
  return isRead && isPage && (headers.accept ?? '').includes('text/html');
}

/** A problem as a page: in plain words, with a search box, and never with what went wrong inside. Who is not signed in, and must be, is led to do so. */
export function buildProblemPage(pages: Pages) {
  return (
    request: FastifyRequest,
    reply: FastifyReply,
    { status, faults }: { status: number; faults: readonly Fault[] },
  ): FastifyReply => {
    const { authorization } = request.headers;
    if (status === 401 && authorization === undefined) {
      return reply
        .header('cache-control', 'no-store')
        .redirect(`/sign-in?to=${encodeURIComponent(request.url)}`, 303);
    }
    const words = pages.wordsFor(request);
    const known = words.t(`problem.${status}`) === `problem.${status}` ? (status < 500 ? 400 : 500) : status;
    return pages.show(request, reply, {
      template: 'problem/problem.njk',
      title: words.t(`problem.${known}`),
      status,
      noIndex: true,
      context: {
        text: withText.has(known) ? words.t(`problem.${known}.text`, { id: request.id }) : undefined,
        faults: known === 400 ? faults : [],
      },
    });
  };
}
