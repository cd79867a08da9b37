import { z } from 'zod';
import { problemResponses } from '../problems.ts';

/** What the OpenAPI document says of a page. Pages check what they are given themselves, so that a fault is a page too. */
export function pageSchema(operationId: string, summary: string) {
  return {
    operationId,
    tags: ['web'],
    summary,
    response: {
      200: { description: 'The page', content: { 'text/html': { schema: z.string() } } },
      ...problemResponses(400, 404, 410, 429, 500, 503),
    },
  };
}
