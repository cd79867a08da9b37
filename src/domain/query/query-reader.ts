import type { CouncilDirectory } from '../councils/council-directory.ts';
import type { Thesaurus } from '../thesaurus/thesaurus.ts';
import { draftSlots } from './draft-slots.ts';
import { explainQuery } from './explain-query.ts';
import { foldExact } from './query.ts';
import { type PartReaders, type QueryParts, takeApart } from './query-parts.ts';
import { buildAreaReader } from './read-areas-in-query.ts';
import { buildFundReader, type NamedFund } from './read-funds-in-query.ts';
import { buildServiceReader, type NamedService } from './read-services-in-query.ts';
import { buildTechnologyReader } from './read-technology.ts';
import { type SlotDraft, toSlot } from './slot-draft.ts';
import type { NamedLicence } from './technology-names.ts';
import type { Purpose, UnderstoodQuery } from './understood-query.ts';
import { buildWordDictionary, type DictionaryWords } from './word-dictionary.ts';

/** What a query is understood by. */
export interface QuerySources extends DictionaryWords {
  councils: CouncilDirectory;
  thesaurus: Thesaurus;
  funds: readonly NamedFund[];
  services: readonly NamedService[];
  licences: readonly NamedLicence[];
  /** Programming languages that records have, as the facet writes them. */
  languages: readonly string[];
}

export interface QueryReader {
  understand(text: string): UnderstoodQuery;
}

const shortestName = 6;

/** Words of council names that are long enough to be told from others when mistyped. */
function* nameWordsOf(councils: CouncilDirectory): Generator<string> {
  for (const name of councils.names.places.keys()) {
    for (const word of name.split(' ')) if (word.length >= shortestName) yield word;
  }
}

/** The councils meant with all that came before and after them; for "Kent councils" those of the area too. */
function organisationsOf({ councils: named, areas }: QueryParts, directory: CouncilDirectory): string[] {
  const meant = named.flatMap(({ councils, area }) =>
    councils.flatMap((council) => [council, ...(area ? directory.membersOf(council.id) : [])]),
  );
  const ids = meant.flatMap(({ id }) => [
    id,
    ...[...directory.predecessorsOf(id), ...directory.successorsOf(id)].map((other) => other.id),
  ]);
  return [...new Set([...ids, ...areas.flatMap(({ organisations }) => organisations)])];
}

/** The forms under which a record may be meant as a whole, the text as typed first. */
function exactFormsOf(parts: QueryParts, drafts: readonly SlotDraft[]): string[] {
  const { exact, correctedText, tokens, taken, question } = parts;
  const kept = tokens.filter(
    (_, at) => taken.has(at) || drafts.some(({ span }) => span.from <= at && at < span.to),
  );
  const forms = [exact, foldExact(correctedText ?? '')];
  // Who wants to replace a thing, or to know who paid for it, does not come for the thing itself.
  const isOther = question.relation === 'replace' || question.purpose === 'money';
  if (!isOther) forms.push(kept.map(({ word }) => word).join(' '));
  return [...new Set(forms.filter((form) => form !== ''))];
}

function purposeOf({ question, fund, amounts }: QueryParts): Purpose {
  return question.purpose === 'need' && (fund || amounts.length > 0) ? 'money' : question.purpose;
}

/** Built once for a directory and a vocabulary; understanding a query then takes well under a millisecond. */
export function buildQueryReader(sources: QuerySources): QueryReader {
  const { councils, thesaurus, vocabulary, stem, further = [] } = sources;
  const readers: PartReaders = {
    councils,
    thesaurus,
    dictionary: buildWordDictionary({ vocabulary, stem, further: [...further, ...nameWordsOf(councils)] }),
    readAreas: buildAreaReader(councils),
    readFunds: buildFundReader(sources.funds),
    readServices: buildServiceReader(sources.services),
    readTechnology: buildTechnologyReader(sources.licences, sources.languages),
  };
  const serviceTitles = new Map(sources.services.map(({ id, title }) => [id, title]));

  function understand(given: string): UnderstoodQuery {
    const parts = takeApart(given, readers);
    const drafts = draftSlots(parts, readers.dictionary);
    const { text, phrases, excluded, exact, correctedText, amounts, years, question } = parts;
    return {
      ...{ text, phrases, excluded, exact },
      slots: drafts.map(toSlot),
      exactForms: exactFormsOf(parts, drafts),
      organisations: organisationsOf(parts, councils),
      purpose: purposeOf(parts),
      ...(question.relation ? { relation: question.relation } : {}),
      ...(amounts.length > 0
        ? { amountGbp: Object.assign({}, ...amounts.map(({ amountGbp }) => amountGbp)) }
        : {}),
      ...(years.length > 0 ? { years: [...new Set(years.flatMap((one) => one.years))] } : {}),
      ...(correctedText ? { correctedText } : {}),
      explained: explainQuery(parts, drafts, councils, serviceTitles),
    };
  }

  return { understand };
}

/** The text with its words corrected; undefined where all are spelt as records spell them. */
export function spellings(understood: UnderstoodQuery): string | undefined {
  return understood.correctedText;
}
