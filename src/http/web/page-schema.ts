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

/** Of the page of one record: any other id that it goes by leads to its one address. `examples`: by parameter of the path. */
export function recordPageSchema(operationId: string, summary: string, examples: Record<string, string>) {
  const { response, ...schema } = pageSchema(operationId, summary);
  const shown = Object.entries(examples).map(
    ([name, example]) => [name, z.string().meta({ examples: [example] })] as const,
  );
  return {
    ...schema,
    params: z.object(Object.fromEntries(shown)),
    response: { ...response, 308: z.undefined().describe('The record has another address') },
  };
}
