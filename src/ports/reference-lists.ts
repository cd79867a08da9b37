import type { Licence } from '../domain/licence.ts';
import type { ThesaurusGroup } from '../domain/thesaurus/thesaurus-group.ts';

/** What assets and projects are about, beside the services of the LGSL; records name a theme by its id. */
export interface Theme {
  id: string;
  label: string;
  alternatives: readonly string[];
}

/** A product or platform that assets connect to, under the one name that records use. */
export interface Platform {
  name: string;
  alternatives: readonly string[];
  /** What sort of thing it is, in a word or two ("payments", "maps and addresses"). */
  kind: string;
}

export interface Standard {
  name: string;
  alternatives: readonly string[];
}

/** Small lists that keep words alike. Alternatives are other words for the same thing, for search and for reading what people type. */
export interface ReferenceLists {
  themes: readonly Theme[];
  platforms: readonly Platform[];
  standards: readonly Standard[];
  licences: readonly Licence[];
  /** Every SPDX licence id, described in `licences` or not. */
  licenceIds: readonly string[];
  /** Groups of words for searching; domain/thesaurus/thesaurus.ts makes them usable. */
  thesaurus: readonly ThesaurusGroup[];
}
