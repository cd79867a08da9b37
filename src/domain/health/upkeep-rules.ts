import type { LastChange, RepositoryFacts } from '../enrichment/current-facts.ts';
import type { Facet } from '../enrichment/facets.ts';
import { isWithinYears } from './dates.ts';
import { fileRules } from './file-rules.ts';
import { type Evidence, type HealthRule, type HealthSubject, judge, outcomeOf } from './health-rule.ts';
import { thresholds } from './thresholds.ts';

type Value = Evidence['value'];

function told<V>(what: string, facet: Facet<V> | undefined, toValue: (value: V) => Value) {
  if (facet === undefined) return undefined;
  return { what, value: toValue(facet.value), source: facet.source, seenAt: facet.fetchedAt };
}

/** The last change as evidence; a copy's is only the last that was seen. */
function changeSeen(change: LastChange | undefined): Evidence | undefined {
  if (change === undefined) return undefined;
  const { at, isProven, source, seenAt } = change;
  return { what: isProven ? 'last change' : 'last change seen', value: at, source, seenAt };
}

function reachableRule({ stateNow, seenAt, askedAt, goneSince }: RepositoryFacts): HealthRule {
  const isGone = stateNow === 'private-or-gone';
  return judge(
    'reachable',
    outcomeOf(isGone ? false : seenAt === undefined ? undefined : true),
    {
      met: 'GitHub has the repository, and anybody may read it.',
      'not-met': 'The repository is private or gone: it was not there twice, a day or more apart.',
      unknown: 'GitHub has not answered for it yet; a copy proves nothing of the address today.',
    },
    [
      isGone && goneSince !== undefined && askedAt !== undefined
        ? { what: 'not there since', value: goneSince.slice(0, 10), source: 'github', seenAt: askedAt }
        : undefined,
      seenAt === undefined
        ? undefined
        : { what: 'last seen', value: seenAt.slice(0, 10), source: 'github', seenAt },
    ],
  );
}

function archivedRule({ facets: { archived } }: RepositoryFacts): HealthRule {
  return judge(
    'not-archived',
    outcomeOf(archived && !archived.value),
    {
      met: 'Its owner has not archived it.',
      'not-met': 'Its owner has archived it: nothing will be changed or answered.',
      unknown: 'GitHub has not said yet whether it is archived; a copy cannot.',
    },
    [told('archived', archived, (value) => value)],
  );
}

const inYears = (years: number) => (years === 1 ? 'a year' : `${years} years`);

function changedRule(rule: string, years: number, { lastChange }: RepositoryFacts, now: string): HealthRule {
  return judge(
    rule,
    outcomeOf(lastChange && isWithinYears(years, lastChange, now)),
    {
      met: `It was changed within ${inYears(years)}.`,
      'not-met': `It was not changed within ${inYears(years)}, as GitHub says.`,
      unknown: `Whether it was changed within ${inYears(years)} is not known: what was seen does not prove that nothing happened since.`,
    },
    [changeSeen(lastChange)],
  );
}

function releasedRule({ facets, copy }: RepositoryFacts, now: string): HealthRule {
  const years = thresholds.releaseYears;
  const release = facets.latestRelease;
  const tag = copy?.latestTag;
  const seenAt = release?.fetchedAt ?? copy?.countedOn;
  const at = release?.value?.publishedAt ?? (release?.value == null ? tag?.date : undefined);
  const isProven = release !== undefined;
  const isReleased =
    at !== undefined && seenAt !== undefined
      ? isWithinYears(years, { at, isProven, seenAt }, now)
      : release?.value === null
        ? false
        : undefined;
  return judge(
    'released',
    outcomeOf(isReleased),
    {
      met: `A version was released within ${inYears(years)}.`,
      'not-met': `No version was released within ${inYears(years)}.`,
      unknown: `Whether a version was released within ${inYears(years)} is not known.`,
    },
    [
      told(
        'latest release',
        release,
        (value) => value && `${value.tag} ${value.publishedAt?.slice(0, 10) ?? ''}`.trim(),
      ),
      tag &&
        copy && {
          what: 'latest tag seen',
          value: `${tag.name} ${tag.date}`,
          source: 'copy',
          seenAt: copy.countedOn,
        },
    ],
  );
}

function answeredRule({ facets }: RepositoryFacts, now: string): HealthRule {
  const { openIssues, openPullRequests, lastClosed } = facets;
  const open = (openIssues?.value ?? 0) + (openPullRequests?.value ?? 0);
  const closedAt = [lastClosed?.value.issue, lastClosed?.value.pullRequest]
    .filter((moment) => typeof moment === 'string')
    .sort()
    .at(-1);
  const years = thresholds.answeredYears;
  let isAnswered: boolean | undefined;
  if (openIssues !== undefined && open === 0) isAnswered = true;
  else if (lastClosed !== undefined && openIssues !== undefined) {
    const seenAt = lastClosed.fetchedAt;
    isAnswered =
      closedAt === undefined ? false : isWithinYears(years, { at: closedAt, isProven: true, seenAt }, now);
  }
  return judge(
    'answered',
    outcomeOf(isAnswered),
    {
      met: `No issue or pull request is open, or one was closed within ${inYears(years)}.`,
      'not-met': `Issues or pull requests are open, and none was closed within ${inYears(years)}.`,
      unknown: 'What is open and when something was closed is not known.',
    },
    [
      told('open issues', openIssues, (value) => value),
      told('open pull requests', openPullRequests, (value) => value),
      told('last issue closed', lastClosed, ({ issue }) => issue?.slice(0, 10) ?? null),
      told('last pull request closed', lastClosed, ({ pullRequest }) => pullRequest?.slice(0, 10) ?? null),
    ],
  );
}

/**
 * Archived or gone: not maintained. Changed within the year: maintained. Untouched for two years: not, unless others have confirmed that they use
 * it, since what is finished need not change. Between the two, and where only a copy was seen: not known.
 */
function maintainedRule({ reuse, now }: HealthSubject, facts: RepositoryFacts): HealthRule {
  const { stateNow, facets, lastChange } = facts;
  const isClosed = stateNow === 'private-or-gone' || facets.archived?.value === true;
  const isActive = lastChange && isWithinYears(thresholds.activeYears, lastChange, now);
  const isTouched = lastChange && isWithinYears(thresholds.maintainedYears, lastChange, now);
  const isInUse = reuse.live > 0;
  const isFinished = isInUse && isActive === false;
  const holds =
    isClosed || (isTouched === false && !isInUse) ? false : isActive || isFinished ? true : undefined;
  const untouched = `It was not changed within ${inYears(thresholds.maintainedYears)}, and nobody has confirmed to have it in live use.`;
  return judge(
    'maintained',
    outcomeOf(holds),
    {
      met: isFinished
        ? 'Finished and quiet: others have confirmed that they have it in live use, and what is finished need not change.'
        : `It was changed within ${inYears(thresholds.activeYears)} and is not archived.`,
      'not-met': isClosed ? 'It is archived, private or gone.' : untouched,
      unknown: 'Whether anybody looks after it is not known.',
    },
    [
      changeSeen(lastChange),
      told('archived', facets.archived, (value) => value),
      {
        what: 'confirmed statements of live use that hold',
        value: reuse.live,
        source: 'catalogue',
        seenAt: now.slice(0, 10),
      },
    ],
  );
}

/** What is observed of the repository; nothing where there is none. */
export function upkeepRules(subject: HealthSubject): HealthRule[] {
  const { facts, now, asset } = subject;
  if (facts === undefined) return [];
  return [
    maintainedRule(subject, facts),
    reachableRule(facts),
    archivedRule(facts),
    changedRule('changed-within-year', thresholds.activeYears, facts, now),
    changedRule('changed-within-two-years', thresholds.maintainedYears, facts, now),
    releasedRule(facts, now),
    answeredRule(facts, now),
    ...fileRules(asset, facts),
  ];
}
