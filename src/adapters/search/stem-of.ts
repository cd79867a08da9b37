import { porterStem } from './porter-stem.ts';

/** Stemming is dear, and texts use the same words again and again. */
const stemsKept = 50_000;
const stems = new Map<string, string>();

/** The stem of a folded word, kept for the next time. */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= stemsKept) stems.clear();
  const found = porterStem(word);
  stems.set(word, found);
  return found;
}
