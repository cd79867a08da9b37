import type { RepositoryFacts } from '../enrichment/current-facts.ts';
import type { HitKind } from '../ids.ts';
import type { Asset } from '../records/asset.ts';
import type { Award } from '../records/award.ts';
import type { Fund } from '../records/fund.ts';
import type { Organisation } from '../records/organisation.ts';
import type { Project } from '../records/project.ts';
import type { DocumentOf } from '../records/record.ts';
import type { Service } from '../records/service.ts';

/** A record that a search can answer with, as its search document is made from it. */
export type SearchableRecord = {
  [K in HitKind]: { kind: K; document: DocumentOf[K]; updatedAt: string };
}[HitKind];

/** What a search document needs to know of other records: all that are asked for here are at hand, nothing is read. */
export interface SearchContext {
  organisation(id: string): Organisation | undefined;
  /** Every earlier and later body, through all chains. */
  relatedOrganisations(id: string): readonly Organisation[];
  service(id: string): Service | undefined;
  theme(id: string): { label: string; alternatives: readonly string[] } | undefined;
  /** Other names of a platform, standard or licence. */
  otherNamesOf(name: string): readonly string[];
  fund(id: string): Fund | undefined;
  award(id: string): Award | undefined;
  project(id: string): Project | undefined;
  asset(id: string): Asset | undefined;
  /** Who uses an asset, where anybody said so. */
  reuse(asset: string): { users: readonly string[]; claimed: number } | undefined;
  /** What is known now of a repository, by its `repositoryId`. */
  facts(id: string): RepositoryFacts | undefined;
  /** ISO-8601: the time by which what was observed is judged. */
  now: string;
  /** Projects that name the asset among their outputs. */
  projectsOf(asset: string): readonly Project[];
  /** How many parts the product has. */
  partsOf(product: string): number;
  /** The amount shown for the award, undefined where none is stated. */
  amountGbp(award: Award): number | undefined;
}
