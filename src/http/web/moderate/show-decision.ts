import type { FastifyReply, FastifyRequest } from 'fastify';
import { type DescribedDecision, describeDecision } from '../../../use-cases/describe-decision.ts';
import { toDifferences } from '../difference/to-differences.ts';
import { toLines } from '../difference/to-lines.ts';
import { type FormError, type FormValues, formTitle } from '../form/web-form.ts';
import { whyAlike } from '../register/filled-in.ts';
import type { WebServices } from '../web-services.ts';
import { toDone } from './done.ts';
import { toPlainReasons } from './plain-reasons.ts';
import { nextAfter, pathOfWaiting, readQueue, readType } from './queue.ts';
import { toSentRows } from './sent-rows.ts';
import { whoOf } from './who-of.ts';

/** What two records are compared by. */
const compared = [
  ...(['summary', 'assetKind', 'repository', 'address', 'homepage', 'lead', 'licence'] as const),
  ...(['maturity', 'services'] as const),
];
/** Of the other kinds the reasons repeat what was sent. */
const withReasons: ReadonlySet<string> = new Set(['registration', 'edit', 'correction', 'proposal']);
const isLink = (text: string) => /^https?:\/\//.test(text);
/** An address of evidence with the date of what is there, as the form of a correction puts them together. */
const datedLink = /^(?<text>https?:\/\/\S+), (?<date>\d{4}(?:-\d\d){0,2})$/;

export interface DecisionForm {
  values?: FormValues;
  errors?: readonly FormError[];
  status?: number;
}

/** The page of one thing that waits or was decided: what it is, what it changes, what is like it, and what can be done. */
export async function showDecision(
  services: WebServices,
  request: FastifyRequest,
  reply: FastifyReply,
  { values = {}, errors = [], status = 200 }: DecisionForm = {},
): Promise<FastifyReply> {
  const { pages, directory } = services;
  const words = pages.wordsFor(request);
  const { t, name } = words;
  const { id } = request.params as { id: string };
  const decision = await describeDecision(services, id);
  const { type, title, changes, history, sent } = decision;
  const only = readType(request.query);
  const evidence = sent.find(({ field }) => field === 'evidence')?.value;
  const next = nextAfter(await readQueue(services), decision.id, only);
  const label = (field: string) => name('field', field).replace(/^field\./, '');
  const heading = t('moderate.done', {
    ...{ type: name('waitingType', type), title, state: name('standing', decision.state) },
  });
  return pages.show(request, reply, {
    template: 'moderate/decision.njk',
    title: formTitle(words, heading.replace(/\.$/, ''), errors),
    ...{ status, form: 'decision', isPrivate: true, noIndex: true },
    context: {
      ...{
        decision,
        values,
        errors,
        history: history.map((step) => ({
          ...step,
          ...(type === 'proposal' && step.action === 'submitted' && { action: 'proposed' }),
          who: whoOf(services, step.actor, words),
        })),
      },
      done: await toDone(services, request, words),
      action: pathOfWaiting(decision.id, only),
      backHref: only === undefined ? '/moderate' : `/moderate?type=${only}`,
      nextHref: next && pathOfWaiting(next.id, only),
      reasons: withReasons.has(type)
        ? toPlainReasons(services, decision, words).filter(
            (_one, at) => !decision.reasons[at]?.startsWith('evidence: '),
          )
        : [],
      similar: decision.similar.map((one) => ({ ...one, why: whyAlike(one.why, words) })),
      evidence:
        type === 'correction' && typeof evidence === 'string'
          ? { text: evidence, isLink: isLink(evidence), ...datedLink.exec(evidence)?.groups }
          : undefined,
      sender: whoOf(services, decision.actor, words),
      differences: changes && toDifferences(services, changes, words),
      sent: toSentRows(services, decision, words),
      approves: words.t(`approves.${type === 'proposal' ? proposalOf(decision) : type}`),
      reasonHint: words.t(`moderate.reasonHint.${hintOf(decision)}`),
      verbs: decision.actions.filter((verb) => verb !== 'merge'),
      mayMerge: decision.actions.includes('merge'),
      columns: decision.alike.map((asset) => ({ id: asset.id, title: asset.title })),
      rows: compared
        .map((field) => ({
          label: label(field),
          cells: decision.alike.map((asset) =>
            toLines(field, asset[field], directory, words, { inShort: true }).join('; '),
          ),
        }))
        .filter(({ cells }) => cells.some((cell) => cell !== '')),
      earlier: decision.earlier.map((one) => ({
        ...{ ...one, label: label(one.field), href: pathOfWaiting(one.id, undefined) },
        state: name('standing', one.state),
      })),
    },
  });
}

/** What a proposal is one of, as its wordings name it. */
function proposalOf({ sent }: DescribedDecision): string {
  const kind = sent.find(({ field }) => field === 'type')?.value;
  return kind === 'merge' || kind === 'repository' ? `proposal.${kind}` : 'proposal';
}

function hintOf({ type, actions }: DescribedDecision): 'changes' | 'sent' | 'proposed' {
  if (actions.includes('request-changes')) return 'changes';
  return type === 'proposal' ? 'proposed' : 'sent';
}
