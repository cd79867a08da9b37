import type { AwardSum } from '../../../domain/money.ts';

/** A row of a bar chart that is a table too. */
export interface Bar extends AwardSum {
  label: string;
  href?: string;
  /** The label is a name from a record, which is English. */
  isName?: boolean;
  /** Of the longest bar, in percent. */
  share: number;
}

export type BarRow = AwardSum & Pick<Bar, 'label' | 'href' | 'isName'>;

/** Bars as long as the amounts that are known are large; a sum that is known is never without a bar. */
export function toBars(rows: readonly BarRow[]): Bar[] {
  const most = Math.max(1, ...rows.map(({ totalGbp }) => totalGbp));
  return rows.map((row) => {
    const share = (100 * row.totalGbp) / most;
    return { ...row, share: row.totalGbp === 0 ? 0 : Math.max(0.5, Math.round(share * 10) / 10) };
  });
}
