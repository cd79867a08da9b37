import type { ChosenBoxes } from './choose-boxes.ts';
import { orderBoxes, type Slot } from './order-boxes.ts';
import type { DrawnEdge, DrawnNode } from './simplify-lineage.ts';

export interface PlacedBox {
  slot: Slot;
  node?: DrawnNode;
  lines: string[];
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PlacedLine {
  edge: DrawnEdge;
  path: string;
}

export interface PlacedLineage {
  width: number;
  height: number;
  /** Columns from left to right, with the number of each in `columns`. */
  columns: { column: number; x: number; boxes: PlacedBox[] }[];
  lines: PlacedLine[];
}

/** In pixels, for text of 13. A picture of all six columns is as wide as the page. */
const pageWidth = 946;
const columnGap = 34;
const [leastWidth, mostWidth] = [130, 220];
const rowGap = 12;
const passageHeight = 6;
const lineHeight = 16;
const padding = 8;
const characterWidth = 7.1;
export const headerHeight = 26;

/** What a box says, given how many characters fit in a line. */
export type TextOf = (slot: Slot, lineLength: number) => string[];

/** Boxes in columns and the lines between them. */
export function layOutLineage(chosen: ChosenBoxes, textOf: TextOf): PlacedLineage {
  const { slots, routes } = orderBoxes(chosen);
  const count = slots.length;
  const fitting = Math.floor((pageWidth - (count - 1) * columnGap) / count);
  const width = Math.min(mostWidth, Math.max(leastWidth, fitting));
  const lineLength = Math.floor((width - 2 * padding) / characterWidth);

  const sized = slots.map((column) =>
    column.map((slot) => {
      const lines = slot.isPassage ? [] : textOf(slot, lineLength);
      return {
        ...{ slot, lines, node: chosen.nodes.get(slot.id), width },
        height: slot.isPassage ? passageHeight : lines.length * lineHeight + 2 * padding,
      };
    }),
  );
  const heights = sized.map(
    (column) => column.reduce((sum, { height }) => sum + height, 0) + (column.length - 1) * rowGap,
  );
  const height = Math.max(...heights);
  const placed = new Map<string, PlacedBox>();
  const columns = sized.map((column, at) => {
    const x = at * (width + columnGap) + 10;
    let y = headerHeight + (height - (heights[at] ?? 0)) / 2;
    const boxes = column.map((one): PlacedBox => {
      const box = { ...one, x, y: Math.round(y) };
      y += one.height + rowGap;
      placed.set(box.slot.id, box);
      return box;
    });
    const number = column[0]?.slot.column ?? 0;
    return { column: number, x, boxes: boxes.filter(({ slot }) => !slot.isPassage) };
  });

  const lanes = new Map<string, number>();
  return {
    width: count * (width + columnGap) - columnGap + 12,
    height: headerHeight + height + 4,
    columns,
    lines: routes.map(({ edge, via }) => {
      const stops = [edge.from, ...via, edge.to].flatMap((id) => placed.get(id) ?? []);
      return { edge, path: pathThrough(stops, lanes) };
    }),
  };
}

const middleOf = ({ y, height }: PlacedBox) => y + height / 2;

function pathThrough(stops: readonly PlacedBox[], lanes: Map<string, number>): string {
  const [first, last] = [stops[0], stops.at(-1)];
  if (first === undefined || last === undefined) return '';
  if (first.x === last.x) return pathWithin(first, last, lanes);
  const curves = stops.slice(1).map((stop, at) => {
    const before = stops[at] ?? first;
    const [x, y] = [before.x + before.width, middleOf(before)];
    const [toX, toY] = [stop.x, middleOf(stop)];
    const bend = Math.round((toX - x) / 2);
    const across = stop.slot.isPassage ? ` H${stop.x + stop.width}` : '';
    return `C${x + bend} ${y} ${toX - bend} ${toY} ${toX} ${toY}${across}`;
  });
  return `M${first.x + first.width} ${middleOf(first)} ${curves.join(' ')}`;
}

/** Beside the column, as a tree is drawn; each box that has others below it has a lane of its own. */
function pathWithin(first: PlacedBox, last: PlacedBox, lanes: Map<string, number>): string {
  const lane = lanes.get(first.slot.id) ?? [...lanes.keys()].length % 3;
  lanes.set(first.slot.id, lane);
  const x = first.x - 4 - lane * 3;
  return `M${first.x} ${first.y + first.height - padding} H${x} V${middleOf(last)} H${last.x}`;
}
