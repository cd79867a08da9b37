// Who may call what. Every route has a line here, or test/http/access.test.ts fails: add yours with the route.
//
//   'POST /api/v1/things/:id': row(atLeast('moderator'), ({ asset }) => ({ path: `/api/v1/things/${asset}`, body: { reason: 'x' } })),
//
// The call must be one that would succeed for somebody who may. It is made anew for each caller, on a record (`asset`, of the
// organisation `ofBody`, registered and published) that is new each time, so that one caller's success does not spoil the next one's.
// A row without a call GETs the path as it stands, with the id of a real record. Refused means 401 for whoever is not known, and
// otherwise 403 (or 404 as well where the row says `hides`: what a stranger must not even know of).
import type { Submission } from '../../src/domain/registration/submission.ts';
import { buildFormGuard } from '../../src/http/access/form-guard.ts';
import { openFormSecret } from '../../src/use-cases/open-form-secret.ts';
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

/** A record of each kind that can be corrected. */
const correctable = {
  ...{ assets: 'bops', projects: 'southwark-planning', awards: 'southwark-planning', funds: 'ldf-1-2m' },
};
const pages = ['assets', 'projects', 'awards', 'funds', 'organisations', 'services', 'sources'];

async function aCorrection({ send, as, fresh }: Ground, by: Caller): Promise<string> {
  const body = { field: 'title', value: `Corrected ${fresh}`, reason: 'a test' };
  return (await send('POST', '/api/v1/assets/bops/corrections', body, as(by))).body.id;
}

async function anOwnership({ send, as, asset }: Ground): Promise<string> {
  const path = `/api/v1/assets/${asset}/ownership`;
  return (await send('POST', path, { organisation: ofBody }, as('contributor of its organisation'))).body.id;
}

/** A claim that the council which owns the record uses it, by somebody else. */
async function aClaim({ send, as, asset }: Ground): Promise<string> {
  const body = { organisation: ofBody, use: 'live' };
  return (await send('POST', `/api/v1/assets/${asset}/reuse`, body, as('moderator'))).body.id;
}

/** What a form sends along that was shown to somebody a while ago. */
async function shownForm({ services }: Ground, form: string): Promise<Record<string, string>> {
  const now = () => new Date(services.now().getTime() - 10_000);
  const guard = buildFormGuard({ secret: await openFormSecret(services), now });
  return { _shown: guard.stamp(form) };
}

async function anAccount({ send, as, fresh }: Ground): Promise<string> {
  const body = { email: `${fresh}@example.org`, role: 'moderator' };
  return (await send('POST', '/api/v1/accounts', body, as('admin'))).body.id;
}

async function aKeyId({ send, as, fresh }: Ground): Promise<string> {
  return (await send('POST', '/api/v1/keys', { name: fresh, role: 'admin' }, as('admin'))).body.id;
}

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
  'GET /organisations': row(anyone),
  'GET /services': row(anyone),
  'GET /funds': row(anyone),
  'GET /lineage/:kind/:id': row(anyone, () => ({ path: '/lineage/award/southwark-planning' })),
  'GET /search': row(anyone, () => ({ path: '/search?q=housing' })),
  'GET /compare': row(anyone, () => ({ path: '/compare?asset=bops' })),
  'GET /about-the-data': row(anyone),
  'GET /sitemap.xml': row(anyone),
  'GET /sitemaps/:part.xml': row(anyone, () => ({ path: '/sitemaps/1.xml' })),
  'GET /robots.txt': row(anyone),
  'GET /accessibility': row(anyone),
  'GET /privacy': row(anyone),
  'GET /api-guide': row(anyone),
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

  // Signing in, keys and accounts.
  'GET /api/v1/session': row(anyone),
  'GET /sign-in': row(anyone),
  'GET /sign-in/email': row(anyone),
  'GET /account': row(contributors),
  'GET /keys': row(admins),
  'GET /keys/new': row(admins),
  'POST /keys/new': row(admins, ({ fresh }) => ({ body: { name: fresh, role: 'admin' } })),
  'GET /keys/:id/revoke': row(admins, async (ground) => ({ path: `/keys/${await aKeyId(ground)}/revoke` })),
  'POST /keys/:id/revoke': row(admins, async (ground) => ({
    path: `/keys/${await aKeyId(ground)}/revoke`,
    body: {},
  })),
  'GET /accounts': row(admins),
  'GET /accounts/new': row(admins),
  'POST /accounts/new': row(admins, ({ fresh }) => ({
    body: { email: `${fresh}@example.org`, role: 'moderator' },
  })),
  'GET /accounts/:id': row(admins, async (ground) => ({ path: `/accounts/${await anAccount(ground)}` })),
  'POST /accounts/:id': row(admins, async (ground) => ({
    path: `/accounts/${await anAccount(ground)}`,
    body: { role: 'admin' },
  })),
  'GET /accounts/:id/close': row(admins, async (ground) => ({
    path: `/accounts/${await anAccount(ground)}/close`,
  })),
  'POST /accounts/:id/close': row(admins, async (ground) => ({
    path: `/accounts/${await anAccount(ground)}/close`,
    body: {},
  })),
  'GET /mails': row(admins),
  'GET /redact': row(admins),
  'POST /redact': row(admins, ({ asset }) => ({
    path: '/redact',
    body: { kind: 'asset', id: asset, field: 'title', reason: 'a test', confirmed: 'yes' },
  })),
  'POST /sign-in/email': row(anyone, () => ({ body: { email: 'nobody@example.org' } })),
  'POST /sign-out': row(anyone, () => ({ body: {} })),
  'GET /api/v1/accounts': row(admins),
  'POST /api/v1/accounts': row(admins, ({ fresh }) => ({
    body: { email: `${fresh}@example.org`, role: 'contributor', organisations: [ofBody] },
  })),
  'PUT /api/v1/accounts/:id': row(admins, async (ground) => ({
    path: `/api/v1/accounts/${await anAccount(ground)}`,
    body: { role: 'admin' },
  })),
  'DELETE /api/v1/accounts/:id': row(admins, async (ground) => ({
    path: `/api/v1/accounts/${await anAccount(ground)}`,
  })),
  'GET /api/v1/mails': row(admins),
  'GET /api/v1/keys': row(admins),
  'POST /api/v1/keys': row(admins, ({ fresh }) => ({
    body: { name: fresh, role: 'contributor', organisations: [ofBody] },
  })),
  'DELETE /api/v1/keys/:id': row(admins, async (ground) => ({
    path: `/api/v1/keys/${await aKeyId(ground)}`,
  })),

  // Corrections, ownership and the moderators' queue.
  ...Object.fromEntries(
    Object.entries(correctable).flatMap(([noun, id]) => {
      const path = `/api/v1/${noun}/${id}/corrections`;
      return [
        [`GET /api/v1/${noun}/:id/corrections`, row(anyone, () => ({ path }))],
        [
          `POST /api/v1/${noun}/:id/corrections`,
          row(anyone, ({ fresh }) => ({ path, body: { field: 'title', value: fresh, reason: 'a test' } })),
        ],
      ];
    }),
  ),
  'GET /api/v1/corrections/:id': row(anyone, async (ground) => ({
    path: `/api/v1/corrections/${await aCorrection(ground, 'moderator')}`,
  })),
  'POST /api/v1/corrections/:id/withdraw': row(
    moderators,
    async (ground) => ({
      path: `/api/v1/corrections/${await aCorrection(ground, 'anonymous')}/withdraw`,
      body: { reason: 'a test' },
    }),
    true,
  ),
  'GET /api/v1/assets/:id/ownership': row(anyone, ({ asset }) => ({
    path: `/api/v1/assets/${asset}/ownership`,
  })),
  'POST /api/v1/assets/:id/ownership': row(
    ['contributor of its organisation', ...moderators],
    ({ asset }) => ({ path: `/api/v1/assets/${asset}/ownership`, body: { organisation: ofBody } }),
  ),
  'POST /api/v1/ownership/:id/end': row(
    ['contributor of its organisation', ...moderators],
    async (ground) => ({ path: `/api/v1/ownership/${await anOwnership(ground)}/end`, body: {} }),
    true,
  ),
  'GET /moderate': row(moderators),
  'GET /moderate/:id': row(moderators, async (ground) => ({
    path: `/moderate/${await aCorrection(ground, 'anonymous')}`,
  })),
  'POST /moderate/:id': row(moderators, async (ground) => ({
    path: `/moderate/${await aCorrection(ground, 'anonymous')}`,
    body: { verb: 'approve' },
  })),
  'GET /assets/:id/revisions': row(anyone, ({ asset }) => ({ path: `/assets/${asset}/revisions` })),
  'GET /api/v1/moderation': row(moderators, () => ({ path: '/api/v1/moderation' })),
  'POST /api/v1/moderation/:id/approve': row(moderators, async (ground) => ({
    path: `/api/v1/moderation/${await aCorrection(ground, 'anonymous')}/approve`,
    body: {},
  })),
  'POST /api/v1/moderation/:id/reject': row(moderators, async (ground) => ({
    path: `/api/v1/moderation/${await aCorrection(ground, 'anonymous')}/reject`,
    body: { reason: 'a test' },
  })),
  'POST /api/v1/moderation/:id/request-changes': row(moderators, async ({ send, fresh }) => {
    const url = `https://github.com/made-up/${fresh.replace(/[^a-z0-9-]/gi, '')}`;
    const made = await send('POST', '/api/v1/assets', { url });
    return { path: `/api/v1/moderation/${made.body.id}/request-changes`, body: { reason: 'a test' } };
  }),
  'POST /api/v1/moderation/:id/merge': row(moderators, ({ asset }) => ({
    path: `/api/v1/moderation/${asset}/merge`,
    body: { into: 'bops' },
  })),

  // Registration.
  'POST /api/v1/assets': row(anyone, ({ fresh }) => ({
    body: { url: `https://github.com/made-up/reg-${fresh}` },
  })),
  'GET /api/v1/assets/prefill': row(anyone, () => ({ path: '/api/v1/assets/prefill?url=unboxed/bops' })),
  'PATCH /api/v1/assets/:id': row(keepers, ({ asset, fresh }) => ({
    path: `/api/v1/assets/${asset}`,
    body: { title: fresh },
    headers: { 'if-match': '*' },
  })),
  'POST /api/v1/assets/:id/submit': row(
    ['contributor of its organisation', ...moderators],
    async ({ send, as, fresh }) => {
      const body = { url: `https://github.com/made-up/draft-${fresh}`, organisation: ofBody, draft: true };
      const made = await send('POST', '/api/v1/assets', body, as('contributor of its organisation'));
      return { path: `/api/v1/assets/${made.body.id}/submit`, body: {} };
    },
    true,
  ),
  'POST /api/v1/assets/:id/withdraw': row(
    ['contributor of its organisation', ...moderators],
    ({ asset }) => ({
      path: `/api/v1/assets/${asset}/withdraw`,
      body: { reason: 'a test' },
    }),
  ),
  'POST /api/v1/assets/:id/restore': row(
    ['contributor of its organisation', ...moderators],
    async ({ send, as, asset }) => {
      await send('POST', `/api/v1/assets/${asset}/withdraw`, { reason: 'a test' }, as('moderator'));
      return { path: `/api/v1/assets/${asset}/restore`, body: { reason: 'a test' } };
    },
  ),
  'POST /api/v1/assets/:id/edit-token': row(moderators, ({ asset }) => ({
    path: `/api/v1/assets/${asset}/edit-token`,
    body: {},
  })),
  'DELETE /api/v1/assets/:id/edit-token': row(moderators, ({ asset }) => ({
    path: `/api/v1/assets/${asset}/edit-token`,
  })),
  'POST /api/v1/assets/:id/refresh': row(moderators, () => ({
    path: '/api/v1/assets/unboxed--bops/refresh',
    body: {},
  })),
  'GET /api/v1/assets/:id/revisions': row(anyone, ({ asset }) => ({
    path: `/api/v1/assets/${asset}/revisions`,
  })),
  'POST /api/v1/asset-imports': row(contributors, ({ fresh }) => ({
    body: `url\nhttps://github.com/made-up/sheet-${fresh}\n`,
    headers: { 'content-type': 'text/csv' },
  })),

  // Reuse, interest, messages.
  'POST /api/v1/assets/:id/reuse': row(anyone, ({ asset }) => ({
    path: `/api/v1/assets/${asset}/reuse`,
    body: { organisation: ofBody, use: 'live' },
  })),
  'GET /api/v1/assets/:id/reuse': row(anyone),
  'GET /api/v1/organisations/:id/reuse': row(anyone),
  'GET /api/v1/reuse/:id': row(anyone, async (ground) => ({
    path: `/api/v1/reuse/${await aClaim(ground)}`,
  })),
  'POST /api/v1/reuse/:id/confirm': row(['contributor of its organisation'], async (ground) => ({
    path: `/api/v1/reuse/${await aClaim(ground)}/confirm`,
  })),
  'POST /api/v1/reuse/:id/renew': row(['contributor of its organisation', ...moderators], async (ground) => ({
    path: `/api/v1/reuse/${await aClaim(ground)}/renew`,
  })),
  'POST /api/v1/reuse/:id/dispute': row(contributors, async (ground) => ({
    path: `/api/v1/reuse/${await aClaim(ground)}/dispute`,
    body: { reason: 'a test' },
  })),
  'POST /api/v1/reuse/:id/withdraw': row(
    ['contributor of its organisation', ...moderators],
    async (ground) => ({ path: `/api/v1/reuse/${await aClaim(ground)}/withdraw` }),
  ),
  'POST /api/v1/interests': row(anyone, ({ asset }) => ({ body: { asset, organisation: ofBody } })),
  'GET /api/v1/interests': row(anyone),
  'GET /api/v1/interests/gaps': row(anyone),
  'POST /api/v1/interests/:id/withdraw': row(
    ['contributor of its organisation', ...moderators],
    async ({ send, as, asset }) => {
      const body = { asset, organisation: ofBody };
      const made = await send('POST', '/api/v1/interests', body, as('contributor of its organisation'));
      return { path: `/api/v1/interests/${made.body.id}/withdraw` };
    },
  ),
  'POST /api/v1/assets/:id/messages': row(anyone, async ({ send, as, asset }) => {
    const contact = { contact: 'team@council.example' };
    const headers = { ...as('moderator'), 'if-match': '*' };
    await send('PATCH', `/api/v1/assets/${asset}`, contact, headers);
    return {
      path: `/api/v1/assets/${asset}/messages`,
      body: { text: 'May we see it?', replyTo: 'us@council.example' },
    };
  }),

  // Pages for registering, editing and taking part.
  'GET /register': row(anyone),
  'POST /register': row(anyone, async (ground) => ({
    body: {
      ...(await shownForm(ground, 'register')),
      url: `https://github.com/made-up/page-${ground.fresh}-${Math.random().toString(36).slice(2)}`,
    },
  })),
  'GET /assets/:id/edit': row(keepers, ({ asset }) => ({ path: `/assets/${asset}/edit` })),
  'POST /assets/:id/edit': row(keepers, async ({ asset, fresh, services }) => {
    const entry = await services.store.findEntry<Submission>('submission', asset);
    const { summary = '', assetKind = '' } = entry?.document.asset ?? {};
    const body = { title: `Changed ${fresh}`, summary, assetKind, basedOn: '1' };
    return { path: `/assets/${asset}/edit`, body };
  }),
  'POST /assets/:id/edit/:step': row(['contributor of its organisation', ...moderators], ({ asset }) => ({
    path: `/assets/${asset}/edit/withdraw`,
    body: { reason: 'a test' },
  })),
  'GET /assets/:id/reuse': row(anyone),
  'POST /assets/:id/reuse': row(anyone, async (ground) => ({
    path: `/assets/${ground.asset}/reuse`,
    body: { ...(await shownForm(ground, 'reuse')), organisation: ofBody, use: 'live' },
  })),
  ...Object.fromEntries(
    Object.entries(correctable).flatMap(([noun, id]) => [
      [`GET /${noun}/:id/correction`, row(anyone)],
      [
        `POST /${noun}/:id/correction`,
        row(anyone, async (ground) => ({
          path: `/${noun}/${id}/correction`,
          body: {
            ...(await shownForm(ground, 'correction')),
            ...{ field: 'title', value: `Corrected on a page ${ground.fresh}`, reason: 'a test' },
          },
        })),
      ],
    ]),
  ),
  'GET /assets/:id/message': row(anyone),
  'POST /assets/:id/message': row(anyone, async (ground) => ({
    path: `/assets/${ground.asset}/message`,
    body: {
      ...(await shownForm(ground, 'message')),
      ...{ text: 'May we see it?', replyTo: 'us@council.example' },
    },
  })),
  'GET /assets/:id/claim': row(contributors),
  'POST /assets/:id/claim': row(['contributor of its organisation', ...moderators], async (ground) => ({
    path: `/assets/${ground.asset}/claim`,
    body: { ...(await shownForm(ground, 'claim')), organisation: ofBody },
  })),
  'GET /interests': row(anyone),
  'GET /interests/new': row(anyone),
  'POST /interests/new': row(anyone, async (ground) => ({
    body: { ...(await shownForm(ground, 'interest')), asset: ground.asset, organisation: ofBody },
  })),
  'GET /reuse/:id': row(anyone, async (ground) => ({ path: `/reuse/${await aClaim(ground)}` })),
  'POST /reuse/:id/:step': row(contributors, async (ground) => ({
    path: `/reuse/${await aClaim(ground)}/dispute`,
    body: { reason: 'a test' },
  })),
  'GET /sent': row(anyone, () => ({ path: '/sent?what=reuse&state=pending' })),

  // Changes, subscriptions, redaction.
  'GET /api/v1/changes': row(anyone),
  'POST /api/v1/subscriptions': row(contributors, ({ fresh }) => ({
    body: { url: `https://hooks.example.gov.uk/${fresh}` },
  })),
  'GET /api/v1/subscriptions': row(contributors),
  ...Object.fromEntries(
    [
      ['GET', '', ''],
      ['DELETE', '', ''],
      ['GET', '/deliveries', '/deliveries'],
    ].map(([method, route, path]) => [
      `${method} /api/v1/subscriptions/:id${route}`,
      row(
        ['contributor of its organisation', 'admin'],
        async ({ send, as, fresh }) => {
          const body = { url: `https://hooks.example.gov.uk/${fresh}` };
          const by = as('contributor of its organisation');
          const made = await send('POST', '/api/v1/subscriptions', body, by);
          return { path: `/api/v1/subscriptions/${made.body.id}${path}` };
        },
        true,
      ),
    ]),
  ),
  'GET /api/v1/redactions': row(anyone),
  'POST /api/v1/redactions': row(admins, ({ asset }) => ({
    body: { kind: 'asset', id: asset, field: 'title', reason: 'a test' },
  })),
};

/** Routes that go by what they are sent, a secret of their own or something that was given up, and are tried in tests of their own. */
export const ownTests: readonly string[] = [
  'GET /metrics',
  'POST /api/v1/hooks/github',
  'GET /sign-in/link',
  'POST /sign-in/link',
  'GET /sign-in/provider',
  'GET /sign-in/callback',
  'GET /set-up',
  'POST /set-up',
  'POST /api/v1/subscriptions/:id/resume',
  'POST /api/v1/subscriptions/:id/deliveries/:delivery/redeliver',
];
