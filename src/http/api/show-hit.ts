import type { SearchHit } from '../../ports/search-index.ts';
import type { RecordLinks } from '../links.ts';

type ShownHit = Omit<SearchHit, 'summary'> & SearchHit['summary'] & { links: RecordLinks };

/** A hit with its summary beside what names it. Field by field: copying objects into one another costs as much as finding what they show. */
export function showHit(
  hit: SearchHit,
  links: RecordLinks,
): { [Field in keyof Required<ShownHit>]: unknown } {
  const { kind, id, updatedAt, explanation, highlight, summary } = hit;
  return {
    kind,
    id,
    updatedAt,
    explanation,
    title: summary.title,
    summary: summary.summary,
    repository: summary.repository,
    parts: summary.parts,
    organisations: summary.organisations,
    licence: summary.licence,
    languages: summary.languages,
    fundingPhase: summary.fundingPhase,
    maturity: summary.maturity,
    assetKind: summary.assetKind,
    amountGbp: summary.amountGbp,
    highlight,
    links,
  };
}
