import type { Directory } from '../../../use-cases/open-directory.ts';
import type { Statement } from '../../../use-cases/references.ts';
import { type ShownStatement, statedByField, toShownStatements } from '../stated/shown-statements.ts';
import type { Translator } from '../words/translate.ts';

const severalValued: ReadonlySet<string> = new Set(['leads', 'partners', 'services', 'themes']);

/** What stands in the record of a field that has several values is one statement where the same sources state it. */
function joined(statements: readonly ShownStatement[]): ShownStatement[] {
  const rows = new Map<string, ShownStatement>();
  for (const [at, one] of statements.entries()) {
    const sources = one.sources.map(({ id, how }) => `${id} ${how}`).join();
    const isListed = severalValued.has(one.field) && one.shown;
    const key = isListed ? `${one.field} ${sources}` : String(at);
    const there = rows.get(key);
    rows.set(key, there === undefined ? one : { ...there, text: `${there.text}, ${one.text}` });
  }
  return [...rows.values()];
}

/** Every stated value for a page, by field too, and the fields on which sources differ with what each says. */
export function showStatements(
  { statements, disagreements }: { statements: readonly Statement[]; disagreements: readonly string[] },
  directory: Directory,
  words: Translator,
) {
  const shown = joined(toShownStatements(statements, directory, words));
  const stated = statedByField(shown);
  return {
    statements: shown,
    stated,
    differing: disagreements.map((field) => ({
      label: words.name('field', field),
      values: differentOf(stated[field] ?? []),
    })),
  };
}

/** Sources that say the same are named together, those of the value shown first. */
function differentOf(statements: readonly ShownStatement[]) {
  const byText = new Map<string, { text: string; shown: boolean; sources: ShownStatement['sources'] }>();
  for (const { text, shown, sources } of statements) {
    const there = byText.get(text) ?? { text, shown: false, sources: [] };
    const known = new Set(there.sources.map(({ id }) => id));
    byText.set(text, {
      text,
      shown: there.shown || shown,
      sources: [...there.sources, ...sources.filter(({ id }) => !known.has(id))],
    });
  }
  const values = [...byText.values()];
  // Where none is chosen all are shown, and to say so of each would say nothing.
  if (values.every(({ shown }) => shown)) for (const one of values) one.shown = false;
  return values.sort((one, other) => Number(other.shown) - Number(one.shown));
}
