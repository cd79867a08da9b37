import { z } from 'zod';
import type { GithubClient, HostAnswer } from './open-client.ts';

const HostError = z.object({
  type: z.string().optional().catch(undefined),
  message: z.string().catch(''),
  path: z
    .array(z.union([z.string(), z.number()]))
    .optional()
    .catch(undefined),
});
export type HostError = z.infer<typeof HostError>;

const Answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(HostError).optional(),
});

export type GraphqlAnswer =
  | {
      kind: 'fields';
      fields: Readonly<Record<string, unknown>>;
      errors: readonly HostError[];
      hostTime: Date;
    }
  | Extract<HostAnswer, { kind: 'trouble' | 'pause' }>;

/** Enterprise has GraphQL beside the base of REST: "/api/graphql" for "/api/v3". */
export function graphqlUrl(apiUrl: string): string {
  const base = apiUrl.replace(/\/+$/, '');
  return base.endsWith('/api/v3') ? base.replace(/\/v3$/, '/graphql') : `${base}/graphql`;
}

export async function askGraphql(
  client: GithubClient,
  url: string,
  query: { query: string; variables?: Record<string, unknown> },
  signal?: AbortSignal,
): Promise<GraphqlAnswer> {
  const answer = await client.send({ route: `POST ${url}`, parameters: query }, signal);
  if (answer.kind === 'trouble' || answer.kind === 'pause') return answer;
  const trouble = (outcome: 'unreachable' | 'nonsense', message: string): GraphqlAnswer => {
    return { kind: 'trouble', outcome, message, hostTime: answer.hostTime };
  };
  if (answer.kind === 'unchanged') return trouble('nonsense', 'the host answered 304 to a query');
  const read = Answer.safeParse(answer.body);
  if (!read.success) return trouble('nonsense', "the host's answer is no JSON of GraphQL");
  const { data, errors = [] } = read.data;
  client.budget.noteRateLimit(data?.rateLimit, answer.hostTime);
  if (errors.some(({ type }) => type === 'RATE_LIMITED')) {
    return { kind: 'pause', pause: client.budget.pauseUntilReset() };
  }
  if (data) return { kind: 'fields', fields: data, errors, hostTime: answer.hostTime };
  const first = errors[0];
  if (first === undefined) return trouble('nonsense', "the host's answer holds neither fields nor errors");
  return isPassing(first)
    ? trouble('unreachable', 'the host gave up on the query')
    : trouble('nonsense', `the host refused the query: ${first.message.slice(0, 200)}`);
}

/** Errors that asking for less, or later, would not have: a time-out has no type, and says that something went wrong. */
export function isPassing({ type, message }: HostError): boolean {
  if (type === undefined) return /something went wrong|timeout|timed out|timedout|try again/i.test(message);
  return [
    'INTERNAL',
    'SERVICE_UNAVAILABLE',
    'RESOURCE_LIMITS_EXCEEDED',
    'MAX_NODE_LIMIT_EXCEEDED',
    'TIMEOUT',
  ].includes(type);
}
