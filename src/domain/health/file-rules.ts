import type { RepositoryFacts } from '../enrichment/current-facts.ts';
import type { Asset } from '../records/asset.ts';
import { type Evidence, type HealthRule, judge, outcomeOf } from './health-rule.ts';

interface Presence {
  isThere: boolean | undefined;
  evidence?: Evidence;
}

/** What a copy that was read in part does not show may be there all the same. */
function inCopy({ copy }: RepositoryFacts, asset: Asset, what: string, found?: string | number): Presence {
  if (copy === undefined) return { isThere: undefined };
  const isThere = found !== undefined && found !== 0;
  if (!isThere && asset.readInPart) return { isThere: undefined };
  const evidence = { what, value: isThere ? found : false, source: 'copy', seenAt: copy.countedOn };
  return { isThere, evidence };
}

type FileName = 'contributing' | 'security' | 'codeowners' | 'ci' | 'tests';

function fileIn(facts: RepositoryFacts, asset: Asset, name: FileName): Presence {
  const { files } = facts.facets;
  const fromCopy = () =>
    name === 'tests'
      ? inCopy(facts, asset, 'test files', facts.copy?.testFiles)
      : inCopy(facts, asset, name, [facts.copy?.files[name]].flat()[0]);
  if (files?.source !== 'github') return fromCopy();
  const path = [files.value[name]].flat()[0];
  const counted = facts.copy?.testFiles ?? 0;
  // GitHub is asked for the usual places alone; a copy was counted in full.
  if (path === undefined && name === 'tests' && counted > 0) return fromCopy();
  const isThere = path !== undefined;
  return {
    isThere,
    evidence: { what: name, value: path ?? false, source: 'github', seenAt: files.fetchedAt },
  };
}

function readmeIn(facts: RepositoryFacts, asset: Asset): Presence {
  const { readme } = facts.facets;
  if (readme === undefined) return inCopy(facts, asset, 'README', facts.copy?.files.readme);
  const evidence = { what: 'README', value: readme.value?.file ?? false, source: readme.source };
  return { isThere: readme.value !== null, evidence: { ...evidence, seenAt: readme.fetchedAt } };
}

function licenceIn(facts: RepositoryFacts, asset: Asset): Presence {
  const { licence } = facts.facets;
  if (licence === undefined) return inCopy(facts, asset, 'licence file');
  const value = licence.value?.file ?? (licence.value ? (licence.value.name ?? true) : false);
  const evidence = { what: 'licence file', value, source: licence.source, seenAt: licence.fetchedAt };
  return { isThere: licence.value !== null, evidence };
}

function presenceRule(rule: string, named: string, what: string, presence: Presence): HealthRule {
  const whys = {
    met: `${named}: ${what}.`,
    'not-met': `${named} was looked for and is not there: ${what}.`,
    unknown: `Nobody has looked whether there is ${named.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())}.`,
  };
  return judge(rule, outcomeOf(presence.isThere), whys, [presence.evidence]);
}

/** Files whose presence says that somebody looks after a repository, or that others may build on it. */
export function fileRules(asset: Asset, facts: RepositoryFacts): HealthRule[] {
  const { licence, description } = facts.facets;
  const named = licence?.value === null ? undefined : licence?.value.spdx;
  const licenceFile = licenceIn(facts, asset);
  const descriptionText = description?.value?.trim();
  return [
    presenceRule(
      'licence-file',
      'A licence file',
      'without one, others need to ask before they reuse it',
      licenceFile,
    ),
    judge(
      'licence-known',
      outcomeOf(licenceFile.isThere === undefined ? undefined : typeof named === 'string'),
      {
        met: `The licence file is that of a known licence: ${named}.`,
        'not-met': 'There is no licence file whose licence could be named.',
        unknown: 'Nobody has looked at a licence file.',
      },
      [
        licence && {
          what: 'licence',
          value: named ?? null,
          source: licence.source,
          seenAt: licence.fetchedAt,
        },
      ],
    ),
    presenceRule('readme', 'A README', 'it says what the repository is', readmeIn(facts, asset)),
    presenceRule('description', 'A description', 'it is what GitHub shows beside the name', {
      isThere: description && descriptionText !== undefined && descriptionText !== '',
      ...(description && {
        evidence: {
          what: 'description',
          value: descriptionText ?? null,
          source: description.source,
          seenAt: description.fetchedAt,
        },
      }),
    }),
    presenceRule(
      'contributing',
      'A CONTRIBUTING file',
      'it says how to take part',
      fileIn(facts, asset, 'contributing'),
    ),
    presenceRule(
      'security',
      'A SECURITY file',
      'it says where to report a weakness',
      fileIn(facts, asset, 'security'),
    ),
    presenceRule(
      'codeowners',
      'A CODEOWNERS file',
      'it says who looks at changes',
      fileIn(facts, asset, 'codeowners'),
    ),
    presenceRule('tests', 'Tests', 'they show that a change breaks nothing', fileIn(facts, asset, 'tests')),
    presenceRule(
      'ci',
      'Continuous integration',
      'every change is built and tried',
      fileIn(facts, asset, 'ci'),
    ),
  ];
}
