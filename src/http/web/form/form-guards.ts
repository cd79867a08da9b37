import type { FastifyRequest } from 'fastify';
import type { Fault } from '../../../domain/errors.ts';
import type { CatalogueStore } from '../../../ports/catalogue-store.ts';
import { openFormSecret } from '../../../use-cases/open-form-secret.ts';
import { buildFormGuard, type FormGuard } from '../../access/form-guard.ts';
import { sessionOf } from '../../access/session-cookie.ts';
import type { Translator } from '../words/translate.ts';

/** Keeps robots out of the forms that anybody may send. Who is signed in is known by the session's token instead. */
export interface FormGuards {
  /** For the template's `guard(…)`; undefined for who is signed in. */
  stamp(request: FastifyRequest, form: string): Promise<string | undefined>;
  /** What to say to somebody whose form does not look like a person's; none where it does. */
  faults(request: FastifyRequest, form: string, words: Translator): Promise<Fault[]>;
}

export function buildFormGuards(services: { store: CatalogueStore; now: () => Date }): FormGuards {
  let opened: Promise<FormGuard> | undefined;

  /** Opened by the first form: the pages that are only read need no secret, nor a store that can be written to. */
  function open(): Promise<FormGuard> {
    opened ??= openFormSecret(services).then((secret) => buildFormGuard({ secret, now: services.now }));
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  }

  return {
    async stamp(request, form) {
      return sessionOf(request) === undefined ? (await open()).stamp(form) : undefined;
    },
    async faults(request, form, words) {
      if (sessionOf(request) !== undefined) return [];
      const verdict = (await open()).check(form, (request.body ?? {}) as Record<string, unknown>);
      return verdict === 'fine' ? [] : [{ field: '', message: words.t(`form.${verdict}`) }];
    },
  };
}
