import type { HitKind } from '../ids.ts';
import type { AssetKind, Maturity } from '../records/asset.ts';
import type { FundingPhase } from '../records/evidence.ts';
import type { FacetName } from './facets.ts';
import type { Signal } from './ranking-signals.ts';

export interface HitOrganisation {
  id: string;
  name: string;
  role: string;
}

/** What a hit shows besides its highlights; kept in the index so that a search reads nothing else. */
export interface HitSummary {
  title: string;
  summary: string;
  repository?: string;
  parts?: number;
  organisations: HitOrganisation[];
  licence?: string;
  languages: string[];
  fundingPhase?: FundingPhase;
  maturity?: Maturity;
  assetKind?: AssetKind;
  amountGbp?: number;
}

/** The one document that both engines index. Text fields are in the order of their weight. */
export interface SearchDocument {
  kind: HitKind;
  id: string;
  text: {
    title: string;
    names: string;
    repository: string;
    /** Labels of services and themes, plain and former ones. */
    subjects: string;
    summary: string;
    /** Names, short names and former names of the organisations in it, their predecessors' and successors'. */
    organisations: string;
    /** Platforms, standards, languages, frameworks, licence. */
    technology: string;
    body: string;
  };
  facets: Record<FacetName, string[]>;
  /** Exact forms that put the record first: title, other names, `owner/name`, repository slug; lower-case, punctuation folded. */
  exact: string[];
  /** Lower comes first among otherwise equal hits: 0 product, 1 its main repository, 2 anything else, 3 a part, 4 an example or retired. */
  tier: number;
  /** For a part: the product's id, so that a search for a name shows the product, its main repository, then the parts. */
  product?: string;
  /** For a fork or copy: ids of the assets it was made from, which it never stands before. */
  originals: string[];
  /** A project and its only award have the same one: they are one hit, shown as the award where money is asked for. */
  group?: string;
  /** What moves its place besides its words. */
  signals: Signal[];
  /** Organisations seen using it; a search for who uses what finds them as well as those in a role. */
  adopters: string[];
  /** Years in which it was paid for. */
  years: number[];
  /** Kept out of results unless asked for with include=capacity. */
  capacity: boolean;
  updatedAt: string;
  amountGbp?: number;
  summary: HitSummary;
}

/** The text fields in the order of their weight, with the weights both engines follow. */
export const textFieldWeights = {
  title: 10,
  names: 9,
  repository: 8,
  subjects: 5,
  summary: 4,
  organisations: 2,
  technology: 3,
  body: 1,
} as const satisfies Record<keyof SearchDocument['text'], number>;
export type TextField = keyof typeof textFieldWeights;

/** In the order of their weight. */
export const textFields = Object.keys(textFieldWeights) as TextField[];

/** Highlights mark matches with private-use characters, so that no markup ever comes from a record. */
export const highlightStart = '\u{E000}';
export const highlightEnd = '\u{E001}';
