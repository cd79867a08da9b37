/** A wording with places for values in braces; by number where it differs ({count} says which). */
export type Wording =
  | string
  | { zero?: string; one?: string; two?: string; few?: string; many?: string; other: string };

export type Wordings = Readonly<Record<string, Wording>>;
