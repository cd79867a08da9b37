import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Provider } from 'oidc-provider';
import { SMTPServer } from 'smtp-server';
import type { Test } from 'tap';
import { type AppServices, buildApp } from '../../src/app.ts';
import type { AccessOptions } from '../../src/http/access/open-access.ts';
import { openFreshServices } from '../../src/services.ts';
import { anOrganisation } from './builders.ts';
import { aTemporaryCatalogue } from './temporary-catalogue.ts';

/** A service that knows two councils and nothing else, with a clock that a test can put forward. */
export async function aServiceToSignIn(
  t: Test,
  more: Partial<AppServices> = {},
  options: Partial<AccessOptions> = {},
) {
  const { root } = await aTemporaryCatalogue(t);
  const services = await openFreshServices({
    CATALOGUE_DIR: join(root, 'catalogue'),
    SEEDS_DIR: join(root, 'seeds'),
  });
  const put = ['lds', 'swk'].map((id) => {
    const document = anOrganisation({ id, title: `Council ${id}` });
    const record = { kind: 'organisation' as const, document };
    return { record, origin: 'curated' as const, links: [], terms: [], aliases: [] };
  });
  await services.store.write({ actor: 'test', at: new Date().toISOString(), put, withdraw: [] });
  await services.refresh();
  let aheadMs = 0;
  const now = () => new Date(Date.now() + aheadMs);
  const app = await buildApp(
    { ...services, now, ...more },
    { rateLimitMax: 100_000, rateLimitWritesMax: 100_000, corsOrigins: '*', ...options },
  );
  t.teardown(async () => {
    await app.close();
    await services.close();
  });
  return {
    app,
    services: { ...services, now },
    now,
    later(ms: number) {
      aheadMs += ms;
    },
  };
}
export type SignInGround = Awaited<ReturnType<typeof aServiceToSignIn>>;

/** A browser as far as cookies go. */
export function aBrowser({ app }: Pick<SignInGround, 'app'>, origin = 'http://localhost') {
  const jar = new Map<string, string>();
  async function send(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    sent: { form?: Record<string, string>; json?: unknown; headers?: Record<string, string> } = {},
  ) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const payload = sent.form
      ? new URLSearchParams(sent.form).toString()
      : sent.json === undefined
        ? undefined
        : JSON.stringify(sent.json);
    const answer = await app.inject({
      ...{ method, url },
      headers: {
        ...(cookie !== '' && { cookie }),
        ...(method !== 'GET' && { origin }),
        ...(sent.form && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...(sent.json !== undefined && { 'content-type': 'application/json' }),
        ...sent.headers,
      },
      ...(payload !== undefined && { payload }),
    });
    for (const { name, value, maxAge } of answer.cookies) {
      if (value === '' || maxAge === 0) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }
  return {
    jar,
    get: (url: string, headers?: Record<string, string>) => send('GET', url, { ...(headers && { headers }) }),
    post: (url: string, form: Record<string, string>, headers?: Record<string, string>) =>
      send('POST', url, { form, ...(headers && { headers }) }),
    send,
    session: async () => (await send('GET', '/api/v1/session')).json(),
  };
}

/** A mail server on this machine. `refuse`: what it says to the next messages in place of taking them. */
export async function aMailServer(t: Test) {
  const mails: { from: string; to: string[]; text: string }[] = [];
  const refuse: { code: number; message: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(_address, _session, done) {
      const refusal = refuse.shift();
      done(refusal && Object.assign(new Error(refusal.message), { responseCode: refusal.code }));
    },
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      stream.on('end', () => {
        const from = session.envelope.mailFrom;
        mails.push({
          from: from === false ? '' : from.address,
          to: session.envelope.rcptTo.map(({ address }) => address),
          text: text.replace(/=\r\n/g, '').replace(/=3D/g, '='),
        });
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  t.teardown(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, mails, refuse };
}

/** A real identity provider on this machine. Whoever comes is signed in as `person.sub` at once, with the claims of `person`. */
export async function anIdentityProvider(t: Test, redirectUri: string) {
  const person: Record<string, unknown> & { sub: string } = { sub: 'somebody' };
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'catalogue',
        client_secret: 'a-secret-of-the-client-under-test',
        redirect_uris: [redirectUri],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub', 'roles', 'councils'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['a-key-of-the-provider-under-test'] },
    pkce: { required: () => true },
    findAccount: async (_context, sub) => ({ accountId: sub, claims: async () => ({ ...person, sub }) }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  });
  const handle = provider.callback();
  server.on('request', async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return handle(request, response);
    const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login') {
      return provider.interactionFinished(request, response, { login: { accountId: person.sub } });
    }
    const grant =
      (grantId && (await provider.Grant.find(grantId))) ||
      new provider.Grant({ accountId: session?.accountId ?? person.sub, clientId: String(params.client_id) });
    grant.addOIDCScope('openid email');
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  });
  t.teardown(() => new Promise<void>((resolve) => void server.close(() => resolve()).closeAllConnections()));

  /** What a browser does at the provider: follows it until it is sent back. Where to. */
  async function visit(address: string): Promise<string> {
    const jar = new Map<string, string>();
    let at = address;
    for (let step = 0; step < 10; step += 1) {
      if (at.startsWith(redirectUri)) return at;
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        jar.set(name, value);
      }
      at = new URL(answer.headers.get('location') ?? '', at).href;
    }
    throw new Error('the provider sent nobody back');
  }
  return { issuer, person, visit };
}
