import { foldExact } from '../domain/query/query.ts';
import type { Alternative, Slot } from '../domain/query/understood-query.ts';
import type { SearchQuery } from '../ports/search-index.ts';
import type { Answering } from './search-engines.ts';

function correctionOf({ alternatives }: Slot): Alternative | undefined {
  const corrected = alternatives.filter(({ why }) => why === 'corrected');
  return corrected.sort((one, other) => other.weight - one.weight)[0];
}

/** The text as it was probably meant, when that finds more than what was typed to the letter. */
export async function findCorrection(
  engines: Pick<Answering, 'total'>,
  query: SearchQuery,
): Promise<string | undefined> {
  const { asked } = query;
  const text = asked.correctedText;
  if (text === undefined || text === asked.text) return undefined;

  function count(slots: Slot[], exact: string): Promise<number> {
    return engines.total({ ...query, asked: { ...asked, slots, exact, exactForms: [exact] } });
  }

  const asTyped = asked.slots.map((slot) => ({
    ...slot,
    alternatives: slot.alternatives.filter(({ why }) => why !== 'corrected'),
  }));
  const asMeant = asked.slots.map((slot) => {
    const correction = correctionOf(slot);
    return correction ? { ...slot, alternatives: [{ ...correction, weight: 1 }] } : slot;
  });
  const [meant, typed] = await Promise.all([count(asMeant, foldExact(text)), count(asTyped, asked.exact)]);
  return meant > typed ? text : undefined;
}
