import type { EngineName } from '../ports/search-index.ts';
import type { WantedEngine } from './open-wanted-engine.ts';

/**
 * What an engine is doing. `standing-by`: kept current, for when the other cannot; `connecting`: not looked at yet; `filling`: empty, so it
 * is being filled for the first time; `behind`: too far behind the store; `failing`: it is there, but its searches fail or take too long;
 * `refused`: it will not have our key, or we its version.
 */
export const engineStates = [
  'answering',
  'standing-by',
  'connecting',
  'filling',
  'behind',
  'failing',
  'unreachable',
  'refused',
] as const;
export type EngineState = (typeof engineStates)[number];

/** A fresh answer from the embedded index is worth more than an old one from the wanted engine. */
const mostLagSeconds = 60;

export function stateOf({ guard, watch }: Pick<WantedEngine, 'guard' | 'watch'>): EngineState {
  const trouble = watch.trouble();
  if (trouble !== undefined) return trouble.isRefusal ? 'refused' : 'unreachable';
  const reading = watch.reading();
  if (reading === undefined) return 'connecting';
  if (reading.cursor === 0 || reading.documents === 0) return 'filling';
  if (reading.lag.seconds > mostLagSeconds) return 'behind';
  // Half-open too: what is tried is not tried on people.
  if (guard.state() !== 'closed') return guard.lastTrouble()?.isRefusal ? 'refused' : 'failing';
  return 'answering';
}

const names: Record<EngineName, string> = {
  embedded: 'The embedded index',
  meilisearch: 'Meilisearch',
};

const reasons: Record<EngineState, string | undefined> = {
  answering: undefined,
  'standing-by': undefined,
  connecting: 'is not ready yet',
  filling: 'is being filled',
  behind: 'is behind with the newest changes',
  failing: 'fails or is too slow',
  unreachable: 'does not answer',
  refused: 'refuses to answer',
};

/** Why the wanted engine did not answer, as a sentence. */
export function warningOf(wanted: EngineName, state: EngineState): string | undefined {
  const reason = reasons[state];
  return reason && `${names[wanted]} ${reason}; the embedded index stands in`;
}
