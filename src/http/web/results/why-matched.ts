import type { FacetName } from '../../../domain/search/facets.ts';
import type { SearchHit } from '../../../ports/search-index.ts';
import type { Translator } from '../words/translate.ts';

type Matched = NonNullable<SearchHit['explanation']>['slots'][number]['matched'][number];

const shownReasons = 4;
const shownPlaces = 2;
/** In the order in which they say most about a hit. */
const places = ['title', 'names', 'summary', 'subjects', 'organisations', 'technology', 'repository', 'body'];

/** Why a hit is among the results, in words, the most telling first; nothing where nothing was typed. */
export function whyMatched(
  { explanation }: Pick<SearchHit, 'explanation'>,
  words: Translator,
  labelOf: (facet: FacetName, value: string) => string,
): string[] {
  if (explanation === undefined) return [];
  const { t } = words;

  function placesOf({ fields }: Matched): string {
    const named = places.filter((place) => fields.some((field) => field === place)).slice(0, shownPlaces);
    return named.map((place) => t(`why.in.${place}`)).join(', ');
  }

  /** Several words typed may have been answered by one and the same thing: it is told once. */
  const told = new Set<string>();

  function reasonOf(typed: string, matched: readonly Matched[]): string | undefined {
    const [best] = matched.toSorted((one, other) => other.weight - one.weight);
    if (best === undefined || told.has(best.found)) return undefined;
    told.add(best.found);
    const found = best.found.replace(/…$/, '');
    const [, facet, value] = /^(\w+): (.+)$/.exec(found) ?? [];
    if (facet !== undefined && value !== undefined) {
      const label = labelOf(facet as FacetName, value);
      return t('why.facet', { facet: t(`facet.${facet}`), label });
    }
    const where = placesOf(best);
    if (where === '') return undefined;
    const isTyped = best.why === 'typed' || found.toLowerCase().includes(typed.toLowerCase());
    return isTyped ? t('why.typed', { found, where }) : t('why.meant', { found, typed, where });
  }

  const first = explanation.first === undefined ? [] : [t(`why.${explanation.first}`)];
  const reasons = explanation.slots
    .toSorted((one, other) => other.weight * other.strength - one.weight * one.strength)
    .flatMap(({ typed, matched }) => reasonOf(typed, matched) ?? []);
  return [...first, ...reasons].slice(0, shownReasons);
}
