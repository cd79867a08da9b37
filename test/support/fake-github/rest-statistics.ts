import { findReadme } from './git-tree.ts';
import { findFile } from './graphql-repository.ts';
import { type FakeRepository, weekMs } from './repository.ts';
import { toSimpleLicence } from './rest-repository.ts';
import { nameOf } from './world.ts';

type Json = Record<string, unknown>;

/** Commits in the 52 weeks up to now, oldest first. */
export function weeklyCommits(repository: FakeRepository, now: number): number[] {
  const weeks = Array.from({ length: 52 }, () => 0);
  for (const date of repository.commits) {
    const week = 51 - Math.floor((now - Date.parse(date)) / weekMs);
    if (week >= 0 && week <= 51) weeks[week] = (weeks[week] ?? 0) + 1;
  }
  return weeks;
}

export function toCommitActivity(repository: FakeRepository, now: number): Json[] {
  return weeklyCommits(repository, now).map((total, week) => ({
    days: [0, total, 0, 0, 0, 0, 0],
    total,
    week: Math.floor((now - (52 - week) * weekMs) / 1000),
  }));
}

export function toCommunityProfile(api: string, repository: FakeRepository): Json {
  const at = (path: string | undefined) =>
    path === undefined
      ? null
      : {
          url: `${api}/repos/${nameOf(repository)}/contents/${path}`,
          html_url: `https://github.com/${nameOf(repository)}/blob/${repository.defaultBranch}/${path}`,
        };
  const conduct = at(findFile(repository, 'CODE_OF_CONDUCT.md'));
  const files = {
    code_of_conduct: conduct && { key: 'other', name: 'Other', ...conduct },
    code_of_conduct_file: conduct,
    contributing: at(findFile(repository, 'CONTRIBUTING.md')),
    issue_template: at(findFile(repository, 'ISSUE_TEMPLATE.md')),
    pull_request_template: at(findFile(repository, 'PULL_REQUEST_TEMPLATE.md')),
    license: repository.licence === null ? null : toSimpleLicence(api, repository.licence),
    readme: at(findReadme(repository)),
  };
  const present = Object.values(files).filter((file) => file !== null).length;
  return {
    health_percentage: Math.round((present / Object.keys(files).length) * 100),
    description: repository.description,
    documentation: null,
    files,
    updated_at: repository.updatedAt,
    content_reports_enabled: false,
  };
}
