import type { DescribedDecision } from '../../../use-cases/describe-decision.ts';
import { toLines } from '../difference/to-lines.ts';
import type { WebServices } from '../web-services.ts';
import type { Translator } from '../words/translate.ts';

export interface SentRow {
  label: string;
  lines: { text: string; href?: string; isOurs?: boolean }[];
}

/** What was sent or is proposed, field by field; addresses and what is in the catalogue are links. */
export function toSentRows(
  services: Pick<WebServices, 'directory'>,
  decision: DescribedDecision,
  words: Translator,
): SentRow[] {
  const { directory } = services;
  const { type, sent } = decision;
  const label = (field: string) => words.name('field', field).replace(/^field\./, '');
  if (type === 'proposal') return proposedRows(services, decision, words, label);
  return (
    sent
      // The record that it is about stands above, by its name.
      .filter(({ field }) => field !== 'asset')
      .map(({ field, value }) => ({
        label: label(field),
        lines: toLines(field, value, directory, words, { inShort: true }).map((text) => ({
          text,
          ...(/^https?:\/\//.test(text) && { href: text }),
        })),
      }))
  );
}

function proposedRows(
  { directory }: Pick<WebServices, 'directory'>,
  { sent, title, href, alike }: DescribedDecision,
  words: Translator,
  label: (field: string) => string,
): SentRow[] {
  const of = (wanted: string) => String(sent.find(({ field }) => field === wanted)?.value ?? '');
  const [kind, object] = [of('type'), of('object')];

  function named(id: string) {
    if (/^[^/\s]+\/[^/\s]+$/.test(id)) return { text: id, href: `https://github.com/${id}` };
    const body = kind === 'reuse' ? directory.organisation(id) : undefined;
    if (body !== undefined) return { text: body.title, href: `/organisations/${body.id}` };
    const asset = alike.find((one) => one.id === id);
    return asset === undefined ? { text: id } : { text: asset.title, href: `/assets/${asset.id}` };
  }

  const about = href === undefined ? named(title) : { text: title, href };
  return [
    { label: label('type'), lines: [{ text: words.name('proposalType', kind), isOurs: true }] },
    { label: label('subject'), lines: [about] },
    ...(object === '' ? [] : [{ label: label('object'), lines: [named(object)] }]),
  ];
}
