import { foldWords } from '../query/query.ts';
import { growTermTree, termKeys } from './term-tree.ts';
import { leadsOf, levelWeights, type ThesaurusGroup } from './thesaurus-group.ts';
import { wordKey } from './word-key.ts';

export interface Alternative {
  /** Folded, in this order; more than one word is a phrase. */
  words: readonly string[];
  /** What finding it is worth, where the typed words themselves are worth 1. */
  weight: number;
}

/** What the words from `from` up to but not including `to` may also be looked for as. */
export interface Expansion {
  from: number;
  to: number;
  /** The term as the thesaurus writes it. */
  term: string;
  group: string;
  kind: ThesaurusGroup['kind'];
  /** Best first, without the term itself; never expanded again. */
  alternatives: readonly Alternative[];
  /** Services whose records count as found, at `servicesWeight`. */
  services: readonly string[];
  servicesWeight: number;
}

export interface Thesaurus {
  /**
   * Expansions for the longest terms in `words`, which are all words of a query, folded, in the order typed and with its function
   * words: guards such as "live in" need them. Spans do not overlap; a span that has several senses is given once for each.
   */
  expand(words: readonly string[]): Expansion[];
}

interface Sense {
  term: string;
  group: ThesaurusGroup;
  alternatives: readonly Alternative[];
}

function keyOf(words: readonly string[]): string {
  return termKeys(words).join(' ');
}

/** What the group leads to, each once and best first, under its key. */
function leadsByKey(group: ThesaurusGroup): Map<string, Alternative> {
  const alternatives = new Map<string, Alternative>();
  for (const { phrase, weight } of leadsOf(group)) {
    const words = foldWords(phrase);
    const earlier = alternatives.get(keyOf(words));
    if (words.length > 0 && (earlier?.weight ?? 0) < weight)
      alternatives.set(keyOf(words), { words, weight });
  }
  return new Map([...alternatives].sort(([, one], [, other]) => other.weight - one.weight));
}

/** Groups become one tree of terms; looking a query up costs a map access a word, however many groups there are. */
export function buildThesaurus(groups: readonly ThesaurusGroup[]): Thesaurus {
  const senses = growTermTree<Sense>();
  const guards = growTermTree<ThesaurusGroup>();
  for (const group of groups) {
    const leads = [...leadsByKey(group)];
    for (const term of group.terms) {
      const words = foldWords(term);
      const own = keyOf(words);
      const alternatives = leads.filter(([key]) => key !== own).map(([, alternative]) => alternative);
      senses.add(words, { term, group, alternatives });
    }
    for (const phrase of group.unless) guards.add(foldWords(phrase), group);
  }

  return {
    expand(words) {
      const keys = words.map(wordKey);
      const guarded = new Set<ThesaurusGroup>();
      const found: Expansion[] = [];
      for (let from = 0; from < keys.length; from++) {
        guards.walk(keys, from, (group) => guarded.add(group));
      }
      for (let from = 0; from < keys.length; from++) {
        senses.walk(keys, from, ({ term, group, alternatives }, to) => {
          if (guarded.has(group)) return;
          const { id, kind, services, level } = group;
          const servicesWeight = levelWeights[level];
          found.push({ from, to, term, group: id, kind, alternatives, services, servicesWeight });
        });
      }
      return longestSpans(found);
    },
  };
}

function longestSpans(found: readonly Expansion[]): Expansion[] {
  const byLength = [...found].sort(
    (one, other) => other.to - other.from - (one.to - one.from) || one.from - other.from,
  );
  const kept: Expansion[] = [];
  for (const expansion of byLength) {
    const { from, to, group } = expansion;
    const isFree = kept.every(
      (other) =>
        to <= other.from ||
        other.to <= from ||
        (from === other.from && to === other.to && group !== other.group),
    );
    if (isFree) kept.push(expansion);
  }
  return kept.sort((one, other) => one.from - other.from);
}
