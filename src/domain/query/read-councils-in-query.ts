import type { CouncilDirectory } from '../councils/council-directory.ts';
import { readNameWords } from '../councils/name-words.ts';
import type { Organisation } from '../records/organisation.ts';
import { ordinaryPlaceWords, thingsNamedAfterPlaces, vaguePlaces } from './place-words.ts';
import type { QueryToken, Span } from './query-tokens.ts';
import { overlaps } from './slot-draft.ts';

export interface NamedCouncil {
  span: Span;
  /** Several where the name is ambiguous. */
  councils: Organisation[];
  /** "Kent councils": the area's councils. */
  area: boolean;
}

/** More bodies than this of one name ("LBH") name none of them. */
const mostMeant = 3;
const before = new Set(['in', 'for', 'at', 'from', 'by', 'get', 'got']);
/** "Leeds council tax" is Leeds and council tax. */
const afterCouncil = new Set(
  'tax house houses housing home homes flat flats tenant tenants tenancy tenancies property properties garage garages estate estates rent rents'.split(
    ' ',
  ),
);
const possessive = /['’‘ʼ`]s(?!\p{L})/giu;
/** "What did Bath get", "has Bury used": only somebody gets or uses. */
const asked = new Set(['did', 'does', 'do', 'has', 'have', 'had', 'was', 'is']);
const doing =
  /^(?:get|got|gets|receiv\w*|win|won|had|have|has|been|do|doing|done|build|built|use|uses|using|used|make|made|spend|spent|fund\w*|awarded|given|share|shared)$/;
const setWords = new Set(['councils', 'boroughs', 'districts', 'authorities']);
/** "Districts in Kent". */
const placing = new Set(['in', 'across', 'around', 'of']);

interface Piece {
  text: string;
  token: number;
}

/** Names of councils fold otherwise than texts do ("St." for Saint, "Herts"): their words with the tokens they come from. */
function readPieces(text: string, tokens: readonly QueryToken[]): (Piece | undefined)[] {
  let at = 0;
  return readNameWords(text).flatMap((word): (Piece | undefined)[] => {
    if (word.separator) return [undefined];
    while (at < tokens.length && (tokens[at]?.end ?? 0) <= word.start) at += 1;
    const token = Math.min(at, tokens.length - 1);
    return word.text.split(' ').map((part) => ({ text: part, token }));
  });
}

/** The stretch of pieces up to the next separator. */
function textsFrom(pieces: readonly (Piece | undefined)[], from: number): string[] {
  const end = pieces.indexOf(undefined, from);
  return pieces.slice(from, end < 0 ? undefined : end).map((piece) => piece?.text ?? '');
}

/**
 * Councils named in a query, old and new, the longest name at each place. A name that is an ordinary word counts only where what stands
 * around it says that the place is meant.
 */
export function readCouncilsInQuery(
  text: string,
  tokens: readonly QueryToken[],
  directory: CouncilDirectory,
): NamedCouncil[] {
  const named = readNames(text, tokens, directory);
  const owned = text.replace(possessive, '  ');
  if (owned === text) return named;
  // "King's Lynn" has its s in the name, "Reading's" has not.
  return [...named, ...readNames(owned, tokens, directory)].filter(
    ({ span }, at, all) => !all.slice(0, at).some((earlier) => overlaps(earlier.span, span)),
  );
}

function readNames(text: string, tokens: readonly QueryToken[], directory: CouncilDirectory): NamedCouncil[] {
  const pieces = readPieces(text, tokens);
  const named: NamedCouncil[] = [];
  for (let at = 0; at < pieces.length; at += 1) {
    const words = textsFrom(pieces, at);
    const ends = directory.names.endsFrom(words, 0).reverse();
    for (const length of ends) {
      const { best } = directory.matchWords(words.slice(0, length));
      const councils = best.map(({ organisation }) => organisation);
      if (best.length === 0) continue;
      const span = { from: pieces[at]?.token ?? 0, to: (pieces[at + length - 1]?.token ?? 0) + 1 };
      if (words[length - 1] === 'council' && afterCouncil.has(tokens[span.to]?.word ?? '')) continue;
      const name = words.slice(0, length).join(' ');
      const isMeant =
        councils.every(({ isCouncil, type }) => isCouncil || type === 'combined-authority') &&
        councils.length <= mostMeant &&
        isNameHere(name, span, tokens);
      if (isMeant) {
        const following = tokens[span.to]?.word ?? '';
        const isSetBefore =
          placing.has(tokens[span.from - 1]?.word ?? '') && setWords.has(tokens[span.from - 2]?.word ?? '');
        const area =
          isSetBefore ||
          setWords.has(following) ||
          setWords.has(words[length - 1] ?? '') ||
          councils.every(({ type }) => type === 'combined-authority');
        const to = setWords.has(following) ? span.to + 1 : span.to;
        named.push({ span: { from: isSetBefore ? span.from - 2 : span.from, to }, councils, area });
      }
      // A longer name of something else ("Lewisham Homes") keeps the shorter one from being read.
      at += length - 1;
      break;
    }
  }
  return named;
}

function isNameHere(name: string, span: Span, tokens: readonly QueryToken[]): boolean {
  if (vaguePlaces.has(name) || name.replace(/[^a-z]/g, '').length < 3) return false;
  const next = tokens[span.to];
  const previous = tokens[span.from - 1];
  const following = next && !next.parted ? next.word : '';
  if (thingsNamedAfterPlaces.any.has(following)) return false;
  if (thingsNamedAfterPlaces.of.get(name)?.has(following)) return false;
  if (
    /^(?:university|college|port|bishop|diocese) of $/.test(`${tokens[span.from - 2]?.word} of `) &&
    previous?.word === 'of'
  )
    return false;
  if (!ordinaryPlaceWords.has(name)) return true;
  const isAll = span.from === 0 && span.to === tokens.length;
  const isPossessive = /['’‘ʼ`]s$/i.test(tokens[span.to - 1]?.raw ?? '');
  const isPlaced = previous !== undefined && !previous.parted && before.has(previous.word);
  const isActing = previous !== undefined && asked.has(previous.word) && doing.test(following);
  const atEnd = next === undefined || next.parted;
  return (
    isAll ||
    isActing ||
    isPossessive ||
    (isPlaced && (atEnd || previous.word === 'in')) ||
    following === 'council' ||
    setWords.has(following)
  );
}
