import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CatalogueError } from '../../../domain/errors.ts';
import { acceptSetUp, isSetUpOffered } from '../../../use-cases/offer-set-up.ts';
import { type FormError, formTitle, readForm } from '../form/web-form.ts';
import { switchesLanguage } from '../language.ts';
import type { SignInPagesServices } from '../web-services.ts';

const Token = z.string().regex(/^crl_[\w-]{43}$/, 'is not the token of a link');
const Email = z.email();
const hidden = { hide: true } as const;
const querystring = z.object({ token: Token });
const body = z.looseObject({ token: Token });

/** The page that the link leads to which is printed at the first start. */
export function registerSetUpPage(app: FastifyInstance, services: SignInPagesServices): void {
  const { pages } = services;

  async function toForm(request: FastifyRequest, token: string, email = '', isWrong = false) {
    const words = pages.wordsFor(request);
    if (!(await isSetUpOffered(services, token))) throw new CatalogueError('gone', words.t('setUp.gone'));
    const text = words.t('signIn.emailWrong');
    const errors: FormError[] = isWrong ? [{ field: 'email', text, href: '#email' }] : [];
    return {
      template: 'sign-in/set-up.njk',
      title: formTitle(words, words.t('setUp.title'), errors),
      form: 'set-up',
      status: isWrong ? 400 : 200,
      noIndex: true,
      context: { token, email, errors },
    };
  }

  app.get('/set-up', { schema: { ...hidden, querystring } }, async (request, reply) => {
    const { token } = request.query as z.infer<typeof querystring>;
    return pages.show(request, reply, await toForm(request, token));
  });

  app.post(
    '/set-up',
    { config: { least: 'anonymous' }, schema: { ...hidden, body } },
    async (request, reply) => {
      const { token: secret = '', email = '' } = readForm(request);
      if (switchesLanguage(request)) return pages.show(request, reply, await toForm(request, secret, email));
      if (email !== '' && !Email.safeParse(email).success) {
        return pages.show(request, reply, await toForm(request, secret, email, true));
      }
      const { key } = await acceptSetUp(services, { secret, ...(email !== '' && { email }) });
      return pages.show(request, reply, {
        template: 'sign-in/first-admin.njk',
        title: pages.wordsFor(request).t('setUp.done'),
        status: 201,
        isPrivate: true,
        noIndex: true,
        // Another request would not show the key again.
        context: { key, otherLanguage: undefined },
      });
    },
  );
}
