import type { Span } from './query-tokens.ts';
import type { Alternative, UnderstoodQuery } from './understood-query.ts';

/** Something that a query names and that records hold in a facet: a fund, a licence, a language, a phase. */
export interface NamedThing {
  span: Span;
  about: Exclude<keyof UnderstoodQuery['explained'], undefined>;
  /** As it is told to the person. */
  told: string[];
  alternatives: Alternative[];
  importance: number;
  preference: boolean;
}
