import { seededRandom } from '../seeded-random.ts';

export interface AskedPath {
  sort: 'search' | 'suggest' | 'detail' | 'list';
  path: string;
}

const lists = ['assets', 'projects', 'awards', 'funds', 'organisations', 'services', 'sources'];

/** What a mixed load asks for, endlessly and in the same order each time: six in ten are searches, by words that stand in records. */
export async function choosePaths(address: string): Promise<() => AskedPath> {
  const answer = await fetch(`${address}/api/v1/assets?pageSize=100`);
  const { records } = (await answer.json()) as { records: { id: string; title: string; summary: string }[] };
  const words = records.flatMap(
    ({ title, summary }) => `${title} ${summary}`.toLowerCase().match(/[a-z]{4,}/g) ?? [],
  );
  const random = seededRandom(11);
  const one = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  return () => {
    const share = random();
    if (share < 0.6) return { sort: 'search', path: `/api/v1/search?q=${one(words)}+${one(words)}` };
    if (share < 0.8) return { sort: 'suggest', path: `/api/v1/suggest?q=${one(words).slice(0, 4)}` };
    if (share < 0.95) return { sort: 'detail', path: `/api/v1/assets/${one(records).id}` };
    return { sort: 'list', path: `/api/v1/${one(lists)}?page=${1 + Math.floor(random() * 3)}` };
  };
}
