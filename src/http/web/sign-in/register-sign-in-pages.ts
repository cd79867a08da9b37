import type { FastifyInstance } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { CatalogueError } from '../../../domain/errors.ts';
import { registerProviderSignIn } from '../../access/provider-routes.ts';
import { wantsPage } from '../problem/show-problem.ts';
import type { SignInPagesServices } from '../web-services.ts';
import { registerSetUpPage } from './set-up-page.ts';
import { registerSignInPage } from './sign-in-page.ts';
import { registerSignOut } from './sign-out.ts';

const statuses = { gone: 410, forbidden: 403, invalid: 400 } as const;

/** What a page of signing in says of an error; undefined where it is none of theirs. */
function refusalOf(error: unknown): keyof typeof statuses | undefined {
  if (hasZodFastifySchemaValidationErrors(error)) return 'invalid';
  if (!(error instanceof CatalogueError)) return undefined;
  return error.kind === 'gone' || error.kind === 'forbidden' ? error.kind : undefined;
}

/** Signing in and out, and the first admin. Whoever is refused reads why, and where to begin again. */
export async function registerSignInPages(
  root: FastifyInstance,
  services: SignInPagesServices,
): Promise<void> {
  const { pages } = services;
  await root.register(async (app) => {
    app.setErrorHandler((error, request, reply) => {
      const refusal = wantsPage(request) ? refusalOf(error) : undefined;
      if (refusal === undefined) throw error;
      const { t } = pages.wordsFor(request);
      return pages.show(request, reply, {
        ...{ template: 'sign-in/refused.njk', title: t(`signIn.${refusal}`), status: statuses[refusal] },
        ...{ isPrivate: true, noIndex: true, context: { text: t(`signIn.${refusal}Text`) } },
      });
    });
    registerSignInPage(app, services);
    registerSignOut(app, services);
    registerSetUpPage(app, services);
    await registerProviderSignIn(app, services);
  });
}
