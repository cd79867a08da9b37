import { overlaps, type SlotDraft } from './slot-draft.ts';
import type { Expansion } from './thesaurus.ts';
import type { Alternative, Relation } from './understood-query.ts';
import type { WordDictionary } from './word-dictionary.ts';

const mostAlternatives = 10;
/** Whoever wants to be rid of a product looks for what does its work, not for its name. */
const replaced = { typed: 0.4, found: 1.5, most: 0.95 };
const connected = 0.5;

function factorOf(kind: Expansion['kind'], relation: Relation | undefined): number {
  if (kind !== 'product' || relation === undefined) return 1;
  return relation === 'replace' ? replaced.found : connected;
}

/** What a term of the thesaurus leads to, as far as any record holds it. */
function alternativesOf(
  { alternatives, services, servicesWeight, group, kind }: Expansion,
  dictionary: WordDictionary,
  relation: Relation | undefined,
): Alternative[] {
  const why = `thesaurus:${group}` as const;
  const weigh = (weight: number) => Math.min(replaced.most, weight * factorOf(kind, relation));
  const found = alternatives
    .filter(({ words }) => words.every((word) => dictionary.has(word)))
    .slice(0, mostAlternatives)
    .map(({ words, weight }): Alternative => ({ match: 'words', words, weight: weigh(weight), why }));
  if (services.length > 0) {
    found.push({ match: 'facet', facet: 'service', values: services, weight: weigh(servicesWeight), why });
  }
  return found;
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
            ? { ...alternative, weight: alternative.weight * replaced.typed }
            : alternative,
        );
      }
      draft.alternatives.push(...found);
      if (found.length > 0) draft.unknown = false;
    }
  }
}
