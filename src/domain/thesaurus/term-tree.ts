import { functionWords } from '../query/query.ts';
import { wordKey } from './word-key.ts';

// Most branches end a term: none has a map or a list before it needs one, which all together would take more than the terms.
interface Branch<Value> {
  next?: Map<string, Branch<Value>>;
  values?: Value[];
}

/** Words to be looked for, all at once, in the words of a query. */
export interface TermTree<Value> {
  add(words: readonly string[], value: Value): void;
  /** Calls `found` for every term among `keys` that begins at `from`; `to` is the position after its last word. */
  walk(keys: readonly string[], from: number, found: (value: Value, to: number) => void): void;
  /** The same for terms of which the last of `keys` is only the beginning of the last word: of four letters at least where it is the first, too. */
  walkUnfinished(keys: readonly string[], from: number, found: (value: Value) => void): void;
}

/** A last word of fewer letters is not completed at the root. */
const startLetters = 4;

/** "Pay my rent" holds "pay rent". */
const owners = new Set(['my', 'your', 'his', 'her', 'its', 'any', 'some']);
const isPassedOver = (word: string) => functionWords.has(word) || owners.has(word);

/** The words of a term as the tree compares them: plurals as singulars, function words between two telling words left out. */
export function termKeys(words: readonly string[]): string[] {
  return words
    .filter((word, at) => at === 0 || at === words.length - 1 || !functionWords.has(word))
    .map(wordKey);
}

/**
 * Compares by `wordKey`, and skips function words inside a term: "right to buy" is found in "right buy", and "change of circumstances"
 * in "change in circumstances". Those at a term's ends count: "in care" is not "care".
 */
export function growTermTree<Value>(): TermTree<Value> {
  const root: Branch<Value> = { next: undefined, values: undefined };
  const firstWords = new Map<string, string[]>();

  function walkOn(
    branch: Branch<Value>,
    keys: readonly string[],
    at: number,
    found: (value: Value, to: number) => void,
  ): void {
    const key = keys[at];
    if (key === undefined) return;
    const next = branch.next?.get(key);
    if (next) {
      for (const value of next.values ?? []) found(value, at + 1);
      walkOn(next, keys, at + 1, found);
    }
    if (branch !== root && isPassedOver(key)) walkOn(branch, keys, at + 1, found);
  }

  function walkToEnd(
    branch: Branch<Value>,
    keys: readonly string[],
    at: number,
    found: (value: Value) => void,
  ): void {
    const key = keys[at];
    if (key === undefined) return;
    if (at === keys.length - 1) {
      // Many terms begin at the root: those of other beginnings are left aside at once.
      const words =
        branch === root ? (firstWords.get(key.slice(0, startLetters)) ?? []) : (branch.next?.keys() ?? []);
      for (const word of words) {
        if (word !== key && word.startsWith(key)) branch.next?.get(word)?.values?.forEach(found);
      }
      return;
    }
    const next = branch.next?.get(key);
    if (next) walkToEnd(next, keys, at + 1, found);
    if (branch !== root && isPassedOver(key)) walkToEnd(branch, keys, at + 1, found);
  }

  return {
    walkUnfinished(keys, from, found) {
      walkToEnd(root, keys, from, found);
    },
    add(words, value) {
      let branch = root;
      for (const key of termKeys(words)) {
        if (branch === root && !root.next?.has(key)) {
          const start = key.slice(0, startLetters);
          firstWords.set(start, [...(firstWords.get(start) ?? []), key]);
        }
        branch.next ??= new Map();
        const next: Branch<Value> = branch.next.get(key) ?? { next: undefined, values: undefined };
        branch.next.set(key, next);
        branch = next;
      }
      if (branch === root) return;
      if (branch.values) branch.values.push(value);
      else branch.values = [value];
    },
    walk(keys, from, found) {
      walkOn(root, keys, from, found);
    },
  };
}
