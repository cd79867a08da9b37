import { type Evidence, type HealthRule, type HealthSubject, judge, outcomeOf } from './health-rule.ts';

/** How far people say that it is, and whether what is observed speaks against it. */
export function maturityRules({ asset, facts, stated }: HealthSubject): HealthRule[] {
  const { maturity, statedStatus } = asset;
  const evidence: Evidence[] =
    maturity === undefined
      ? []
      : [{ what: 'stated maturity', value: statedStatus?.words ?? maturity, ...stated }];
  const archived = facts?.facets.archived;
  const isArchived = archived?.source === 'github' ? archived.value : undefined;
  const rules = [
    judge(
      'maturity-stated',
      maturity === undefined ? 'unknown' : 'met',
      {
        met: `It is stated how far it is: ${maturity}.`,
        'not-met': 'It is not stated how far it is.',
        unknown: 'No source says how far it is.',
      },
      evidence,
    ),
    judge(
      'stated-live',
      outcomeOf(maturity === undefined ? undefined : maturity === 'live'),
      {
        met: 'It is stated to be live.',
        'not-met': `It is stated to be ${maturity}, not live.`,
        unknown: 'No source says whether it is live.',
      },
      evidence,
    ),
    judge(
      'not-retired',
      outcomeOf(maturity === undefined ? undefined : maturity !== 'retired'),
      {
        met: 'Nobody states that it was retired or superseded.',
        'not-met': 'It is stated to be retired or superseded.',
        unknown: 'No source says whether it was retired.',
      },
      evidence,
    ),
  ];
  if (facts === undefined || maturity === undefined) return rules;
  const isContradicted = maturity === 'live' && isArchived === true;
  return [
    ...rules,
    judge(
      'not-contradicted',
      outcomeOf(isArchived === undefined ? undefined : !isContradicted),
      {
        met: 'What GitHub says of the repository does not speak against what is stated.',
        'not-met': 'It is stated to be live, and its repository is archived on GitHub.',
        unknown: 'GitHub has not said yet whether the repository is archived.',
      },
      [
        ...evidence,
        archived && {
          what: 'archived',
          value: archived.value,
          source: archived.source,
          seenAt: archived.fetchedAt,
        },
      ],
    ),
  ];
}
