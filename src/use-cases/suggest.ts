import type { HitKind } from '../domain/ids.ts';
import { foldWords } from '../domain/query/query.ts';
import type { UnderstoodQuery } from '../domain/query/understood-query.ts';
import type { Organisation } from '../domain/records/organisation.ts';
import type { Service } from '../domain/records/service.ts';
import { buildNameList, type ListedName, type NameList } from '../domain/search/name-list.ts';
import type { ThesaurusGroup } from '../domain/thesaurus/thesaurus-group.ts';
import type { ReferenceLists } from '../ports/reference-lists.ts';
import type { Answering } from './search-engines.ts';

export interface Suggestion {
  kind: HitKind | 'organisation' | 'service' | 'need';
  id?: string;
  text: string;
  /** What sort of thing it is, for people. */
  label: string;
}

interface Suggesting {
  engines: Pick<Answering, 'suggestTitles'>;
  directory: {
    readonly organisations: ReadonlyMap<string, Organisation>;
    readonly services: ReadonlyMap<string, Service>;
    readonly lists: Pick<ReferenceLists, 'thesaurus'>;
  };
  /** Knows what a mistyped word was meant to be; without it nothing is corrected. */
  reader?: { understand(text: string): Pick<UnderstoodQuery, 'correctedText'> };
}

const titleLabels: Record<HitKind, string> = {
  asset: 'Asset',
  project: 'Project',
  award: 'Award',
  fund: 'Fund',
};

const needLists = new WeakMap<readonly ThesaurusGroup[], NameList<Suggestion>>();
const organisationLists = new WeakMap<ReadonlyMap<string, Organisation>, NameList<Suggestion>>();
const serviceLists = new WeakMap<ReadonlyMap<string, Service>, NameList<Suggestion>>();

/** Lists are made once for each state of the directory, which replaces its maps when they change. */
function listOf<K extends object>(
  lists: WeakMap<K, NameList<Suggestion>>,
  key: K,
  read: () => ListedName<Suggestion>[],
): NameList<Suggestion> {
  const list = lists.get(key) ?? buildNameList(read());
  lists.set(key, list);
  return list;
}

function organisationLabel({ isCouncil, endDate }: Organisation): string {
  if (!isCouncil) return 'Organisation';
  return endDate === undefined ? 'Council' : 'Former council';
}

function listOrganisations(organisations: ReadonlyMap<string, Organisation>): ListedName<Suggestion>[] {
  return [...organisations.values()].map((organisation) => ({
    entry: {
      kind: 'organisation',
      id: organisation.id,
      text: organisation.title,
      label: organisationLabel(organisation),
    },
    names: [organisation.title, organisation.shortName ?? '', ...organisation.otherNames],
  }));
}

function listServices(services: ReadonlyMap<string, Service>): ListedName<Suggestion>[] {
  return [...services.values()]
    .filter(({ status }) => status === 'live')
    .map(({ id, title, plainName, formerLabels }) => ({
      entry: { kind: 'service', id, text: title, label: 'Service' },
      names: [title, plainName ?? '', ...formerLabels],
    }));
}

/** What residents and officers ask for in so many words: terms of several words that lead to a service. */
function listNeeds(thesaurus: readonly ThesaurusGroup[]): ListedName<Suggestion>[] {
  return thesaurus
    .filter(({ kind, services }) => kind === 'words' && services.length > 0)
    .flatMap(({ terms }) => terms.filter((term) => term.includes(' ')))
    .map((term) => ({ entry: { kind: 'need', text: term, label: 'Search' }, names: [term] }));
}

/** Titles, services, needs and organisations in turn, those that begin with what was typed before those with a word that does. */
async function suggestFor(
  { engines, directory }: Suggesting,
  typed: string,
  limit: number,
): Promise<Suggestion[]> {
  const start = foldWords(typed).join(' ');
  const titles = (await engines.suggestTitles(typed, limit)).map(({ kind, id, title }) => ({
    entry: { kind, id, text: title, label: titleLabels[kind] },
    atStart: foldWords(title).join(' ').startsWith(start),
  }));
  const {
    organisations,
    services,
    lists: { thesaurus },
  } = directory;
  const lists = [
    titles,
    listOf(serviceLists, services, () => listServices(services)).beginning(typed, limit),
    listOf(needLists, thesaurus, () => listNeeds(thesaurus)).beginning(typed, limit),
    listOf(organisationLists, organisations, () => listOrganisations(organisations)).beginning(typed, limit),
  ];
  const inTurn = [true, false].flatMap((atStart) => {
    const wanted = lists.map((list) => list.filter((found) => found.atStart === atStart));
    const longest = Math.max(...wanted.map((list) => list.length));
    return Array.from({ length: longest }, (_, at) => wanted.flatMap((list) => list[at]?.entry ?? [])).flat();
  });
  return inTurn.slice(0, limit);
}

/** For typing ahead. What was typed counts first; where that leaves room, what it was probably meant to be. */
export async function suggest(suggesting: Suggesting, typed: string, limit: number): Promise<Suggestion[]> {
  const found = await suggestFor(suggesting, typed, limit);
  const meant = found.length < limit ? suggesting.reader?.understand(typed).correctedText : undefined;
  if (meant === undefined || meant === typed) return found;
  const texts = new Set(found.map(({ kind, id, text }) => `${kind} ${id ?? text}`));
  const corrected = (await suggestFor(suggesting, meant, limit)).filter(
    ({ kind, id, text }) => !texts.has(`${kind} ${id ?? text}`),
  );
  return [...found, ...corrected].slice(0, limit);
}
