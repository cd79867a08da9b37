/** The same numbers for the same seed, so that a scripted month is the same on every machine (mulberry32). */
export interface Seeded {
  /** 0 to below 1 */
  next(): number;
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  pick<Choice>(choices: readonly Choice[]): Choice;
  chance(share: number): boolean;
}

export function seeded(seed: number): Seeded {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    pick(choices) {
      const choice = choices[Math.floor(next() * choices.length)];
      if (choice === undefined) throw new Error('nothing to pick from');
      return choice;
    },
    chance: (share) => next() < share,
  };
}
