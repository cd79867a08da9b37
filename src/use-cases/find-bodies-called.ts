import type { CouncilDirectory } from '../domain/councils/council-directory.ts';
import { foldName } from '../domain/councils/name-words.ts';
import { nearNames } from '../domain/councils/near-names.ts';
import type { Organisation } from '../domain/records/organisation.ts';
import type { Directory } from './open-directory.ts';

const foldedNames = new WeakMap<CouncilDirectory, [Organisation, string[][]][]>();

/** The words of each body's names as names are compared; made once for each state of the register. */
function namesIn(councils: CouncilDirectory): [Organisation, string[][]][] {
  const known = foldedNames.get(councils);
  if (known !== undefined) return known;
  const names = councils.organisations.map((one): [Organisation, string[][]] => [
    one,
    [one.title, one.shortName ?? '', ...one.otherNames].map((name) => foldName(name).split(' ')),
  ]);
  foldedNames.set(councils, names);
  return names;
}

/** How many words of a name are compared: no body has a longer one. */
const mostWords = 20;

/**
 * Bodies that somebody may mean who types a code, a name or the beginning of its words, living ones first. What is like nothing finds those
 * that are spelt almost so.
 */
export function findBodiesCalled({ councils }: Pick<Directory, 'councils'>, typed: string): Organisation[] {
  const words = foldName(typed.normalize('NFKC')).split(' ').filter(Boolean).slice(0, mostWords);
  if (words.length === 0) return [];
  const coded = councils.find(typed);
  const { best, others } = councils.matchWords(words);
  const beginning = namesIn(councils).flatMap(([organisation, names]) =>
    names.some((own) => words.every((word) => own.some((one) => one.startsWith(word)))) ? [organisation] : [],
  );
  const named = [
    ...(coded ? [coded] : []),
    ...[...best, ...others].map(({ organisation }) => organisation),
    ...beginning.toSorted(
      (one, other) =>
        Number(councils.isLiving(other)) - Number(councils.isLiving(one)) ||
        one.title.localeCompare(other.title),
    ),
  ];
  return [...new Set(named.length > 0 ? named : nearNames(words, councils))];
}
