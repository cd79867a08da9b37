import { foldWords } from '../domain/query/query.ts';
import type { SearchMisses } from '../ports/search-misses.ts';

export interface MissCounter {
  /** Notes that a query found nothing; costs no write until the next flush. */
  count(text: string): void;
  /** Writes what was noted and forgets what is older than `daysKept`. */
  flush(): Promise<void>;
}

const daysKept = 90;
const mostTexts = 1000;
const longestText = 100;
const dayMs = 86_400_000;

/** Runs of digits and addresses may name a person: a query that holds one says nothing to whoever tends the thesaurus. */
const personal = /@|\d{5,}|\b\d{2,4}[ -]\d{3}/;

/**
 * Counts queries that found nothing by their folded words, without address or account. Held back until `flush`, so that a flood of
 * nonsense costs one write; beyond a thousand different texts between two flushes the rest is not counted.
 */
export function buildMissCounter(misses: SearchMisses, now: () => Date): MissCounter {
  let noted = new Map<string, number>();
  const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
  return {
    count(typed) {
      const text = foldWords(typed).join(' ').slice(0, longestText);
      if (text === '' || personal.test(typed)) return;
      if (noted.has(text) || noted.size < mostTexts) noted.set(text, (noted.get(text) ?? 0) + 1);
    },
    async flush() {
      const counts = noted;
      noted = new Map();
      const time = now().getTime();
      try {
        await misses.add(counts, dayOf(time));
        await misses.forgetBefore(dayOf(time - daysKept * dayMs));
      } catch (error) {
        for (const [text, count] of counts) noted.set(text, (noted.get(text) ?? 0) + count);
        throw error;
      }
    },
  };
}
