import { type Evidence, type HealthRule, type HealthSubject, judge } from './health-rule.ts';

/** Only what the user itself confirmed counts; what is claimed or seen in files is listed as such and never counted. */
export function reuseRules({ asset, reuse, stated, now }: HealthSubject): HealthRule[] {
  const { confirmed, claimed } = reuse;
  const seenElsewhere: Evidence[] = asset.adoption
    .filter(({ atLead }) => !atLead)
    .map(({ organisation, how }) => ({
      what: `observed, not counted: ${organisation}`,
      value: how,
      ...stated,
    }));
  const today = now.slice(0, 10);
  return [
    judge(
      'confirmed-elsewhere',
      confirmed > 0 ? 'met' : 'not-met',
      {
        met: 'Organisations other than its lead have confirmed that they use it.',
        'not-met':
          'No organisation other than its lead has confirmed that it uses it. A confirmation counts for twelve months, and only from the user itself.',
        unknown: 'It is not known whether anybody confirmed to use it.',
      },
      [
        { what: 'confirmed statements that hold', value: confirmed, source: 'catalogue', seenAt: today },
        { what: 'claims, not counted', value: claimed, source: 'catalogue', seenAt: today },
      ],
    ),
    judge(
      'observed-elsewhere',
      seenElsewhere.length > 0 ? 'met' : 'unknown',
      {
        met: 'Others than its lead are named in repository files: observed, no proof of live use, and never counted as reuse.',
        'not-met': 'Nobody else is named in repository files.',
        unknown:
          'Nobody but its lead was seen in repository files, which does not prove that nobody else uses it.',
      },
      seenElsewhere,
    ),
  ];
}
