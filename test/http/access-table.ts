// Who may call what. Every route has a line here, or test/http/access.test.ts fails: add yours with the route.
//
//   'POST /api/v1/things/:id': row(atLeast('moderator'), ({ asset }) => ({ path: `/api/v1/things/${asset}`, body: { reason: 'x' } })),
//
// The call must be one that would succeed for somebody who may. It is made anew for each caller, on a record (`asset`, of the
// organisation `ofBody`, registered and published) that is new each time, so that one caller's success does not spoil the next one's.
// A row without a call GETs the path as it stands, with the id of a real record. Refused means 401 for whoever is not known, and
// otherwise 403 (or 404 where the row says `hides`: what a stranger must not even know of).
import type { TestApp } from '../support/test-app.ts';

export const callers = [
  'anonymous',
  'owner of this record',
  'owner of another record',
  'contributor of its organisation',
  'contributor of another organisation',
  'moderator',
  'admin',
] as const;
export type Caller = (typeof callers)[number];

export interface Ground extends Pick<TestApp, 'send' | 'services'> {
  /** Id of a registered and published asset, new for this call. */
  asset: string;
  /** Its submission's revision as an entity tag. */
  etag: string;
  /** A word that is new for this call. */
  fresh: string;
  /** What a caller sends to say who it is. */
  as(caller: Caller): Record<string, string>;
}

interface Call {
  path?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Row {
  allowed: readonly Caller[];
  call?: (ground: Ground) => Call | Promise<Call>;
  hides?: boolean;
}

export const ofBody = 'LDS';

export function row(allowed: readonly Caller[], call?: Row['call'], hides = false): Row {
  return { allowed, hides, ...(call && { call }) };
}

export const anyone: readonly Caller[] = callers;
export const contributors: readonly Caller[] = callers.slice(3);
export const moderators: readonly Caller[] = callers.slice(5);
export const admins: readonly Caller[] = callers.slice(6);
/** Whoever looks after the record, and moderators. */
export const keepers: readonly Caller[] = [
  'owner of this record',
  'contributor of its organisation',
  ...moderators,
];

const pages = ['assets', 'projects', 'awards', 'funds', 'organisations', 'services', 'sources'];

export const accessTable: Record<string, Row> = {
  // Reading what is public.
  ...Object.fromEntries(
    pages.flatMap((noun) => [
      [`GET /api/v1/${noun}`, row(anyone)],
      [`GET /api/v1/${noun}/:id`, row(anyone)],
      [`GET /${noun}/:id`, row(anyone)],
    ]),
  ),
  'GET /': row(anyone),
  'GET /health/live': row(anyone),
  'GET /health/ready': row(anyone),
  'GET /openapi.json': row(anyone),
  'GET /api/v1/search': row(anyone, () => ({ path: '/api/v1/search?q=housing' })),
  'GET /api/v1/suggest': row(anyone, () => ({ path: '/api/v1/suggest?q=hous' })),
  'GET /api/v1/resolve': row(anyone, () => ({ path: '/api/v1/resolve?name=Leeds' })),
  'GET /api/v1/assets/:id/health': row(anyone),
  'GET /api/v1/assets/by-repository/:owner/:name': row(anyone, () => ({
    path: '/api/v1/assets/by-repository/localgovims/localgov-ims',
  })),
  'GET /api/v1/lineage/:kind/:id': row(anyone, () => ({ path: '/api/v1/lineage/asset/bops' })),
  'GET /api/v1/enrichment': row(anyone),
  'GET /api/v1/enrichment/:owner/:name': row(anyone, () => ({
    path: '/api/v1/enrichment/localgovims/localgov-ims',
  })),

  // Keys.
  'GET /api/v1/keys': row(admins),
  'POST /api/v1/keys': row(admins, ({ fresh }) => ({
    body: { name: fresh, role: 'contributor', organisations: [ofBody] },
  })),
  'DELETE /api/v1/keys/:id': row(admins, async ({ send, as, fresh }) => {
    const made = await send('POST', '/api/v1/keys', { name: fresh, role: 'admin' }, as('admin'));
    return { path: `/api/v1/keys/${made.body.id}` };
  }),
};

/** Routes that check what they are sent themselves, and are tried in tests of their own. */
export const ownTests: readonly string[] = ['GET /metrics', 'POST /api/v1/hooks/github'];
