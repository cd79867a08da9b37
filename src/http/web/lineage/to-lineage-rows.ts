import type { LineageNode } from '../../../domain/lineage/lineage.ts';
import type { TracedLineage } from '../../../use-cases/trace-lineage.ts';
import type { Translator } from '../words/translate.ts';
import { columns } from './simplify-lineage.ts';
import { hrefOf } from './to-picture.ts';

function placeOf({ kind }: LineageNode): number {
  return (columns as readonly string[]).indexOf(kind);
}

/** Links of a lineage as rows of its table, in the order of the picture; what states the record asked about comes first. */
export function toLineageRows(
  { start, nodes, edges }: TracedLineage,
  words: Translator,
  { offset, limit }: { offset: number; limit: number },
) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const places = new Map(nodes.map((node) => [node.id, placeOf(node)]));
  const nearStart = ({ from, to }: TracedLineage['edges'][number]) => Number(from !== start && to !== start);
  const placeAt = (id: string) => places.get(id) ?? -1;
  const sorted = edges.toSorted(
    (one, other) =>
      nearStart(one) - nearStart(other) ||
      placeAt(one.from) - placeAt(other.from) ||
      placeAt(one.to) - placeAt(other.to) ||
      (one.from < other.from ? -1 : one.from > other.from ? 1 : one.to < other.to ? -1 : 1),
  );
  const endOf = (id: string) => {
    const node = byId.get(id);
    if (node === undefined || node.kind === 'none-found') return { title: words.t('lineage.none-found') };
    return { title: node.title, href: hrefOf(node), kind: words.t(`kind.${node.kind}`), lang: 'en' };
  };
  return sorted.slice(offset, offset + limit).map(({ from, to, type, basis, sources }) => ({
    from: endOf(from),
    to: endOf(to),
    link: words.t(`lineage.type.${type}`),
    basis: words.t(`lineage.basis.${basis}`),
    isSure: basis === 'stated' && type !== 'reuseClaim',
    sources,
  }));
}
