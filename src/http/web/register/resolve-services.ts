import { foldWords } from '../../../domain/query/query.ts';
import type { UnderstoodQuery } from '../../../domain/query/understood-query.ts';
import type { Service } from '../../../domain/records/service.ts';
import { buildNameList, type NameList } from '../../../domain/search/name-list.ts';

interface Resolving {
  directory: { readonly services: ReadonlyMap<string, Service> };
  reader: { understand(text: string): UnderstoodQuery };
}

/** A service that somebody may have meant. */
export interface ServiceChoice {
  id: string;
  title: string;
}

export interface ResolvedServices {
  ids: string[];
  /** Texts that name no one service, each with those that it may mean. */
  open: { text: string; choices: ServiceChoice[] }[];
}

const mostChoices = 8;
const lists = new WeakMap<ReadonlyMap<string, Service>, NameList<Service>>();

function listOf(services: ReadonlyMap<string, Service>): NameList<Service> {
  const known = lists.get(services);
  if (known !== undefined) return known;
  const list = buildNameList(
    livingOf(services).map((entry) => ({
      entry,
      names: [entry.title, entry.plainName ?? '', ...entry.formerLabels],
    })),
  );
  lists.set(services, list);
  return list;
}

export function livingOf(services: ReadonlyMap<string, Service>): Service[] {
  return [...services.values()].filter(({ status }) => status === 'live');
}

/**
 * Services by what people call them. A number or a whole name of one service is that service; anything else is never guessed but asked
 * back. `picked`: ids that were ticked when it was asked.
 */
export function resolveServices(
  { directory: { services }, reader }: Resolving,
  texts: readonly string[],
  picked: readonly string[],
): ResolvedServices {
  const ids = new Set<string>();
  const open: ResolvedServices['open'] = [];
  for (const text of texts) {
    const own = services.get(text) ?? byName(services, text);
    if (own !== undefined) {
      ids.add(own.id);
      continue;
    }
    const choices = choicesFor({ services, reader }, text);
    const ticked = choices.filter(({ id }) => picked.includes(id));
    for (const { id } of ticked) ids.add(id);
    if (ticked.length === 0) open.push({ text, choices });
  }
  return { ids: [...ids], open };
}

/** The text that stands for a service in a form, and leads back to it. */
export function serviceText(services: ReadonlyMap<string, Service>, id: string): string {
  const title = services.get(id)?.title;
  return title !== undefined && byName(services, title)?.id === id ? title : id;
}

function byName(services: ReadonlyMap<string, Service>, text: string): Service | undefined {
  const folded = foldWords(text).join(' ');
  if (folded === '') return undefined;
  const named = (names: (service: Service) => string[]) => {
    const found = livingOf(services).filter((one) =>
      names(one).some((name) => foldWords(name).join(' ') === folded),
    );
    return found.length === 1 ? found[0] : undefined;
  };
  return named(({ title }) => [title]) ?? named(({ plainName }) => [plainName ?? '']);
}

function choicesFor(
  { services, reader }: { services: ReadonlyMap<string, Service>; reader: Resolving['reader'] },
  text: string,
): ServiceChoice[] {
  const beginning = listOf(services).beginning(text, mostChoices);
  const meant = reader
    .understand(text)
    .slots.flatMap(({ alternatives }) =>
      alternatives.flatMap((one) => (one.match === 'facet' && one.facet === 'service' ? one.values : [])),
    )
    .flatMap((id) => services.get(id) ?? []);
  const all = new Map([...beginning.map(({ entry }) => entry), ...meant].map((one) => [one.id, one]));
  return [...all.values()].slice(0, mostChoices).map(({ id, title }) => ({ id, title }));
}
