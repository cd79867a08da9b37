import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isAtLeast } from '../../../domain/access/actor.ts';
import { CatalogueError, type Fault } from '../../../domain/errors.ts';
import { givenLine } from '../../../domain/registration/given-text.ts';
import { Registration } from '../../../domain/registration/registration-body.ts';
import { type Registered, registerAsset } from '../../../use-cases/register-asset.ts';
import { actorOf } from '../../access/actor-of.ts';
import { type FilledIn, type FormPage, refusedStatus, showForm } from '../form/form-page.ts';
import { faultsOfParse } from '../form/plain-faults.ts';
import { openSentForm } from '../form/send-once.ts';
import { type FormValues, faultsOf, readForm } from '../form/web-form.ts';
import { switchesLanguage } from '../language.ts';
import type { WebServices } from '../web-services.ts';
import { readAlike, readFilled } from './filled-in.ts';
import { type Existing, prefillForm, showExisting, toExisting } from './prefill-form.ts';
import {
  firstFields,
  formChoices,
  readServices,
  registrationLabel,
  withServices,
} from './registration-form.ts';
import { showRegistered } from './show-registered.ts';

const config = { least: 'anonymous' } as const;
const schema = { hide: true };
const Address = givenLine(2000);

/** Registering from an address: what is here already is said first, then what is known of it is filled in. */
export function registerRegisterPages(app: FastifyInstance, services: WebServices): void {
  app.get('/register', { schema }, async (request, reply) => {
    const { url, code } = request.query as Record<string, unknown>;
    const given = typeof url === 'string' ? url.trim() : '';
    if (code === 'no' && given === '') return showDetails(services, request, reply, { values: {} });
    if (typeof url !== 'string') return showStart(services, request, reply, { values: {} });
    const read = Address.safeParse(given);
    const values = { url: given };
    if (!read.success) {
      const faults = faultsOfParse(read.error).map(({ message }) => ({ field: 'url', message }));
      return showStart(services, request, reply, { values, faults, status: 400 });
    }
    try {
      const prefilled = await prefillForm(services, request, read.data);
      if ('existing' in prefilled) return showExisting(services, request, reply, prefilled.existing);
      return showDetails(services, request, reply, prefilled);
    } catch (error) {
      return showStart(services, request, reply, { values, faults: faultsOf(error), status: 400 });
    }
  });

  app.post('/register', { config, schema }, async (request, reply) => {
    const words = services.pages.wordsFor(request);
    const sent = readForm(request);
    const read = readServices(services, request, sent, words);
    const values = withServices(sent, read.shown);
    const again = (faults: readonly Fault[], status: number, existing?: Existing) =>
      showDetails(
        services,
        request,
        reply,
        { values, faults, status },
        { openServices: read.open, existing },
      );
    const once = openSentForm(services, 'register', values);
    const earlier = await once.earlier();
    if (earlier !== undefined) return showRegistered(services, request, reply, { kept: earlier, values });
    if (switchesLanguage(request)) return again([], 200);
    const robot = await services.forms.faults(request, 'register', words);
    if (robot.length > 0) return again(robot, 400);
    const parsed = Registration.safeParse(toRegistration(values, read.ids));
    const faults = [...(parsed.success ? [] : faultsOfParse(parsed.error)), ...read.faults];
    if (!parsed.success || faults.length > 0) return again(faults, 400);
    try {
      const registered = await registerAsset(services, parsed.data, actorOf(request), (written) =>
        once.kept(toKept(written)),
      );
      services.settle();
      const { state, document } = registered.entry;
      if (state === 'published' && document.asset.repository !== undefined) {
        services.refreshRepository?.(document.asset.repository);
      }
      return showRegistered(services, request, reply, { kept: toKept(registered), values });
    } catch (error) {
      const other = await once.earlier();
      if (other !== undefined) return showRegistered(services, request, reply, { kept: other, values });
      const existing = error instanceof CatalogueError ? toExisting(error.members.existing) : undefined;
      if (existing === undefined) return again(faultsOf(error), refusedStatus(error));
      const { title } = existing;
      const message =
        title === undefined
          ? words.t(`register.existing.${existing.state}`)
          : words.t('register.existing.now', { title });
      return again([{ field: 'url', message }], 409, existing);
    }
  });
}

function toRegistration(values: FormValues, services: readonly string[]): Record<string, unknown> {
  const given = firstFields.flatMap((field) =>
    values[field] === undefined || field === 'services' ? [] : [[field, values[field]]],
  );
  return {
    ...Object.fromEntries(given),
    ...(services.length > 0 && { services }),
    ...(values.draft !== undefined && { draft: true }),
  };
}

function toKept({ entry, editToken }: Registered): string {
  const { asset, missing, similar } = entry.document;
  return JSON.stringify({
    id: entry.id,
    title: asset.title,
    state: entry.state,
    missing,
    similar,
    editToken,
  });
}

function showStart(
  services: WebServices,
  request: FastifyRequest,
  reply: FastifyReply,
  filled: FilledIn,
): Promise<FastifyReply> {
  const words = services.pages.wordsFor(request);
  const page: FormPage = {
    ...{ name: 'register', template: 'register/start.njk', fields: ['url'] },
    title: words.t('register.title'),
    labelOf: registrationLabel(words),
    context: { form: undefined, description: words.t('register.lead') },
  };
  return showForm(services, request, reply, page, filled);
}

async function showDetails(
  services: WebServices,
  request: FastifyRequest,
  reply: FastifyReply,
  filledIn: FilledIn,
  { openServices = [], existing }: { openServices?: readonly unknown[]; existing?: Existing } = {},
): Promise<FastifyReply> {
  const words = services.pages.wordsFor(request);
  const { values } = filledIn;
  const actor = actorOf(request);
  const bodies = actor.organisations.map((id) => services.directory.organisation(id)?.title ?? id);
  const page: FormPage = {
    ...{ name: 'register', template: 'register/details.njk', fields: firstFields },
    title: words.t('register.details'),
    labelOf: registrationLabel(words),
    context: {
      ...{ openServices, existing },
      choices: formChoices(services, words, values),
      filled: readFilled(values, words),
      alike: await readAlike(services, values.alike, words),
      own: isAtLeast(actor, 'moderator')
        ? words.t('register.moderator')
        : actor.role === 'contributor'
          ? words.t('register.own', { body: bodies.join(', ') })
          : undefined,
    },
  };
  return showForm(services, request, reply, page, filledIn);
}
