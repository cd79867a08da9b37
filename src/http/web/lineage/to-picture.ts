import { pathOf } from '../../links.ts';
import type { Translator } from '../words/translate.ts';
import { type ChosenBoxes, chooseBoxes } from './choose-boxes.ts';
import { headerHeight, layOutLineage, type PlacedBox } from './lay-out-lineage.ts';
import type { Slot } from './order-boxes.ts';
import {
  columns,
  type Drawn,
  type DrawnEdge,
  type DrawnNode,
  isSurer,
  noneFound,
} from './simplify-lineage.ts';
import { wrapText } from './wrap-text.ts';

/** Boxes in a column, before one says how many more there are. */
const mostBoxes = 7;
const mostSources = 4;
const mostLines = 4;
const lineHeight = 16;

export function hrefOf({ kind, recordId }: Pick<DrawnNode, 'kind' | 'recordId'>): string | undefined {
  if (kind === 'none-found' || kind === 'repository' || recordId === undefined) return undefined;
  return `/${pathOf[kind]}/${encodeURIComponent(recordId)}`;
}

const useTypes: ReadonlySet<string> = new Set(['reuse', 'reuseClaim', 'adoption', 'ownUse']);

function isSure({ type, basis }: DrawnEdge): boolean {
  return type !== 'reuseClaim' && basis === 'stated';
}

interface Labels {
  words: Translator;
  /** Of awards, where a source states one. */
  amounts: ReadonlyMap<string, number>;
  /** Where the links that are not drawn stand. */
  moreHref: string;
}

/** What stands in a box below its title: what it got, and how sure it is that it belongs here. */
function notesOf(node: DrawnNode, { edges, start }: ChosenBoxes, { words, amounts }: Labels): string[] {
  const { id, parts } = node;
  const amountGbp = amounts.get(id);
  const incoming = edges.filter(({ to }) => to === id);
  const surest = incoming.reduce<DrawnEdge | undefined>(
    (best, edge) => (best === undefined || isSurer(edge, best) ? edge : best),
    undefined,
  );
  const isUse = surest !== undefined && useTypes.has(surest.type);
  const isUnsure = surest !== undefined && id !== noneFound && !isSure(surest);
  return [
    ...(amountGbp === undefined ? [] : [words.pounds(amountGbp)]),
    ...(parts === 0 ? [] : [words.t('lineage.parts', { count: parts })]),
    ...(isUse ? [words.t(`lineage.box.${surest.type}`)] : []),
    ...(isUnsure && !isUse ? [words.t(`lineage.box.${surest.basis}`)] : []),
    ...(id === start ? [words.t('lineage.here')] : []),
  ];
}

/** The drawing of a lineage as what the template writes: boxes with lines of text, and lines between them. */
export function toPicture(drawn: Drawn, labels: Labels) {
  const { words, moreHref } = labels;
  const chosen = chooseBoxes(drawn, (column) => (columns[column] === 'source' ? mostSources : mostBoxes));
  const texts = new Map<string, { title: string[]; notes: string[] }>();

  function textOf(slot: Slot, lineLength: number): string[] {
    const node = chosen.nodes.get(slot.id);
    const title = node?.kind === noneFound ? words.t('lineage.none-found') : (node?.title ?? '');
    const more = words.t('lineage.more', { count: chosen.hidden[slot.column] ?? 0 });
    const text =
      node === undefined
        ? { title: [], notes: wrapText(more, lineLength, 2) }
        : {
            title: wrapText(title, lineLength, mostLines),
            notes: notesOf(node, chosen, labels).flatMap((note) => wrapText(note, lineLength, 2)),
          };
    texts.set(slot.id, text);
    return [...text.title, ...text.notes];
  }

  /** What the box shows, as who speaks to a machine would say it, and of what there is more. */
  function nameOf({ slot, node }: PlacedBox, title: readonly string[], notes: readonly string[]): string {
    const column = words.t(`lineage.column.${columns[slot.column]}`);
    return node === undefined ? `${notes.join(' ')}: ${column}` : [title.join(' '), ...notes].join(', ');
  }

  function toBox(box: PlacedBox) {
    const { slot, node, x, y, width, height } = box;
    const { title = [], notes = [] } = texts.get(slot.id) ?? {};
    const isStart = slot.id === chosen.start;
    return {
      ...{ x, y, width, height, isStart, kind: slot.isMore ? 'more' : node?.kind },
      href: slot.isMore ? moreHref : isStart || node === undefined ? undefined : hrefOf(node),
      name: nameOf(box, title, notes),
      full: node?.kind === noneFound ? undefined : node?.title,
      lang: node?.kind === noneFound ? undefined : 'en',
      title: title.map((text, at) => ({ text, y: 21 + at * lineHeight })),
      notes: notes.map((text, at) => ({ text, y: 21 + (title.length + at) * lineHeight })),
    };
  }

  const { width, height, columns: placed, lines } = layOutLineage(chosen, textOf);
  const drawnLines = lines.map(({ edge, path }) => ({
    path,
    isSure: edge.to === noneFound || isSure(edge),
  }));
  return {
    ...{ width, height, headerY: headerHeight - 12 },
    lines: drawnLines,
    hasUnsure: drawnLines.some((line) => !line.isSure),
    columns: placed.map(({ column, x, boxes }) => ({
      label: words.t(`lineage.column.${columns[column]}`),
      x,
      boxes: boxes.map(toBox),
    })),
  };
}
