import { foldExact, foldWords } from '../query/query.ts';
import type { Party } from '../records/evidence.ts';
import type { SearchContext } from './search-context.ts';
import type { HitOrganisation } from './search-document.ts';

/** Each text once, empty and absent ones left out. */
export function joinTexts(texts: readonly (string | undefined)[], separator = ', '): string {
  return [...new Set(texts.filter((text) => text !== undefined && text !== ''))].join(separator);
}

/** Names in order, without those whose words the earlier ones hold already: repeated words would count as emphasis. */
function withNewWords(names: readonly (string | undefined)[]): string[] {
  const seen = new Set<string>();
  return names.filter((name): name is string => {
    const words = foldWords(name ?? '');
    const isNew = words.some((word) => !seen.has(word));
    for (const word of words) seen.add(word);
    return isNew;
  });
}

/** What the organisations are and were called, and those before and after them. */
export function organisationText(parties: readonly Party[], context: SearchContext): string {
  const texts = parties.flatMap(({ organisation: id, name }) => {
    const organisation = context.organisation(id);
    const own = [organisation?.title, name, organisation?.shortName, ...(organisation?.otherNames ?? [])];
    const related = context
      .relatedOrganisations(id)
      .flatMap(({ title, shortName, otherNames }) => [title, shortName, ...otherNames]);
    return withNewWords([...own, ...related]);
  });
  return joinTexts(texts);
}

/** Services under their present, plain and former labels, themes with their other words. */
export function subjectText(
  services: readonly string[],
  themes: readonly string[],
  context: SearchContext,
): string {
  return joinTexts([
    ...services.flatMap((id) => {
      const service = context.service(id);
      return service ? [service.title, service.plainName, ...service.formerLabels] : [];
    }),
    ...themes.flatMap((id) => {
      const theme = context.theme(id);
      return theme ? [theme.label, ...theme.alternatives] : [];
    }),
  ]);
}

/** `owner/name` and the words it runs together: "LBHackney-IT/HousingRepairs" also holds "Housing Repairs". */
export function repositoryText(repository: string | undefined): string {
  if (repository === undefined) return '';
  const parted = repository
    .replace(/(\p{Ll}|\p{N})(?=\p{Lu})/gu, '$1 ')
    .replace(/(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$1 ')
    .replace(/[/._-]+/g, ' ');
  return foldExact(parted) === foldWords(repository).join(' ') ? repository : `${repository} ${parted}`;
}

const joinedFormWords = 4;

/** Exact forms of names, each also written as one word where it is short enough to be typed so ("localgovdrupal"). */
export function exactForms(names: readonly (string | undefined)[]): string[] {
  const forms = names.flatMap((name) => {
    const form = foldExact(name ?? '');
    const words = form.split(' ');
    return words.length > 1 && words.length <= joinedFormWords ? [form, words.join('')] : [form];
  });
  return [...new Set(forms.filter((form) => form !== ''))];
}

/** Organisations in a role, as a hit shows them, each role once. */
export function hitOrganisations(
  roles: readonly (readonly [role: string, parties: readonly Party[]])[],
  context: SearchContext,
): HitOrganisation[] {
  const shown = new Map<string, HitOrganisation>();
  for (const [role, parties] of roles) {
    for (const { organisation: id, name } of parties) {
      const known = shown.has(`${role} ${id}`);
      if (!known)
        shown.set(`${role} ${id}`, { id, name: context.organisation(id)?.title ?? name ?? id, role });
    }
  }
  return [...shown.values()];
}

/** Regions of the leads. */
export function regionsOf(leads: readonly Party[], context: SearchContext): string[] {
  return [...new Set(leads.flatMap(({ organisation }) => context.organisation(organisation)?.region ?? []))];
}

/** Ids of the organisations that a hit shows, each once. */
export function idsOf(organisations: readonly HitOrganisation[]): string[] {
  return [...new Set(organisations.map(({ id }) => id))];
}

/** The years of dates that may be as short as a year, each once. */
export function yearsOf(...dates: readonly (string | undefined)[]): number[] {
  return [...new Set(dates.flatMap((date) => (date === undefined ? [] : Number(date.slice(0, 4)))))];
}
