import type { Alternative, UnderstoodQuery } from '../../domain/query/understood-query.ts';
import type { TextField } from '../../domain/search/search-document.ts';
import type { HitExplanation } from '../../ports/search-index.ts';
import { buildHighlighter } from './highlight-texts.ts';

export const rounded = (value: number) => Math.round(value * 1000) / 1000;

type Match = HitExplanation['slots'][number]['matched'][number];

/** Says what an alternative found, by how much it counts, and in which of the texts, which are in the order of the fields' weights. */
export function describeMatch(
  asked: UnderstoodQuery,
  { alternative, begun, share }: { alternative: Alternative; begun: boolean; share: number },
  texts: readonly string[],
): Match {
  const { why } = alternative;
  const weight = rounded(share);
  if (alternative.match === 'facet') {
    return { found: `${alternative.facet}: ${alternative.values.join(', ')}`, why, weight, fields: [] };
  }
  const found = `${alternative.words.join(' ')}${begun ? '…' : ''}`;
  const slots = [{ typed: '', alternatives: [alternative], importance: 1, preference: false }];
  const fields = Object.keys(buildHighlighter({ ...asked, slots, phrases: [] })(texts)) as TextField[];
  return { found, why, weight, fields };
}
