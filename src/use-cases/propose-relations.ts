import { buildCouncilDirectory } from '../domain/councils/council-directory.ts';
import { proposeVariants } from '../domain/enrichment/propose-relations.ts';
import { proposeReuse } from '../domain/enrichment/propose-reuse.ts';
import type { Organisation } from '../domain/records/organisation.ts';
import type { EnrichmentStore } from '../ports/enrichment-store.ts';
import type { RecordStore } from '../ports/record-store.ts';
import { observeAssets } from './observe-assets.ts';

interface ProposingRelations {
  records: Pick<RecordStore, 'readAll'>;
  enrichment: Pick<EnrichmentStore, 'readAll' | 'propose'>;
  now: () => Date;
}

/** Proposes what was seen in the repositories and the catalogue does not say; answers how many are new. What was decided before stays so. */
export async function proposeRelations({ records, enrichment, now }: ProposingRelations): Promise<number> {
  const observed = await observeAssets({ records, enrichment });
  const organisations: Organisation[] = [];
  for await (const { document } of records.readAll('organisation')) organisations.push(document);
  const seen = [
    ...proposeVariants(observed),
    ...proposeReuse(observed, buildCouncilDirectory(organisations)),
  ];
  if (seen.length === 0) return 0;
  const proposedAt = now().toISOString();
  return enrichment.propose(seen.map((one) => ({ ...one, state: 'open', proposedAt })));
}
