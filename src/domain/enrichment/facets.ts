import { z } from 'zod';
import { RepositoryName } from '../ids.ts';

const Count = z.int().min(0);
/** ISO-8601 in UTC, as the code host gives it. */
const Moment = z.iso.datetime({ offset: true });
const Text = z.string();

/** A file that describes the project to machines: the fields that the catalogue uses, or why it could not be read. */
const DescribingFile = z.strictObject({
  file: z.string(),
  fields: z.record(z.string(), z.unknown()).optional(),
  /** Why the file says nothing: not YAML, not JSON, too long. */
  problem: z.string().optional(),
});

/**
 * What is read of a repository, facet by facet; each is fetched, dated and kept by itself. `null`: the code host says that there is none
 * (no description, no licence found, no release), which is not the same as not having been told.
 */
export const FacetValues = z.strictObject({
  description: Text.nullable(),
  homepage: Text.nullable(),
  topics: z.array(z.string()),
  /** Greatest first; `share` of the counted bytes, 0 to 1, absent where only the names are told. */
  languages: z.array(z.strictObject({ name: z.string(), share: z.number().min(0).max(1).optional() })),
  /** `spdx`: null where the host found a licence file and could not name it. */
  licence: z
    .strictObject({
      spdx: z.string().nullable(),
      name: z.string().optional(),
      file: z.string().optional(),
    })
    .nullable(),
  defaultBranch: Text.nullable(),
  createdAt: Moment,
  /** null for a repository that nothing was ever pushed to. */
  pushedAt: Moment.nullable(),
  archived: z.boolean(),
  disabled: z.boolean(),
  fork: z.strictObject({ isFork: z.boolean(), parent: RepositoryName.optional() }),
  template: z.boolean(),
  stars: Count,
  forks: Count,
  watchers: Count,
  openIssues: Count,
  openPullRequests: Count,
  /** When an issue and a pull request were last closed. */
  lastClosed: z.strictObject({ issue: Moment.nullable(), pullRequest: Moment.nullable() }),
  latestRelease: z
    .strictObject({ name: z.string(), tag: z.string(), publishedAt: Moment.nullable() })
    .nullable(),
  releases: Count,
  /** Commits on the default branch in 13 spans of four weeks, oldest first; `until` ends the last one. */
  activity: z.strictObject({ until: Moment, commits: z.array(Count).length(13) }),
  /** Plain text for searching, cut to a stated size. */
  readme: z.strictObject({ file: z.string(), text: z.string(), cut: z.boolean() }).nullable(),
  /** Paths of the files whose presence says something of upkeep; one that is not named is not there. */
  files: z.strictObject({
    contributing: z.string().optional(),
    codeOfConduct: z.string().optional(),
    security: z.string().optional(),
    codeowners: z.string().optional(),
    changelog: z.string().optional(),
    docker: z.string().optional(),
    tests: z.string().optional(),
    ci: z.array(z.string()).optional(),
  }),
  /** "Rails", "Drupal ^10.2": as the manifests name them. */
  frameworks: z.array(z.string()),
  publiccode: DescribingFile.nullable(),
  codemeta: DescribingFile.nullable(),
  citation: DescribingFile.nullable(),
});
export type FacetValues = z.infer<typeof FacetValues>;
export type RepositoryFacetName = keyof FacetValues;
export const repositoryFacetNames = Object.keys(FacetValues.shape) as RepositoryFacetName[];

/** Why the newest attempt to read a facet gave nothing usable, and when; the earlier value stays. */
export interface FacetError {
  at: string;
  message: string;
}

/** `source`: "github" or the copy that the catalogue started from. `fetchedAt`: ISO-8601; for a copy the day it was counted. */
export interface Facet<Value = unknown> {
  value: Value;
  source: 'github' | 'copy';
  fetchedAt: string;
  lastError?: FacetError;
}

export type Facets = { [Name in RepositoryFacetName]?: Facet<FacetValues[Name]> };
