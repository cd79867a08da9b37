import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isAtLeast } from '../../../domain/access/actor.ts';
import { type Fault, notFound } from '../../../domain/errors.ts';
import { givenText } from '../../../domain/registration/given-text.ts';
import { confirmReuse } from '../../../use-cases/confirm-reuse.ts';
import { showStatement } from '../../../use-cases/describe-reuse.ts';
import { disputeReuse } from '../../../use-cases/dispute-reuse.ts';
import { getReuse, type ReuseInHand } from '../../../use-cases/get-reuse.ts';
import { renewReuse } from '../../../use-cases/renew-reuse.ts';
import { withdrawReuse } from '../../../use-cases/withdraw-reuse.ts';
import { actorOf } from '../../access/actor-of.ts';
import { anyId } from '../../api/parameters.ts';
import { refusedStatus } from '../form/form-page.ts';
import { faultsOfParse, toPlainFaults } from '../form/plain-faults.ts';
import { faultsOf, formTitle, readForm, toFormErrors } from '../form/web-form.ts';
import type { WebServices } from '../web-services.ts';

const schema = { hide: true };
const steps = ['confirm', 'renew', 'dispute', 'withdraw'] as const;
type Step = (typeof steps)[number];
const Why = givenText(1000);

function readId({ params }: FastifyRequest): string {
  const id = anyId.safeParse((params as { id: string }).id);
  if (!id.success) throw notFound('This statement');
  return id.data.toLowerCase();
}

/** What somebody may do about a statement. */
function stepsFor(
  { entry, standing, speaks, isTheirs }: ReuseInHand,
  isContributor: boolean,
  isModerator: boolean,
) {
  const { state } = standing;
  const may: Record<Step, boolean> = {
    confirm: speaks && state !== 'confirmed',
    renew: speaks
      ? state === 'confirmed'
      : (isTheirs || isModerator) && ['claimed', 'lapsed'].includes(state),
    dispute: isContributor && entry.state !== 'pending' && state !== 'lapsed',
    withdraw: speaks || isModerator || (isTheirs && state !== 'confirmed'),
  };
  return steps.filter((step) => may[step]);
}

/** One statement that somebody uses something, and what the user itself and others can do about it. */
export function registerStatementPage(app: FastifyInstance, services: WebServices): void {
  app.get('/reuse/:id', { schema }, async (request, reply) => show(services, request, reply));

  app.post('/reuse/:id/:step', { config: { least: 'contributor' }, schema }, async (request, reply) => {
    const step = steps.find((one) => one === (request.params as { step: string }).step);
    if (step === undefined) throw notFound('This page');
    const id = readId(request);
    const actor = actorOf(request);
    const { reason } = readForm(request);
    const why = Why.safeParse(reason ?? '');
    const needsWhy = step === 'dispute' || (step === 'withdraw' && reason !== undefined);
    if (needsWhy && !why.success) {
      const faults = faultsOfParse(why.error).map(({ message }) => ({ field: 'reason', message }));
      return show(services, request, reply, { faults, status: 400, step });
    }
    try {
      if (step === 'confirm') await confirmReuse(services, actor, id);
      else if (step === 'renew') await renewReuse(services, actor, id);
      else if (step === 'dispute') await disputeReuse(services, actor, id, why.data ?? '');
      else {
        const { entry } = await getReuse(services, actor, id);
        await withdrawReuse(services, actor, id, why.data);
        services.settle();
        return reply.redirect(`/assets/${entry.document.asset}`, 303);
      }
    } catch (error) {
      return show(services, request, reply, { faults: faultsOf(error), status: refusedStatus(error), step });
    }
    services.settle();
    return reply.redirect(`/reuse/${id}?done=${step}`, 303);
  });
}

async function show(
  services: WebServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { faults = [], status = 200, step }: { faults?: readonly Fault[]; status?: number; step?: Step } = {},
): Promise<FastifyReply> {
  const { directory, store, pages } = services;
  const words = pages.wordsFor(request);
  const actor = actorOf(request);
  const inHand = await getReuse(services, actor, readId(request));
  const { entry, standing } = inHand;
  const statement = showStatement(directory, entry, { standing });
  const record = await store.find('asset', entry.document.asset);
  const asset = record?.state === 'published' ? record : undefined;
  const title = words.t('statement.title', {
    body: statement.organisation.title,
    title: asset?.document.title ?? statement.asset.id,
  });
  const labelOf = (field: string) => words.name('ask', field);
  const errors = toFormErrors(toPlainFaults(faults, { words, labelOf, councils: directory.councils }), [
    'reason',
  ]);
  const { done } = request.query as { done?: unknown };
  const isContributor = isAtLeast(actor, 'contributor');
  return pages.show(request, reply, {
    ...{ template: 'take-part/statement.njk', status, noIndex: true, isPrivate: true },
    title: formTitle(words, title, errors),
    context: {
      ...{ heading: title, statement, errors, openStep: step },
      asset: asset && { id: asset.id, title: asset.document.title },
      steps: stepsFor(inHand, isContributor, isAtLeast(actor, 'moderator')),
      done: steps.some((one) => one === done) ? words.t(`statement.done.${done}`) : undefined,
      values: readForm(request),
    },
  });
}
