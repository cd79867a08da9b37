import { growTermTree } from '../thesaurus/term-tree.ts';
import { wordKey } from '../thesaurus/word-key.ts';
import type { NamedThing } from './named-in-query.ts';
import type { QueryToken, Span } from './query-tokens.ts';
import { overlaps } from './slot-draft.ts';
import { inFacet, type NamedLicence, type TechnologyName, technologyNames } from './technology-names.ts';
import type { Alternative } from './understood-query.ts';

export interface ReadTechnology {
  /** Licences, languages and phases: what a record preferably has. */
  named: NamedThing[];
  /** Frameworks and products, which stay words, with the languages they are of. */
  hints: { span: Span; facet: Alternative }[];
}

export type TechnologyReader = (text: string, tokens: readonly QueryToken[]) => ReadTechnology;

const licenceWords = new Set(['licence', 'license', 'licensed', 'licenced', 'licences']);
/** "apache solr" and "mit media lab" are no licences. */
const notAfter: Readonly<Record<string, RegExp>> = {
  apache: /^(?:solr|tomcat|spark|kafka|airflow|http|httpd|server|superset)$/,
  mit: /^(?:media|university|lab)$/,
  swift: /^(?:tickets?|codes?|response)$/,
  java: /^script$/,
};
/** "in Drupal", "built with React": a manner, not the matter. */
const mannerWords = new Set(['in', 'using', 'on']);
const signs = /(?<![\p{L}\p{N}])(?:(c#|f#|c\+\+)|(?:asp|vb)?\.net(?: core)?)(?![\p{L}\p{N}])/giu;
const dotNet = ['C#', 'ASP.NET', 'Visual Basic .NET', 'F#'];
const importance = 0.5;

function toNamed(
  span: Span,
  { about, told, facet }: Omit<TechnologyName, 'form'>,
  typed: string[],
): NamedThing {
  const words: Alternative[] =
    typed.length > 0 ? [{ match: 'words', words: typed, weight: 1, why: 'typed' }] : [];
  return { span, about, told, alternatives: [...words, facet], importance, preference: true };
}

export function buildTechnologyReader(
  licences: readonly NamedLicence[],
  languages: readonly string[],
): TechnologyReader {
  const tree = growTermTree<TechnologyName>();
  for (const name of technologyNames(licences, languages)) tree.add(name.form.split(' '), name);
  const inUse = new Map(languages.map((language) => [language.toLowerCase(), language]));

  /** Names that their signs make: the words alone, "c" and "net", stand in many texts. */
  function readSigns(text: string, tokens: readonly QueryToken[]): NamedThing[] {
    return [...text.matchAll(signs)].flatMap(({ 0: whole, 1: language, index }) => {
      const covered = [...tokens.keys()].filter((at) => {
        const { start = 0, end = 0 } = tokens[at] ?? {};
        return start < index + whole.length && end > index;
      });
      const values = (language ? [language] : dotNet).flatMap((one) => inUse.get(one.toLowerCase()) ?? []);
      const [from] = covered;
      if (from === undefined || values.length === 0) return [];
      const span = { from, to: from + covered.length };
      const words = language ? [] : tokens.slice(span.from, span.to).map(({ word }) => word);
      return [toNamed(span, { about: 'language', told: values, facet: inFacet('language', values) }, words)];
    });
  }

  return function readTechnology(text, tokens) {
    const read: ReadTechnology = { named: readSigns(text, tokens), hints: [] };
    const words = tokens.map(({ word }) => word);
    const keys = words.map(wordKey);
    for (let from = 0; from < tokens.length; from += 1) {
      let found: TechnologyName | undefined;
      let to = from;
      tree.walk(keys, from, (name, end) => {
        // "rail" is not Rails.
        const isWhole = end > from + 1 || name.form === words[from];
        if (isWhole && end > to && (!name.needsLicence || licenceWords.has(words[end] ?? ''))) {
          found = name;
          to = end;
        }
      });
      if (!found || notAfter[words[from] ?? '']?.test(words[to] ?? '')) continue;
      const name: TechnologyName = found;
      const span = { from, to: name.about === 'licence' && licenceWords.has(words[to] ?? '') ? to + 1 : to };
      if (read.named.some((one) => overlaps(one.span, span))) continue;
      if (name.isWord && !mannerWords.has(words[from - 1] ?? ''))
        read.hints.push({ span, facet: name.facet });
      else read.named.push(toNamed(span, name, words.slice(from, to)));
      from = span.to - 1;
    }
    return read;
  };
}
