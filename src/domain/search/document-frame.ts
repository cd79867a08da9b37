import type { HitKind } from '../ids.ts';
import type { Award } from '../records/award.ts';
import type { Fund } from '../records/fund.ts';
import type { Project } from '../records/project.ts';
import type { Signal } from './ranking-signals.ts';
import type { SearchContext } from './search-context.ts';
import { exactForms, hitOrganisations, idsOf, organisationText, regionsOf } from './search-text.ts';

/** Neither a product nor its main repository, a part or an example (SearchDocument.tier). */
export const ordinaryTier = 2;

/** What the three kinds have in common; each fills in the rest. */
export function frameOf(
  kind: HitKind,
  record: Award | Fund | Project,
  roles: Parameters<typeof hitOrganisations>[0],
  context: SearchContext,
) {
  const organisations = hitOrganisations(roles, context);
  const parties = roles.flatMap(([, named]) => named);
  return {
    organisations,
    document: {
      kind,
      id: record.id,
      text: {
        title: record.title,
        names: '',
        repository: '',
        subjects: '',
        summary: '',
        organisations: organisationText(parties, context),
        technology: '',
        body: '',
      },
      facets: {
        kind: [kind],
        organisation: idsOf(organisations),
        region: regionsOf(roles.find(([role]) => role === 'lead')?.[1] ?? [], context),
        service: [],
        theme: [],
        fund: [],
        fundingPhase: [],
        maturity: [],
        licence: [],
        language: [],
        assetKind: [],
        upkeep: [],
        reuse: [],
      },
      exact: exactForms([record.title, ...('otherNames' in record ? record.otherNames : []), record.id]),
      tier: ordinaryTier,
      originals: [],
      signals: [] as Signal[],
      adopters: [],
    },
  };
}
