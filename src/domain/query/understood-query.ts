import type { FacetName } from '../search/facets.ts';

/** One way to answer what was asked in a slot. `weight` is 1 for what was typed and less for what stands in for it. */
export type Alternative =
  /** One word in any of its forms; several words one after the other, in any of their forms. `prefix`: the last one may be a beginning. */
  | { match: 'words'; words: readonly string[]; prefix?: boolean; weight: number; why: Reason }
  /** A facet of the record: a service, a licence, a language … */
  | { match: 'facet'; facet: FacetName; values: readonly string[]; weight: number; why: Reason };

/** Where an alternative comes from, for explaining a result. */
export type Reason =
  | 'typed'
  | 'joined'
  | 'split'
  | 'corrected'
  | `thesaurus:${string}`
  /** Known to do the work of a product that is to be replaced; the rest names the group of the thesaurus. */
  | `replacement:${string}`
  | 'named';

/** One thing asked for: the best of its alternatives in a record counts. */
export interface Slot {
  /** The words as typed, for explaining. */
  typed: string;
  alternatives: readonly Alternative[];
  /** How much the slot counts beside the others, 1 for an ordinary word; preferences ("open source", "alpha", "£100k") count less. */
  importance: number;
  /** True for preferences: a record need not answer them, nor is it counted as missing a word. */
  preference: boolean;
  /** True where nothing in the catalogue holds the word, nor anything that stands in for it: no alternative can match. */
  unknown?: boolean;
}

/** What sort of answer is looked for: a thing to reuse, money and who got it, or who uses a thing. */
export type Purpose = 'need' | 'money' | 'use';

/** Whether what is named is to be replaced by what is found, or to be connected to it. */
export type Relation = 'replace' | 'works-with';

/** A query as it was understood: what engines match and rank. Nothing in it is specific to one. */
export interface UnderstoodQuery {
  text: string;
  slots: readonly Slot[];
  /** "Quoted phrases", each to be found exactly. */
  phrases: readonly (readonly string[])[];
  /** -negatives: words or phrases that no hit may hold. */
  excluded: readonly string[];
  /** The whole text folded as SearchDocument.exact; a record with this form comes first. */
  exact: string;
  /** `exact` and the same for the text without the words that only ask, and with corrected spelling; best first. */
  exactForms?: readonly string[];
  /** Councils named in the query with their predecessors and successors: hits must have one of them in a role. */
  organisations: readonly string[];
  /** For "who uses" and the like: councils may also be adopters. */
  purpose: Purpose;
  relation?: Relation;
  amountGbp?: { min?: number; max?: number };
  years?: readonly number[];
  /** The text with its words corrected, where any was. */
  correctedText?: string;
  /** What is told to the person who asked, in the order of the query. */
  explained: {
    council?: string[];
    service?: string[];
    fund?: string[];
    licence?: string[];
    language?: string[];
    phase?: string[];
    amount?: string[];
    year?: string[];
    corrected?: string[];
    dropped?: string[];
    alsoLookedFor?: string[];
  };
}
