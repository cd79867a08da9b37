import type { FastifyRequest } from 'fastify';
import { describeDecision } from '../../../use-cases/describe-decision.ts';
import type { WebServices } from '../web-services.ts';
import type { Translator } from '../words/translate.ts';
import { pathOfWaiting } from './queue.ts';

/** What came of the decision that the address names, as it stands: an address alone cannot make anybody believe something. */
export async function toDone(
  services: WebServices,
  { query }: FastifyRequest,
  { t, name }: Translator,
): Promise<{ text: string; href: string } | undefined> {
  const { done } = query as { done?: unknown };
  if (typeof done !== 'string') return undefined;
  const decided = await describeDecision(services, done).catch(() => undefined);
  if (decided === undefined) return undefined;
  const { id, type, title, state } = decided;
  const text = t('moderate.done', {
    ...{ type: name('waitingType', type), title, state: name('standing', state).replace(/^standing\./, '') },
  });
  return { text, href: pathOfWaiting(id, undefined) };
}
