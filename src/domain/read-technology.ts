import type { NamedThing } from './named-in-query.ts';
import { foldWords } from './query.ts';
import type { QueryToken, Span } from './query-tokens.ts';
import { languagesBehind, licenceKinds, phases, wordyLanguages } from './technology-words.ts';
import { growTermTree } from './term-tree.ts';
import type { Alternative } from './understood-query.ts';
import { wordKey } from './word-key.ts';

export interface NamedLicence {
  id: string;
  family: string;
  name: string;
  alternatives?: readonly string[];
}

export type TechnologyReader = (text: string, tokens: readonly QueryToken[]) => NamedThing[];

interface Named extends Pick<NamedThing, 'about' | 'told'> {
  form: string;
  facets: Extract<Alternative, { match: 'facet' }>[];
}

/** Words after a short name that make it certain. */
const licenceWords = new Set(['licence', 'license', 'licensed', 'licenced', 'licences']);
/** "apache solr", "mit media lab", "r and d" are something else. */
const notAfter: Readonly<Record<string, RegExp>> = {
  apache: /^(?:solr|tomcat|spark|kafka|airflow|http|httpd|server|superset)$/,
  mit: /^(?:media|university|lab)$/,
  ruby: /^(?:wedding|tuesday)$/,
  swift: /^(?:tickets?|codes?|response)$/,
  python: /^(?:snake)$/,
  java: /^(?:script)$/,
};
const signs = /(?<![\p{L}\p{N}])(?:(c#|f#|c\+\+)|((?:asp|vb)?\.net(?: core)?))(?![\p{L}\p{N}])/giu;
const preferenceImportance = 0.5;

/** Every way a licence is written, and its short name without a version ("GPL", "Apache"), with the families that it may be. */
function licenceForms(licences: readonly NamedLicence[]): Map<string, Set<string>> {
  const forms = new Map<string, Set<string>>();
  const put = (form: string, family: string) => {
    const key = foldWords(form).join(' ');
    if (key.length > 1) forms.set(key, (forms.get(key) ?? new Set()).add(family));
  };
  for (const { id, family, name, alternatives = [] } of licences) {
    for (const form of [id, family, name, ...alternatives]) put(form, family);
    const short = /^([A-Za-z0]+)(?=-)/.exec(id)?.[1];
    if (short !== undefined && short.length > 2) put(short, family);
  }
  return forms;
}

/** Licences, languages, frameworks and phases: what a record preferably has. */
export function buildTechnologyReader(
  licences: readonly NamedLicence[],
  languages: readonly string[],
): TechnologyReader {
  const tree = growTermTree<Named>();
  const inUse = new Map(languages.map((language) => [language.toLowerCase(), language]));
  const isOpen = (family: string) => licenceKinds.open.test(family);
  const facetOf = (
    facet: 'licence' | 'language' | 'fundingPhase',
    values: readonly string[],
    weight = 1,
  ) => ({
    match: 'facet' as const,
    facet,
    values,
    weight,
    why: 'named' as const,
  });
  for (const [form, families] of licenceForms(licences)) {
    tree.add(form.split(' '), {
      form,
      about: 'licence',
      told: [...families],
      facets: [facetOf('licence', [...families])],
    });
  }
  const families = [...new Set(licences.map(({ family }) => family))];
  for (const [form, kind] of licenceKinds.forms) {
    const values =
      kind === 'none'
        ? ['none-found']
        : families.filter((family) => (kind === 'open' ? isOpen(family) : licenceKinds[kind].test(family)));
    const told =
      kind === 'none' ? 'no licence found' : kind === 'open' ? 'any open licence' : `${kind} licences`;
    tree.add(form.split(' '), { form, about: 'licence', told: [told], facets: [facetOf('licence', values)] });
  }
  for (const language of languages) {
    if (wordyLanguages.has(language.toLowerCase()) || !/^[\p{L}\p{N} +.]+$/u.test(language)) continue;
    const form = foldWords(language).join(' ');
    tree.add(form.split(' '), {
      form,
      about: 'language',
      told: [language],
      facets: [facetOf('language', [language])],
    });
  }
  for (const [form, behind] of languagesBehind) {
    const values = behind.flatMap((language) => inUse.get(language.toLowerCase()) ?? []);
    if (values.length === 0) continue;
    tree.add(form.split(' '), {
      form,
      about: 'language',
      told: values,
      facets: [facetOf('language', values, 0.6)],
    });
  }
  for (const [form, phase] of phases) {
    tree.add(form.split(' '), {
      form,
      about: 'phase',
      told: [phase],
      facets: [facetOf('fundingPhase', [phase])],
    });
  }

  function toNamed(
    span: Span,
    { about, told, facets }: Omit<Named, 'form'>,
    words: readonly string[],
  ): NamedThing {
    const typed: Alternative = { match: 'words', words, weight: 1, why: 'typed' };
    return {
      span,
      about,
      told,
      alternatives: [typed, ...facets],
      importance: preferenceImportance,
      preference: true,
    };
  }

  function readSigns(text: string, tokens: readonly QueryToken[]): NamedThing[] {
    return [...text.matchAll(signs)].flatMap((match) => {
      const from = tokens.findIndex(({ end }) => end > match.index);
      const end = match.index + match[0].length;
      let to = from;
      while (to < tokens.length && (tokens[to]?.start ?? 0) < end) to += 1;
      const values = (match[1] ? [match[1]] : ['C#', 'ASP.NET', 'Visual Basic .NET', 'F#']).flatMap(
        (language) => inUse.get(language.toLowerCase()) ?? [],
      );
      if (from < 0 || to === from || values.length === 0) return [];
      const words = tokens.slice(from, to).map(({ word }) => word);
      const named = toNamed(
        { from, to },
        { about: 'language', told: values, facets: [facetOf('language', values)] },
        words,
      );
      // "c" is a word of many texts, "net" of others: signs make the name.
      return match[1] ? [{ ...named, alternatives: named.alternatives.slice(1) }] : [named];
    });
  }

  return function readTechnology(text, tokens) {
    const found = readSigns(text, tokens);
    const words = tokens.map(({ word }) => word);
    const keys = words.map(wordKey);
    for (let from = 0; from < tokens.length; from += 1) {
      let longest: { named: Named; to: number } | undefined;
      tree.walk(keys, from, (named, to) => {
        // "rail" is not Rails.
        if (to === from + 1 && named.form !== words[from]) return;
        if (!longest || to > longest.to) longest = { named, to };
      });
      if (!longest) continue;
      const { named, to } = longest as { named: Named; to: number };
      const next = words[to] ?? '';
      if (notAfter[words[from] ?? '']?.test(next)) continue;
      if (found.some(({ span }) => span.from < to && from < span.to)) continue;
      const span = { from, to: named.about === 'licence' && licenceWords.has(next) ? to + 1 : to };
      found.push(toNamed(span, named, words.slice(from, to)));
      from = span.to - 1;
    }
    return found;
  };
}
