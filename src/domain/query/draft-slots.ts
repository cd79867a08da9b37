import { draftWordSlots } from './draft-word-slots.ts';
import { expandSlots, joinTerms } from './expand-slots.ts';
import { functionWords } from './query.ts';
import type { QueryParts } from './query-parts.ts';
import { type Span, wordsOf } from './query-tokens.ts';
import { overlaps, type SlotDraft } from './slot-draft.ts';
import type { Alternative } from './understood-query.ts';
import type { WordDictionary } from './word-dictionary.ts';

const askingImportance = 0.3;
const yearImportance = 0.5;
const amountImportance = 0.4;
const nextYearWeight = 0.6;
const serviceWeight = 0.9;
const besideMatter = 0.6;
const leastWeakInSentence = 2;

const isWithin = (span: Span, other: Span) => other.from <= span.from && span.to <= other.to;
const lengthOf = ({ from, to }: Span) => to - from;

/** The words that are looked for: neither part of something named nor only asking. */
function findSubject({ tokens, taken, question, expansions, services }: QueryParts): (at: number) => boolean {
  const terms = [...expansions, ...services.map(({ span }) => span)].filter((span) => lengthOf(span) > 1);
  const asking = [...question.asking, ...question.telling].filter(
    (span) => !terms.some((term) => isWithin(span, term) && lengthOf(term) > lengthOf(span)),
  );
  return (at) => {
    const here = { from: at, to: at + 1 };
    if (taken.has(at) || functionWords.has(tokens[at]?.word ?? '')) return false;
    if (asking.some((span) => isWithin(here, span))) return false;
    return !question.weak.has(at) || terms.some((term) => isWithin(here, term));
  };
}

function draftNamed({ tokens, fund, technology, years, amounts }: QueryParts): SlotDraft[] {
  const draft = (
    span: Span,
    alternatives: Alternative[],
    importance: number,
    preference = true,
  ): SlotDraft => {
    return { span, typed: wordsOf(tokens, span), alternatives, importance, preference, unknown: false };
  };
  const words = (forms: readonly (readonly string[])[], weights: readonly number[]) =>
    forms.map((form, at): Alternative => {
      return {
        match: 'words',
        words: form,
        weight: weights[at] ?? weights.at(-1) ?? 1,
        why: at === 0 ? 'typed' : 'named',
      };
    });
  return [
    ...[fund, ...technology].flatMap((thing) =>
      thing ? [draft(thing.span, thing.alternatives, thing.importance, thing.preference)] : [],
    ),
    ...years
      .filter(({ span }) => !fund || !overlaps(span, fund.span))
      .map(({ span, years: meant }) => {
        const typed = wordsOf(tokens, span)
          .split(' ')
          .filter((word) => /^\d+$/.test(word));
        const forms = [typed, ...(meant.length < 4 ? meant : []).map((year) => [String(year)])];
        return draft(span, words(forms, [1, nextYearWeight]), yearImportance);
      }),
    ...amounts
      .filter(({ forms }) => forms.length > 0)
      .map(({ span, forms }) => draft(span, words(forms, [1]), amountImportance)),
  ];
}

/** Services, and terms of the thesaurus whose words all tell something; what is to be replaced is not looked for by its name. */
function termsIn({ tokens, question, expansions, services }: QueryParts): (Span & { apart?: boolean })[] {
  const named = expansions.filter(({ kind }) => kind !== 'product' || question.relation !== 'replace');
  const isTelling = (at: number) => !question.weak.has(at) && !functionWords.has(tokens[at]?.word ?? '');
  const telling = named.filter(
    ({ from, to, apart }) => !apart || [...tokens.keys()].slice(from, to).every(isTelling),
  );
  return [...telling, ...services.map(({ span }) => span)];
}

/** A query of preferences alone asks for one of them: for what it names, else for its general words. */
function requireSomething(drafts: readonly SlotDraft[], named: readonly SlotDraft[]): void {
  if (drafts.some(({ preference }) => !preference)) return;
  for (const draft of named.length > 0 ? named : drafts) draft.preference = false;
}

/**
 * In a whole question what the thesaurus or the list of services knows is the matter; the words around it ("before we submit it") say
 * less, and are not what a record fails by.
 */
function weighSentence(drafts: readonly SlotDraft[], { question, expansions, services }: QueryParts): void {
  if (question.asking.length === 0 && question.weak.size < leastWeakInSentence) return;
  const known = [...expansions, ...services.map(({ span }) => span)];
  const isMatter = ({ span }: SlotDraft) => known.some((term) => overlaps(term, span));
  const required = drafts.filter(({ preference }) => !preference);
  if (!required.some(isMatter)) return;
  for (const draft of required) if (!isMatter(draft)) draft.importance *= besideMatter;
}

/** Everything that a query asks for, in its order. `asksNothing` where only councils or limits are left. */
export function draftSlots(parts: QueryParts, dictionary: WordDictionary): SlotDraft[] {
  const { tokens, phrases, councils, areas, amounts, years, expansions, services, hints, question } = parts;
  const named = draftNamed(parts);
  const words = draftWordSlots({ ...parts, dictionary }, findSubject(parts));
  for (const draft of words) {
    // Only a term of several words kept it.
    if (!question.weak.has(draft.span.from)) continue;
    draft.preference = true;
    draft.importance = askingImportance;
  }
  let drafts = [...words, ...named];
  const isBounded =
    phrases.length > 0 || councils.length + areas.length > 0 || amounts.length > 0 || years.length > 0;
  if (drafts.length === 0 && !isBounded) {
    const isTelling = (at: number) => !functionWords.has(tokens[at]?.word ?? '');
    const hasTelling = [...tokens.keys()].some(isTelling);
    drafts = draftWordSlots({ ...parts, dictionary }, hasTelling ? isTelling : () => true);
  }
  drafts.sort((one, other) => one.span.from - other.span.from);
  if (phrases.length === 0 && councils.length + areas.length === 0) requireSomething(drafts, named);
  for (const { span, facet } of hints) {
    for (const draft of drafts.filter((one) => overlaps(one.span, span))) draft.alternatives.push(facet);
  }
  joinTerms(drafts, termsIn(parts), tokens);
  expandSlots(drafts, expansions, dictionary, question.relation);
  for (const { span, services: meant } of services) {
    const values = meant.map(({ id }) => id);
    for (const draft of drafts.filter((one) => overlaps(one.span, span))) {
      draft.alternatives.push({
        match: 'facet',
        facet: 'service',
        values,
        weight: serviceWeight,
        why: 'named',
      });
      draft.unknown = false;
    }
  }
  weighSentence(drafts, parts);
  // The name of what is to be replaced need not stand in what replaces it, nor is a word of the field doubtful because no record has it.
  if (drafts.some(({ unknown, preference }) => !unknown && !preference)) {
    for (const draft of drafts) {
      draft.preference ||=
        draft.unknown && (question.relation === 'replace' || dictionary.isSpelt(draft.typed));
    }
  }
  return drafts;
}
