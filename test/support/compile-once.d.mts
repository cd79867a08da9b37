/**
 * A TypeScript file as JavaScript: compiled once for all processes of all runs, and anew when it changes. Hundreds of files in each of dozens of
 * processes would be the greater part of what the tests cost.
 *
 * `as-written` imports name .ts files, with a source map for coverage; `of-compiled` ones name the .js files beside it.
 */
export function compileOnce(file: string, imports: 'as-written' | 'of-compiled'): Promise<string>;
