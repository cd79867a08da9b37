import { prefixDesignations, suffixDesignations } from './designations.ts';

interface TrieNode {
  /** None where no name goes on: most nodes are ends. */
  next?: Map<string, TrieNode>;
  ends: boolean;
}

/** Finds where known names end in a row of words, without trying every stretch of them. */
export interface NameTrie {
  /** Ends (exclusive) of the stretches from `from` that are a known key with any designations around it, shortest first. */
  endsFrom(words: readonly string[], from: number): number[];
  /** Whether the words as a whole are one. */
  isName(words: readonly string[]): boolean;
}

const longestPrefix = 5;
const longestSuffix = 4;

export function buildNameTrie(keys: Iterable<string>): NameTrie {
  const root: TrieNode = { next: undefined, ends: false };
  for (const key of keys) {
    let node = root;
    for (const word of key.split(' ')) {
      node.next ??= new Map();
      const next: TrieNode = node.next.get(word) ?? { next: undefined, ends: false };
      node.next.set(word, next);
      node = next;
    }
    node.ends = true;
  }
  const prefixFirstWords = new Set([...prefixDesignations.keys()].map((phrase) => phrase.split(' ', 1)[0]));

  /** Where the place may begin: here, or after words such as "London Borough of". */
  function placeStarts(words: readonly string[], from: number): number[] {
    const starts = words[from] === 'the' ? [from, from + 1] : [from];
    const first = starts.at(-1) ?? from;
    if (!prefixFirstWords.has(words[first] ?? '')) return starts;
    let phrase = '';
    for (let length = 1; length <= longestPrefix && first + length < words.length; length += 1) {
      phrase = length === 1 ? (words[first] ?? '') : `${phrase} ${words[first + length - 1]}`;
      if (prefixDesignations.has(phrase)) starts.push(first + length);
    }
    return starts;
  }

  function addSuffixes(words: readonly string[], end: number, ends: Set<number>): void {
    let phrase = '';
    for (let length = 1; length <= longestSuffix && end + length <= words.length; length += 1) {
      phrase = length === 1 ? (words[end] ?? '') : `${phrase} ${words[end + length - 1]}`;
      if (suffixDesignations.has(phrase)) ends.add(end + length);
    }
  }

  function endsFrom(words: readonly string[], from: number): number[] {
    const ends = new Set<number>();
    for (const start of placeStarts(words, from)) {
      let node = root.next?.get(words[start] ?? '');
      for (let at = start + 1; node !== undefined; at += 1) {
        if (node.ends) {
          ends.add(at);
          addSuffixes(words, at, ends);
        }
        node = at < words.length ? node.next?.get(words[at] ?? '') : undefined;
      }
    }
    return [...ends].sort((one, other) => one - other);
  }

  return { endsFrom, isName: (words) => endsFrom(words, 0).includes(words.length) };
}
