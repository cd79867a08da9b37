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
  /** What was found, where it is not what was typed. */
  found?: string;
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
    found: whatWasFound(hit),
  };
}

/** "refuse, waste collection" where "bin" was typed: other words for the same thing that led to the hit. */
function whatWasFound({ explanation }: FoundHit): string | undefined {
  const slots = explanation?.slots ?? [];
  const typedText = slots.map(({ typed }) => typed.toLowerCase()).join(' ');
  const found = slots.flatMap(({ matched }) => {
    const [best] = matched.toSorted((one, other) => other.weight - one.weight);
    const isTyped = best !== undefined && typedText.includes(best.found.replace(/…$/, '').toLowerCase());
    return best === undefined || isTyped ? [] : [best.found];
  });
  return found.length > 0 ? [...new Set(found)].join(', ') : undefined;
}
