import type { Fund } from '../records/fund.ts';
import { frameOf } from './document-frame.ts';
import type { SearchContext } from './search-context.ts';
import type { SearchDocument } from './search-document.ts';
import { joinTexts, yearsOf } from './search-text.ts';

export function fundSearchDocument(fund: Fund, updatedAt: string, context: SearchContext): SearchDocument {
  const funder = fund.funder ? [{ organisation: fund.funder, name: fund.funderName }] : [];
  const { organisations, document } = frameOf('fund', fund, [['funder', funder]], context);
  const larger = fund.partOf ? context.fund(fund.partOf) : undefined;
  const summary =
    fund.summary ?? joinTexts([fund.programme, fund.round && `round ${fund.round}`, fund.funderName]);
  return {
    ...document,
    text: {
      ...document.text,
      names: joinTexts(fund.otherNames),
      summary,
      body: joinTexts(
        [
          fund.programme,
          fund.funderName,
          larger?.title,
          ...fund.grantSizes.map(({ statement }) => statement),
          ...fund.notes,
        ],
        '\n',
      ),
    },
    facets: { ...document.facets, fund: fund.partOf ? [fund.id, fund.partOf] : [fund.id] },
    years: yearsOf(fund.startDate),
    capacity: fund.capacity ?? false,
    updatedAt,
    summary: { title: fund.title, summary, organisations, languages: [] },
  };
}
