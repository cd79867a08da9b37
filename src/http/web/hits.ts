import { highlightStart } from '../../domain/search/search-document.ts';
import type { FoundHit } from '../../use-cases/search-catalogue.ts';
import { pathOf } from '../links.ts';

/** A hit as the pages show it. */
export interface ShownHit {
  id: string;
  href: string;
  kind: string;
  title: string;
  summary: string;
  highlight: { title?: string; summary?: string };
  bodies: string[];
  repository?: string;
  licence?: string;
  maturity?: string;
  assetKind?: string;
  amountGbp?: number;
  /** Of its description, where nothing else that is shown has what was looked for. */
  excerpt?: string;
  /** Why it is among the results. */
  why?: string[];
}

/** Names of bodies beside a hit: those that lead, else the first. */
const shownBodies = 3;

export function toShownHit(hit: FoundHit): ShownHit {
  const { title, summary, organisations, repository, licence, maturity, assetKind, amountGbp } = hit.summary;
  const leads = organisations.filter(({ role }) => role === 'lead' || role === 'funder');
  const bodies = (leads.length > 0 ? leads : organisations).slice(0, shownBodies);
  return {
    id: hit.id,
    href: `/${pathOf[hit.kind]}/${hit.id}`,
    kind: hit.kind,
    title,
    summary,
    highlight: hit.highlight,
    bodies: bodies.map(({ name }) => name),
    repository: repository === title ? undefined : repository,
    licence: licence === 'none-found' || licence === 'unknown' ? undefined : licence,
    ...{ maturity, assetKind, amountGbp },
    excerpt: excerptOf(hit),
  };
}

const isMarked = (text: string | undefined) => text?.includes(highlightStart) ?? false;

function excerptOf({ highlight: { title, summary, body } }: FoundHit): string | undefined {
  return isMarked(body) && !isMarked(title) && !isMarked(summary) ? body : undefined;
}
