import { foldWords } from '../query/query.ts';

export interface ListedName<T> {
  entry: T;
  /** Every name it may be typed by; empty ones are left out. */
  names: readonly string[];
}

export interface NameList<T> {
  /** Entries of which a name begins with what was typed, then those with a later word that does; shorter names first. */
  beginning(typed: string, limit: number): { entry: T; atStart: boolean }[];
}

/** A list of names small enough to look through as a whole while somebody types. */
export function buildNameList<T>(listed: readonly ListedName<T>[]): NameList<T> {
  const entries = listed.map(({ entry, names }) => ({
    entry,
    // A space before every word, so that a beginning of a word is found by looking for " typed".
    names: names.map((name) => ` ${foldWords(name).join(' ')}`).filter((name) => name !== ' '),
  }));
  return {
    beginning(typed, limit) {
      const wanted = ` ${foldWords(typed).join(' ')}`;
      if (wanted === ' ') return [];
      const found = entries.flatMap(({ entry, names }, order) => {
        const fitting = names.filter((name) => name.includes(wanted));
        if (fitting.length === 0) return [];
        const atStart = fitting.some((name) => name.startsWith(wanted));
        return [{ entry, atStart, length: Math.min(...fitting.map((name) => name.length)), order }];
      });
      return found
        .sort((a, b) => Number(b.atStart) - Number(a.atStart) || a.length - b.length || a.order - b.order)
        .slice(0, limit)
        .map(({ entry, atStart }) => ({ entry, atStart }));
    },
  };
}
