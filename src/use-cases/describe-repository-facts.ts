import type { LastChange, RepositoryFacts } from '../domain/enrichment/current-facts.ts';
import { differingStatements, type GithubStatement } from '../domain/enrichment/github-statements.ts';
import type { Asset } from '../domain/records/asset.ts';
import type { RecordFrame } from './describe-record.ts';
import type { Statement } from './references.ts';

/** Text for searching, not for reading: only its length is told. */
function withoutReadmeText({ readme, ...facets }: RepositoryFacts['facets']) {
  if (readme === undefined) return facets;
  const { value, ...dated } = readme;
  const told = value && { file: value.file, cut: value.cut, length: value.text.length };
  return { ...facets, readme: { ...dated, value: told } };
}

function describeChange({ at, isProven, source, seenAt }: LastChange) {
  return { at, words: isProven ? 'last change' : 'last change seen', source, seenAt };
}

function describeState({ state, stateNow, movedTo, seenAt, goneSince }: RepositoryFacts): string {
  const on = seenAt === undefined ? '' : `, as seen on ${seenAt.slice(0, 10)}`;
  const moved = movedTo === undefined || state !== 'moved' ? '' : `moved to ${movedTo}; `;
  const words: Record<RepositoryFacts['state'], string> = {
    found: `there for everybody to read${on}`,
    fork: `a fork, there for everybody to read${on}`,
    archived: `archived by its owner${on}`,
    'private-or-gone': `private or gone since ${goneSince?.slice(0, 10) ?? 'an unknown day'}`,
    moved: 'not read at its new address yet',
    limited: 'not read yet: GitHub allowed no more',
    unreachable: 'not read yet: GitHub did not answer',
    nonsense: 'not read yet: what GitHub answered made no sense',
    unread: 'GitHub was not asked yet',
    elsewhere: 'not on GitHub',
  };
  return moved + words[stateNow];
}

/** What was read of the repository: the copy as it was counted, and what is known now, facet by facet. */
export function describeRepositoryFacts(facts: RepositoryFacts) {
  const { repository, state, stateNow, movedTo, askedAt, seenAt, goneSince, lastChange, lastError } = facts;
  const { id: _id, title: _title, sources: _sources, ...copy } = facts.copy ?? {};
  return {
    ...copy,
    repository,
    address: `https://github.com/${repository}`,
    state,
    ...(stateNow === state ? {} : { stateNow }),
    words: describeState(facts),
    ...(movedTo ? { movedTo } : {}),
    ...(askedAt ? { askedAt } : {}),
    ...(seenAt ? { seenAt } : {}),
    ...(goneSince ? { goneSince } : {}),
    ...(lastChange ? { lastChange: describeChange(lastChange) } : {}),
    ...(lastError ? { lastError } : {}),
    facets: withoutReadmeText(facts.facets),
  };
}

function toStatement({ field, value, place, readAt }: GithubStatement, repository: string): Statement {
  const source = {
    id: 'github',
    title: 'GitHub',
    address: `https://github.com/${repository}`,
    how: `${place}, read on ${readAt.slice(0, 10)}`,
  };
  return { field, value, shown: false, basis: 'observed', sources: [source] };
}

/** Adds what GitHub says otherwise to what people state, as one more statement that is not the one shown. */
export function withGithubStatements(
  frame: RecordFrame,
  asset: Asset,
  facts: RepositoryFacts | undefined,
): RecordFrame {
  const differing = facts === undefined ? [] : differingStatements(asset, facts);
  if (facts === undefined || differing.length === 0) return frame;
  const added = differing.map((statement) => toStatement(statement, facts.repository));
  return {
    ...frame,
    statements: [...frame.statements, ...added],
    disagreements: [...new Set([...frame.disagreements, ...differing.map(({ field }) => field)])],
  };
}
