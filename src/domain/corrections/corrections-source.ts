import type { Claim } from '../records/evidence.ts';
import { Source } from '../records/source.ts';

/** What people correct cites this; how it is known says which role and organisation said so, when and why, never a person. */
export const correctionsSource: Source = Source.parse({
  id: 'corrections',
  title: 'Corrections stated to this catalogue',
  titleBasis: 'made',
  sourceType: 'correction',
  publisher: 'Council Reuse Catalogue',
});

export function isCorrection({ source }: Pick<Claim, 'source'>): boolean {
  return source === correctionsSource.id;
}
