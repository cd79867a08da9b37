import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldExact, foldWords } from '../../src/domain/query.ts';
import type { SearchDocument } from '../../src/domain/search-document.ts';

/** Numbers from 0 to 1, the same ones for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed % 2147483647 || 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

export function pick<T>(random: () => number, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T;
}

/** The words of all curated files in a row, so that generated texts have the words of real ones, as often. */
function readWords(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.yaml'),
  );
  return files.sort().flatMap((name) => foldWords(readFileSync(join(folder, name), 'utf8')));
}

const kinds = ['asset', 'asset', 'asset', 'project', 'award'] as const;
const licences = [
  'MIT',
  'MIT',
  'MIT',
  'none-found',
  'unknown',
  'GPL-3.0',
  'Apache-2.0',
  'BSD-3-Clause',
  'AGPL-3.0',
  'OGL-UK-3.0',
];
const languages = [
  'Ruby',
  'JavaScript',
  'TypeScript',
  'PHP',
  'Python',
  'C#',
  'HTML',
  'R',
  'Java',
  'Elixir',
  'Go',
  'Shell',
];

/** Makes `count` search documents of the sizes and words of the real ones; the same seed makes the same ones. */
export function* generateDocuments(folder: string, count: number, seed: number): Generator<SearchDocument> {
  const random = seededRandom(seed);
  const words = readWords(folder);
  const run = (length: number) => {
    const from = Math.floor(random() * (words.length - length));
    return words.slice(from, from + length).join(' ');
  };
  const text = (runs: number) =>
    Array.from({ length: runs }, () => run(6 + Math.floor(random() * 12))).join('. ');
  const some = (most: number, prefix: string, of: number) =>
    Array.from(
      { length: Math.floor(random() * (most + 1)) },
      () => `${prefix}${Math.floor(random() ** 2 * of)}`,
    );
  for (let at = 0; at < count; at += 1) {
    const kind = pick(random, kinds);
    const title = run(2 + Math.floor(random() * 5));
    const summary = text(2);
    const organisations = [...new Set([`o${Math.floor(random() * 470)}`, ...some(5, 'o', 470)])];
    const language = kind === 'asset' ? [...new Set([pick(random, languages), pick(random, languages)])] : [];
    yield {
      kind,
      id: `generated-${at}`,
      text: {
        title,
        names: random() < 0.3 ? run(3) : '',
        repository: kind === 'asset' ? `${run(1)}/${run(2).replaceAll(' ', '-')}` : '',
        subjects: text(2),
        summary,
        organisations: run(organisations.length * 5),
        technology: kind === 'asset' ? `${language.join(', ')}, ${run(10)}` : '',
        body: text(4 + Math.floor(random() * 16)),
      },
      facets: {
        kind: [kind],
        organisation: organisations,
        region: some(1, 'region ', 11),
        service: some(3, 's', 900),
        theme: some(2, 't', 40),
        fund: some(1, 'f', 35),
        fundingPhase: random() < 0.5 ? [pick(random, ['discovery', 'alpha', 'beta', 'live'])] : [],
        maturity: kind === 'asset' ? [pick(random, ['prototype', 'piloted', 'live', 'retired'])] : [],
        licence: kind === 'asset' ? [pick(random, licences)] : [],
        language,
        assetKind: kind === 'asset' ? ['repository'] : [],
      },
      exact: [foldExact(title)],
      tier: 2,
      originals: [],
      signals: [],
      adopters: [],
      years: [2018 + Math.floor(random() * 8)],
      capacity: false,
      updatedAt: new Date(Date.UTC(2026, 0, 1) + Math.floor(random() * 1e10)).toISOString(),
      ...(kind === 'award' ? { amountGbp: Math.round(random() * 500_000) } : {}),
      summary: {
        title,
        summary,
        organisations: organisations.map((id) => ({ id, name: `Organisation ${id}`, role: 'lead' })),
        languages: language,
      },
    };
  }
}
