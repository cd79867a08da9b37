import type { Observation, Outcome } from './observation.ts';
import { addObservation, isGone } from './observe.ts';

/** What became of one attempt to open an address outside the code host. */
export interface LinkReading {
  outcome: Outcome;
  /** Where it leads for good, by the server's own word. */
  movedTo?: string;
}

export interface LinkKnowledge {
  state: 'unread' | 'answers' | 'moved' | 'gone' | 'unreachable';
  movedTo?: string;
  observations: Observation[];
}

/**
 * What is known of an address after one more attempt, by the rule for repositories: gone only after two absences a day or more apart with
 * no answer between; a bad day of its server leaves what was established before.
 */
export function observeLink<Link extends LinkKnowledge>(
  held: Link,
  { outcome, movedTo }: LinkReading,
  at: string,
): Link {
  const { movedTo: _before, ...kept } = held;
  const observations = addObservation(held.observations, { at, outcome });
  if (outcome === 'found') {
    const state = movedTo === undefined ? 'answers' : 'moved';
    return { ...kept, observations, state, ...(movedTo !== undefined && { movedTo }) } as Link;
  }
  return {
    ...held,
    observations,
    state: isGone(observations, at) ? 'gone' : stateWhenMissed(held.state, outcome),
  };
}

function stateWhenMissed(before: LinkKnowledge['state'], outcome: Outcome): LinkKnowledge['state'] {
  if (before !== 'unread' && before !== 'unreachable') return before;
  return outcome === 'absent' ? 'unread' : 'unreachable';
}

/**
 * What an answer's status says: 404 and 410 that the page is not there; a refusal to let machines in (401, 403, 429, 451) that somebody is
 * there; a server's own trouble nothing.
 */
export function outcomeOfStatus(status: number): Outcome {
  if (status === 404 || status === 410) return 'absent';
  if (status === 429) return 'limited';
  if (status >= 200 && status < 400) return 'found';
  if (status === 401 || status === 403 || status === 405 || status === 406 || status === 451) return 'found';
  return status >= 500 ? 'unreachable' : 'nonsense';
}
