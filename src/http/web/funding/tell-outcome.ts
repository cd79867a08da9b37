import type { Outcome } from '../../../use-cases/describe-outcome.ts';
import type { Reference } from '../../../use-cases/references.ts';
import { type Named, type Piece, toPieces } from '../words/to-pieces.ts';
import type { Translator } from '../words/translate.ts';

/** Names in a sentence; the others are counted. */
const shownNames = 4;

function namesOf(references: readonly Reference[], path: string): Named[] {
  return references.map(({ id, title }) => ({ title, href: `/${path}/${encodeURIComponent(id)}` }));
}

/** A sentence that names the first and counts the rest. */
function tellNames(words: Translator, key: string, names: readonly Named[]): Piece[] {
  const count = names.length;
  const shown = names.length > shownNames + 1 ? names.slice(0, shownNames) : names;
  const left = count - shown.length;
  const pieces = toPieces(words, key, { count, names: shown });
  if (left === 0) return [...pieces, { text: '.' }];
  return [...pieces, { text: words.t('story.more', { count: left }) }, { text: '.' }];
}

/** What came of it, in sentences, from the outputs to who uses them. What no source says is said too. */
export function tellOutcome(words: Translator, outcome: Outcome): Piece[][] {
  const { found, inferred, repositories, confirmed, claimed, observed, continuedBy } = outcome;
  if (found.length === 0) {
    return [
      toPieces(words, 'story.noOutput', {}),
      ...(inferred.length > 0 ? [tellNames(words, 'story.inferred', namesOf(inferred, 'assets'))] : []),
      ...(continuedBy.length > 0
        ? [tellNames(words, 'story.continued', namesOf(continuedBy, 'projects'))]
        : []),
    ];
  }
  return [
    tellNames(words, 'story.found', namesOf(found, 'assets')),
    ...(repositories > 0 ? [toPieces(words, 'story.repositories', { count: repositories })] : []),
    confirmed.length > 0
      ? tellNames(words, 'story.confirmed', namesOf(confirmed, 'organisations'))
      : toPieces(words, 'story.unused', {}),
    ...(claimed.length > 0 ? [tellNames(words, 'story.claimed', namesOf(claimed, 'organisations'))] : []),
    ...(observed.length > 0 ? [tellNames(words, 'story.observed', namesOf(observed, 'organisations'))] : []),
    ...(continuedBy.length > 0
      ? [tellNames(words, 'story.continued', namesOf(continuedBy, 'projects'))]
      : []),
  ];
}
