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
  /** False: its words are not to be looked for one by one. */
  apart: boolean;
  /** What does its work, by name, where the term is a product: to be found only where it is to be replaced. */
  replacements: readonly (readonly string[])[];
  /** Services whose records count as found, at `servicesWeight`. */
  services: readonly string[];
  servicesWeight: number;
}

export interface Thesaurus {
  /**
   * Expansions for the longest terms in `words`, which are all words of a query, folded, in the order typed and with its function
   * words: guards such as "live in" need them. No span lies within another, but neighbours may share words; a span that has several
   * senses is given once for each. `unfinished`: the last word may be a beginning, and the few terms that it may become count too, at
   * less.
   */
  expand(words: readonly string[], unfinished?: boolean): Expansion[];
}

interface Sense {
  term: string;
  group: ThesaurusGroup;
  /** What its group leads to, one list for all of its terms. */
  leads: readonly Alternative[];
  /** Which of these is the term itself. */
  own?: Alternative;
}

function alternativesOf({ leads, own }: Sense): Alternative[] {
  return leads.filter((alternative) => alternative !== own);
}

/** "Housing rep" may become few terms, "rep" many: a word that stands alone says what it will be only when it is nearly written. */
const shortestBegun = { alone: 4, afterOthers: 2 };
const longestBegun = 4;
const mostBegun = 3;
const begunFactor = 0.5;

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

function expansionOf(term: string, group: ThesaurusGroup, alternatives: readonly Alternative[]) {
  const { id, kind, services, level, apart, replacedBy } = group;
  const replacements = replacedBy.map(foldWords);
  return {
    ...{ term, group: id, kind, apart, alternatives, services, replacements },
    servicesWeight: levelWeights[level],
  };
}

/** Groups become one tree of terms; looking a query up costs a map access a word, however many groups there are. */
export function buildThesaurus(groups: readonly ThesaurusGroup[]): Thesaurus {
  const senses = growTermTree<Sense>();
  const guards = growTermTree<ThesaurusGroup>();
  for (const group of groups) {
    const byKey = leadsByKey(group);
    const leads = [...byKey.values()];
    for (const term of group.terms) {
      const words = foldWords(term);
      senses.add(words, { term, group, leads, own: byKey.get(keyOf(words)) });
    }
    for (const phrase of group.unless) guards.add(foldWords(phrase), group);
  }

  /** What the last words may become, where that is clear enough and no term stands there already. */
  function begun(
    keys: readonly string[],
    guarded: ReadonlySet<ThesaurusGroup>,
    whole: readonly Expansion[],
  ): Expansion[] {
    const last = keys.at(-1) ?? '';
    for (let from = Math.max(0, keys.length - longestBegun); from < keys.length; from += 1) {
      const isOne = from === keys.length - 1;
      if (last.length < (isOne ? shortestBegun.alone : shortestBegun.afterOthers)) continue;
      if (whole.some((one) => one.to === keys.length && one.from <= from)) return [];
      const completed: Sense[] = [];
      senses.walkUnfinished(keys, from, (sense) => {
        if (!guarded.has(sense.group)) completed.push(sense);
      });
      const groups = new Map(completed.map((sense) => [sense.group, sense]));
      if (groups.size === 0) continue;
      if (groups.size > mostBegun) return [];
      return [...groups.values()].map((sense) => {
        const { term, group } = sense;
        const meant = [{ words: foldWords(term), weight: 1 }, ...alternativesOf(sense)];
        const whole = expansionOf(term, group, meant);
        return {
          ...{ from, to: keys.length, ...whole },
          alternatives: meant.map(({ words, weight }) => ({ words, weight: weight * begunFactor })),
          servicesWeight: whole.servicesWeight * begunFactor,
        };
      });
    }
    return [];
  }

  return {
    expand(words, unfinished = false) {
      const keys = words.map(wordKey);
      const guarded = new Set<ThesaurusGroup>();
      const found: Expansion[] = [];
      for (let from = 0; from < keys.length; from++) {
        guards.walk(keys, from, (group) => guarded.add(group));
      }
      for (let from = 0; from < keys.length; from++) {
        senses.walk(keys, from, (sense, to) => {
          if (guarded.has(sense.group)) return;
          found.push({ from, to, ...expansionOf(sense.term, sense.group, alternativesOf(sense)) });
        });
      }
      const spans = longestSpans(found);
      return unfinished ? [...spans, ...begun(keys, guarded, spans)] : spans;
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
        (from < other.from && to < other.to) ||
        (from > other.from && to > other.to) ||
        (from === other.from && to === other.to && group !== other.group),
    );
    if (isFree) kept.push(expansion);
  }
  return kept.sort((one, other) => one.from - other.from);
}
