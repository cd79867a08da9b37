import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CatalogueError } from '../../domain/errors.ts';
import { acceptSetUp, isSetUpOffered } from '../../use-cases/offer-set-up.ts';
import { html, sendPlainPage } from './plain-page.ts';
import { requireOwnOrigin } from './same-origin.ts';
import type { SignInServices } from './sign-in-services.ts';

const token = z.string().regex(/^crl_[\w-]{43}$/, 'is not the token of a link');
const email = z.union([z.literal('').transform(() => undefined), z.email('must be an e-mail address')]);

/** The page that the link leads to which is printed at the first start. */
export async function registerSetUp(root: FastifyInstance, services: SignInServices): Promise<void> {
  const app = root.withTypeProvider<ZodTypeProvider>();

  app.get(
    '/set-up',
    { schema: { hide: true, querystring: z.strictObject({ token }) } },
    async (request, reply) => {
      const { token: secret } = request.query;
      if (!(await isSetUpOffered(services, secret))) {
        throw new CatalogueError('gone', 'This link was used or is over, or there is an admin already');
      }
      const content = html`<p>There is no admin yet. This makes the first one, once.</p>
<form method="post" action="/set-up"><input type="hidden" name="token" value="${secret}">
<p><label>E-mail address to sign in with (may be left out) <input type="email" name="email" autocomplete="email"></label></p>
<button>Make the first admin</button></form>`;
      return sendPlainPage(reply, { title: 'Set up the catalogue', content });
    },
  );

  app.post(
    '/set-up',
    {
      config: { least: 'anonymous' },
      schema: { hide: true, body: z.strictObject({ token, email: email.optional() }) },
    },
    async (request, reply) => {
      requireOwnOrigin(request, services.publicUrl);
      const { token: secret, email: address } = request.body;
      const given = address === undefined ? {} : { email: address };
      const { key } = await acceptSetUp(services, { secret, ...given });
      const content = html`<p>This is the first admin’s key. It is shown this once; keep it like a password.</p>
<p><code>${key}</code></p><p>Send it as <code>Authorization: Bearer</code>. Further keys: <code>npm run keys</code>.</p>`;
      return sendPlainPage(reply, { title: 'The first admin', content, status: 201 });
    },
  );
}
