import { amountOf } from '../../../use-cases/describe-record.ts';
import { readLineage } from '../../lineage-answer.ts';
import type { WebServices } from '../web-services.ts';
import type { Translator } from '../words/translate.ts';
import { simplifyLineage } from './simplify-lineage.ts';
import { toLineageRows } from './to-lineage-rows.ts';
import { toPicture } from './to-picture.ts';

export type LineagePageKind = 'fund' | 'award' | 'project' | 'asset';

/** Rows of the table on a record's own page; the others stand on the page of its lineage. */
const shownRows = 40;

/** A record's lineage for its page, drawn and as a table. undefined where there is no more to it than the record. */
export async function readDrawnLineage(
  services: WebServices,
  words: Translator,
  kind: LineagePageKind,
  id: string,
) {
  const lineage = await readLineage(services, kind, id);
  if (lineage.edges.length === 0) return { lineage };
  const awards = lineage.nodes.flatMap(({ kind: one, recordId }) =>
    one === 'award' && recordId !== undefined ? [recordId] : [],
  );
  const amounts = new Map<string, number>();
  for (const { id: award, document } of await services.store.readMany('award', awards)) {
    const { amountGbp } = amountOf(services.directory, document.claims);
    if (amountGbp !== undefined) amounts.set(`award:${award}`, amountGbp);
  }
  const allHref = `/lineage/${kind}/${encodeURIComponent(id)}`;
  const drawn = simplifyLineage(lineage);
  return {
    lineage,
    drawn: {
      title: lineage.nodes.find((node) => node.id === lineage.start)?.title ?? id,
      picture: toPicture(drawn, { words, amounts, moreHref: allHref }),
      rows: toLineageRows(lineage, words, { offset: 0, limit: shownRows }),
      rowsInAll: lineage.edges.length,
      allHref: lineage.edges.length > shownRows ? allHref : undefined,
    },
  };
}
