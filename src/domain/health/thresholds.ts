/** Every number that the rules of health go by, in one place; docs/health.md says the same in words. */
export const thresholds = {
  /** Changed within so long: worked on. */
  activeYears: 1,
  /** Untouched for so long, and in no confirmed use: not maintained. */
  maintainedYears: 2,
  /** How old the latest release may be. */
  releaseYears: 2,
  /** How long ago an issue or pull request was closed at most, where some are open. */
  answeredYears: 1,
  /** A reading of GitHub speaks for today for so long; an older one only for the day it was made. */
  readingSpeaksDays: 30,
};
