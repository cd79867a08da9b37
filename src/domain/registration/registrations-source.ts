import { Source } from '../records/source.ts';

/** What people registered here cites this; how it is known says which role and organisation said so and when, never a person. */
export const registrationsSource: Source = Source.parse({
  id: 'registrations',
  title: 'Registered with this catalogue',
  titleBasis: 'made',
  sourceType: 'reference',
  publisher: 'Council Reuse Catalogue',
});
