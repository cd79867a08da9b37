import type { Expansion } from '../thesaurus/thesaurus.ts';
import type { QueryToken, Span } from './query-tokens.ts';
import { overlaps, type SlotDraft } from './slot-draft.ts';
import type { Alternative, Relation } from './understood-query.ts';
import type { WordDictionary } from './word-dictionary.ts';

const mostAlternatives = 16;
/** Whole sentences of residents rarely stand in records: they come after what is shorter. */
const longPhrase = 4;
/** Whoever wants to be rid of a product looks for what does its work, above all for what is known to, and not for its name. */
const replaced = { named: 0.1, found: 1.5 };
const known = { named: 0.1, found: 1, by: 1 };
const connected = { named: 1, found: 0.5 };
/** From this weight on an alternative is another name of the product, below it is what the product does. */
const otherName = 0.8;
const mostWeight = 0.95;
/** A word of a term ("building control") says less alone than the term does. */
const partOfTerm = 0.75;

function weigh(
  weight: number,
  { kind, replacements }: Pick<Expansion, 'kind' | 'replacements'>,
  relation: Relation | undefined,
): number {
  if (kind !== 'product' || relation === undefined) return weight;
  const factors = relation === 'works-with' ? connected : replacements.length > 0 ? known : replaced;
  return Math.min(mostWeight, weight * (weight >= otherName ? factors.named : factors.found));
}

/** What a term of the thesaurus leads to, as far as any record holds it. */
function alternativesOf(
  expansion: Expansion,
  dictionary: WordDictionary,
  relation: Relation | undefined,
): Alternative[] {
  const { alternatives, services, servicesWeight, replacements, group } = expansion;
  const why = `thesaurus:${group}` as const;
  const found = alternatives
    .filter(({ words }) => words.every((word) => dictionary.has(word)))
    .sort((one, other) => Number(one.words.length >= longPhrase) - Number(other.words.length >= longPhrase))
    .slice(0, mostAlternatives)
    .map(
      ({ words, weight }): Alternative => ({
        match: 'words',
        words,
        weight: weigh(weight, expansion, relation),
        why,
      }),
    );
  if (relation === 'replace') {
    const held = replacements.filter((words) => words.every(dictionary.has));
    const by = `replacement:${group}` as const;
    found.unshift(
      ...held.map((words): Alternative => ({ match: 'words', words, weight: known.by, why: by })),
    );
  }
  if (services.length > 0) {
    found.push({
      match: 'facet',
      facet: 'service',
      values: services,
      weight: weigh(servicesWeight, expansion, relation),
      why,
    });
  }
  return found;
}

/** Lets the words of a term be found together above each alone, where they are slots of their own; never alone where that means something else. */
export function joinTerms(
  drafts: readonly SlotDraft[],
  terms: readonly (Span & { apart?: boolean })[],
  tokens: readonly QueryToken[],
): void {
  const joined = new Set<SlotDraft>();
  for (const term of terms.filter(({ from, to }) => to - from > 1)) {
    const together = tokens.slice(term.from, term.to).map(({ word }) => word);
    for (const draft of drafts) {
      const isWord = draft.span.to - draft.span.from === 1 && overlaps(draft.span, term);
      if (!isWord || joined.has(draft)) continue;
      joined.add(draft);
      draft.alternatives = [
        { match: 'words', words: together, weight: 1, why: 'typed' },
        ...draft.alternatives.flatMap((one) => {
          if (one.why === 'joined') return one;
          return term.apart === false ? [] : { ...one, weight: one.weight * partOfTerm };
        }),
      ];
    }
  }
}

/**
 * Gives every slot of an expanded stretch the same alternatives: a record that holds one of them answers all of the words, and one
 * without still answers each word for itself.
 */
export function expandSlots(
  drafts: readonly SlotDraft[],
  expansions: readonly Expansion[],
  dictionary: WordDictionary,
  relation: Relation | undefined,
): void {
  for (const expansion of expansions) {
    const within = drafts.filter(({ span }) => overlaps(span, expansion));
    if (within.length === 0) continue;
    const found = alternativesOf(expansion, dictionary, relation);
    for (const draft of within) {
      if (relation === 'replace' && expansion.kind === 'product' && found.length > 0) {
        draft.alternatives = draft.alternatives.map((alternative) =>
          alternative.why === 'typed'
            ? { ...alternative, weight: alternative.weight * replaced.named }
            : alternative,
        );
      }
      draft.alternatives.push(...found);
      if (found.length > 0) draft.unknown = false;
    }
  }
}
