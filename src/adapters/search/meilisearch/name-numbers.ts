/** Gives each name that it is asked for a number, from 1; 0 is for none. */
export interface NameNumbers {
  /** By number; undefined for 0. */
  readonly names: readonly (string | undefined)[];
  of(name: string | undefined): number;
  /** Undefined for one that has none yet. */
  find(name: string): number | undefined;
}

export function buildNameNumbers(): NameNumbers {
  const numbers = new Map<string, number>();
  const names: (string | undefined)[] = [undefined];
  return {
    names,
    of(name) {
      if (name === undefined) return 0;
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, names.length);
      return names.push(name) - 1;
    },
    find: (name) => numbers.get(name),
  };
}
