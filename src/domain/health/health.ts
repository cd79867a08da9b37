import type { Health, HealthSubject } from './health-rule.ts';
import { maturityRules } from './maturity-rules.ts';
import { reuseRules } from './reuse-rules.ts';
import { upkeepRules } from './upkeep-rules.ts';

/** The rules that apply, part by part. Rules about a repository are left out where there is none. */
export function judgeHealth(subject: HealthSubject): Health {
  return {
    maturity: maturityRules(subject),
    upkeep: upkeepRules(subject),
    reuse: reuseRules(subject),
  };
}
