import type { NamedThing } from './named-in-query.ts';
import { foldWords } from './query.ts';
import { languagesBehind, licenceKinds, phases, wordyLanguages, wordyLicences } from './technology-words.ts';
import type { Alternative } from './understood-query.ts';

export interface NamedLicence {
  id: string;
  family: string;
  name: string;
  alternatives?: readonly string[];
}

/** A name of technology as it may stand in a query. */
export interface TechnologyName extends Pick<NamedThing, 'about' | 'told'> {
  /** Folded words, apart by a space. */
  form: string;
  facet: Extract<Alternative, { match: 'facet' }>;
  /** Only before "licence". */
  needsLicence?: boolean;
  /** A framework or product: looked for as a word too, its language being only a hint. */
  isWord?: boolean;
}

const behindWeight = 0.4;

export function inFacet(
  facet: 'licence' | 'language' | 'fundingPhase',
  values: readonly string[],
  weight = 1,
) {
  return { match: 'facet' as const, facet, values, weight, why: 'named' as const };
}

/** Every way a licence is written, and its short name without a version ("GPL", "Apache"), with the families that it may be. */
function licenceNames(licences: readonly NamedLicence[]): TechnologyName[] {
  const forms = new Map<string, Set<string>>();
  const put = (form: string, family: string) => {
    const key = foldWords(form).join(' ');
    if (key.length > 1) forms.set(key, (forms.get(key) ?? new Set()).add(family));
  };
  for (const { id, family, name, alternatives = [] } of licences) {
    for (const form of [id, family, name, ...alternatives]) put(form, family);
    const short = /^([A-Za-z]+)(?=-)/.exec(id)?.[1];
    if (short !== undefined && short.length > 2) put(short, family);
  }
  return [...forms].map(([form, families]) => ({
    ...{ form, about: 'licence' as const, told: [...families] },
    facet: inFacet('licence', [...families]),
    needsLicence: wordyLicences.has(form),
  }));
}

function licenceKindNames(licences: readonly NamedLicence[]): TechnologyName[] {
  const families = [...new Set(licences.map(({ family }) => family))];
  return licenceKinds.forms.map(([form, kind]) => {
    const values =
      kind === 'none' ? ['none-found'] : families.filter((family) => licenceKinds[kind].test(family));
    const told = {
      none: 'no licence found',
      open: 'any open licence',
      permissive: 'permissive',
      copyleft: 'copyleft',
    };
    return { form, about: 'licence', told: [told[kind]], facet: inFacet('licence', values) };
  });
}

function languageNames(languages: readonly string[]): TechnologyName[] {
  const inUse = new Map(languages.map((language) => [language.toLowerCase(), language]));
  const own = languages
    .filter((language) => !wordyLanguages.has(language.toLowerCase()) && /^[\p{L}\p{N} ]+$/u.test(language))
    .map((language): TechnologyName => {
      const form = foldWords(language).join(' ');
      return { form, about: 'language', told: [language], facet: inFacet('language', [language]) };
    });
  const behind = languagesBehind.flatMap(([form, of]): TechnologyName[] => {
    const values = of.flatMap((language) => inUse.get(language.toLowerCase()) ?? []);
    const facet = inFacet('language', values, behindWeight);
    return values.length > 0 ? [{ form, about: 'language', told: values, facet, isWord: true }] : [];
  });
  const named = new Set(own.map(({ form }) => form));
  return [...own, ...behind.filter(({ form }) => !named.has(form))];
}

export function technologyNames(
  licences: readonly NamedLicence[],
  languages: readonly string[],
): TechnologyName[] {
  return [
    ...licenceNames(licences),
    ...licenceKindNames(licences),
    ...languageNames(languages),
    ...phases.map(([form, phase]): TechnologyName => {
      return { form, about: 'phase', told: [phase], facet: inFacet('fundingPhase', [phase]) };
    }),
  ];
}
