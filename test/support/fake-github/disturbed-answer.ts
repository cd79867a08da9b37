import type { Disturbance } from './disturbances.ts';
import { type HttpAnswer, problem, toJson } from './rest-endpoint.ts';

export type Ending = HttpAnswer | 'hang' | 'reset';

/** The answer that goes wrong; `answered` is what would have been said. */
export async function disturb(
  disturbance: Disturbance,
  headers: Record<string, string>,
  answered: () => Promise<HttpAnswer>,
): Promise<Ending> {
  const html = '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body></body>\r\n</html>\r\n';
  const page = { 'content-type': 'text/html' };
  switch (disturbance.kind) {
    case 'hang':
    case 'reset':
      return disturbance.kind;
    case '502':
    case '503':
      return { status: Number(disturbance.kind), headers: page, body: html };
    case 'html':
      return {
        status: 200,
        headers: { ...headers, ...page },
        body: '<!DOCTYPE html><p>We are having a problem.</p>',
      };
    case 'secondary-limit':
      return problem(
        403,
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
        { ...headers, 'retry-after': String(disturbance.retryAfter ?? 60) },
      );
    case 'not-ready':
      return toJson(202, {}, headers);
    case 'truncated': {
      const whole = await answered();
      return { ...whole, body: whole.body.slice(0, Math.floor(whole.body.length / 2)) };
    }
    default:
      return problem(500, 'Server Error', headers);
  }
}
