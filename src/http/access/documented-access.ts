import type { RouteOptions } from 'fastify';
import { problemResponses } from '../problems.ts';

/** How callers say who they are, for the OpenAPI document. */
export const securitySchemes = {
  key: {
    type: 'http',
    scheme: 'bearer',
    description: 'Key of the API, made with `npm run keys` or `POST /api/v1/keys`; begins with crk_',
  },
  editToken: {
    type: 'http',
    scheme: 'bearer',
    description: "A registration's edit token, which reads and edits that record alone; begins with cre_",
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-session',
    description:
      'Set by signing in with a browser (without https its name is `session`). What changes something needs the header x-csrf-token too, whose value GET /api/v1/session tells.',
  },
} as const;

const keyOrSession = [{ key: [] }, { session: [] }];

type Described = Record<string, unknown> & { response?: Record<string, unknown> };

/** Says of an operation who may call it, and that it may refuse: what its route demands, so that it cannot be forgotten. */
export function withAccess<S>(schema: S, route: RouteOptions): S {
  const described = schema as Described | undefined;
  if (described === undefined || described.hide || route.config?.ownToken) return schema;
  const { least } = route.config ?? {};
  const own = described.response ?? {};
  const refusals =
    least === undefined || least === 'anonymous' ? problemResponses(401) : problemResponses(401, 403);
  const open = [{}, { key: [] }, { editToken: [] }, { session: [] }];
  const security =
    least === undefined
      ? [{}]
      : least === 'anonymous'
        ? open
        : least === 'owner'
          ? open.slice(1)
          : keyOrSession;
  return {
    ...described,
    response: { ...refusals, ...own },
    ...(least !== undefined && { security }),
  } as S;
}
