import type { RepositoryFacts } from '../enrichment/current-facts.ts';
import type { Asset } from '../records/asset.ts';

/** `unknown`: nothing at hand proves it either way; never taken for a no. */
export type RuleOutcome = 'met' | 'not-met' | 'unknown';

/** What a rule was judged by. `source`: "github", "copy", or the id of the source that states it; `seenAt`: when it was read or stated. */
export interface Evidence {
  what: string;
  value: string | number | boolean | null;
  source: string;
  seenAt: string;
}

export interface HealthRule {
  rule: string;
  outcome: RuleOutcome;
  /** The rule and what came of it, in a sentence. */
  why: string;
  evidence: Evidence[];
}

/** Three parts that are never added up: what people state, what is observed, what others confirm. */
export interface Health {
  maturity: HealthRule[];
  upkeep: HealthRule[];
  reuse: HealthRule[];
}

/** What the rules go by. */
export interface HealthSubject {
  asset: Asset;
  /** Of its repository, for a product of its main one. */
  facts?: RepositoryFacts;
  /** Organisations whose use of it was confirmed and has not lapsed, those of them in live use, and those that others claim use it; the lead is none of them. */
  reuse: { confirmed: number; live: number; claimed: number };
  /** Source and day of what the record states. */
  stated: { source: string; seenAt: string };
  /** Today, ISO-8601. */
  now: string;
}

/** A rule with what is to be said for each outcome; evidence that there is none of is left out. */
export function judge(
  rule: string,
  outcome: RuleOutcome,
  whys: Readonly<Record<RuleOutcome, string>>,
  evidence: readonly (Evidence | undefined)[] = [],
): HealthRule {
  return { rule, outcome, why: whys[outcome], evidence: evidence.filter((one) => one !== undefined) };
}

/** A yes or no where it is known. */
export function outcomeOf(holds: boolean | undefined): RuleOutcome {
  if (holds === undefined) return 'unknown';
  return holds ? 'met' : 'not-met';
}
