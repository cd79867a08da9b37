import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CatalogueError } from '../../../domain/errors.ts';
import { ModerationVerb } from '../../../domain/moderation/waiting.ts';
import { decideWaiting } from '../../../use-cases/decide-waiting.ts';
import { describeDecision } from '../../../use-cases/describe-decision.ts';
import { undoDecision } from '../../../use-cases/undo-decision.ts';
import { actorOf } from '../../access/actor-of.ts';
import { verdictBodies } from '../../api/registration/moderation.ts';
import { toPlainFaults } from '../form/plain-faults.ts';
import { type FormError, type FormValues, faultsOf, readForm } from '../form/web-form.ts';
import { switchesLanguage } from '../language.ts';
import type { WebServices } from '../web-services.ts';
import type { Translator } from '../words/translate.ts';
import { nextAfter, pathOfWaiting, readQueue, readType } from './queue.ts';
import { toId } from './queue-page.ts';
import { showDecision } from './show-decision.ts';

const route = { config: { least: 'moderator' }, schema: { hide: true } } as const;

interface ReadVerdict {
  verb: ModerationVerb | 'undo';
  reason?: string;
  into?: string;
}

/** What the form asks for, or what is wrong with it; the same as the API takes. */
function readVerdict(values: FormValues, { t }: Translator): ReadVerdict | FormError {
  const error = (field: string, key: string) => ({ field, text: t(`moderate.${key}`), href: `#${field}` });
  const verb = values.verb === 'undo' ? 'undo' : ModerationVerb.safeParse(values.verb).data;
  if (verb === undefined) return error('reason', 'chooseVerb');
  const into = toId(
    values.into === 'other' || values.into === undefined ? (values.other ?? '') : values.into,
  );
  const given = {
    ...(values.reason !== undefined && { reason: values.reason }),
    ...(verb === 'merge' && { into }),
  };
  const parsed = verdictBodies[verb === 'undo' ? 'reject' : verb].safeParse(given);
  if (parsed.success) return { verb, ...parsed.data };
  const isInto = parsed.error.issues.some(({ path }) => path[0] === 'into');
  if (isInto) return error('other', 'needsInto');
  return error('reason', values.reason === undefined ? 'needsReason' : 'longReason');
}

/** One thing to decide: what it takes to do so, and the form that does. */
export function registerDecisionPage(app: FastifyInstance, services: WebServices): void {
  const { pages } = services;

  app.get('/moderate/:id', route, async (request, reply) => showDecision(services, request, reply));

  app.post('/moderate/:id', route, async (request, reply) => {
    const values = readForm(request);
    if (switchesLanguage(request)) return showDecision(services, request, reply, { values });
    const verdict = readVerdict(values, pages.wordsFor(request));
    if ('href' in verdict) {
      return showDecision(services, request, reply, { values, errors: [verdict], status: 400 });
    }
    const { id } = request.params as { id: string };
    const only = readType(request.query);
    const next = nextAfter(await readQueue(services), id.toLowerCase(), only);
    try {
      await act(request, id, verdict, values.seen);
    } catch (error) {
      return refuse(request, reply, values, error);
    }
    services.settle();
    if (next !== undefined && verdict.verb !== 'undo') {
      return reply.redirect(pathOfWaiting(next.id, only, id), 303);
    }
    const query = new URLSearchParams({ ...(only && { type: only }), done: id });
    return reply.redirect(`/moderate?${query}`, 303);
  });

  async function act(
    request: FastifyRequest,
    id: string,
    { verb, ...given }: ReadVerdict,
    seen: string | undefined,
  ): Promise<void> {
    const actor = actorOf(request);
    if (verb === 'undo') return undoDecision(services, id, { actor, reason: given.reason ?? '' });
    const revision = Number(seen);
    const looked = seen !== undefined && Number.isInteger(revision) && { seen: revision };
    await decideWaiting(services, id, { verb, actor, ...given, ...looked });
  }

  /** What the other moderator decided, or what was changed, is on the page that is shown again. */
  async function refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    values: FormValues,
    error: unknown,
  ): Promise<FastifyReply> {
    const words = pages.wordsFor(request);
    const { t } = words;
    const labelOf = (field: string) => (field === 'reason' ? t('moderate.reason') : t('moderate.otherId'));
    const { councils } = services.directory;
    const faults = toPlainFaults(faultsOf(error), { words, labelOf, councils });
    const isInvalid = error instanceof CatalogueError && error.kind === 'invalid';
    const isStale = error instanceof CatalogueError && error.kind === 'stale';
    const { waits, type } = await describeDecision(services, (request.params as { id: string }).id);
    const isOver = !waits && type !== 'asset' && values.verb !== 'undo';
    const text = isOver
      ? t('moderate.meanwhile')
      : isStale
        ? t('moderate.changed')
        : faults.map(({ message }) => message).join('; ');
    const field = isInvalid && values.verb === 'merge' ? 'other' : 'reason';
    const href = isOver ? '#history' : `#${field}`;
    return showDecision(services, request, reply, {
      ...{ values, errors: [{ field, text, href }] },
      status: isInvalid ? 400 : 409,
    });
  }
}
