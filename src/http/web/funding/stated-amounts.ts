import type { SourceReference, Statement } from '../../../use-cases/references.ts';
import type { Translator } from '../words/translate.ts';

export interface StatedAmount {
  text: string;
  /** The one that is shown as the amount. */
  shown: boolean;
  /** It may be about another award. */
  ambiguous: boolean;
  isInferred: boolean;
  sources: SourceReference[];
}

/** The different amounts that sources state, each with who states it, side by side; the one shown first. */
export function statedAmounts(
  statements: readonly Statement[],
  field: 'amountGbp' | 'totalGbp',
  { pounds }: Translator,
): StatedAmount[] {
  const byText = new Map<string, StatedAmount>();
  for (const { field: of, value, shown, ambiguous = false, basis, sources } of statements) {
    if (of !== field || value === null) continue;
    const text = typeof value === 'number' ? pounds(value) : String(value);
    const isInferred = basis === 'inferred';
    const key = `${text} ${ambiguous} ${isInferred}`;
    const there = byText.get(key) ?? { text, shown: false, ambiguous, isInferred, sources: [] };
    const known = new Set(there.sources.map(({ id }) => id));
    byText.set(key, {
      ...there,
      shown: there.shown || shown,
      sources: [...there.sources, ...sources.filter(({ id }) => !known.has(id))],
    });
  }
  const amounts = [...byText.values()];
  // Of sums of which none is chosen all are shown, and to say so of each would say nothing.
  if (amounts.filter(({ shown }) => shown).length > 1) for (const one of amounts) one.shown = false;
  return amounts.sort((one, other) => Number(other.shown) - Number(one.shown));
}
