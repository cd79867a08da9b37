import { z } from 'zod';
import { PartialDate, RecordId, RepositoryName, repositoryId } from '../ids.ts';
import { Source } from './source.ts';

/**
 * What was read from a repository, kept apart from what people wrote. `readFrom: copy`: counted in a stored copy whose age is not known.
 * It proves activity up to `lastCommit` and the files at `commit`; never that nothing happened afterwards, nor that the address answers.
 */
export const Repository = z.strictObject({
  id: RecordId,
  title: RepositoryName,
  readFrom: z.enum(['copy']),
  countedOn: PartialDate,
  commit: z.string().optional(),
  branch: z.string().optional(),
  firstCommit: PartialDate.optional(),
  lastCommit: PartialDate.optional(),
  commits: z.int().optional(),
  commitsByYear: z.record(z.string(), z.int()).default({}),
  /** The copy had no full history: counts are lower bounds. */
  historyCutShort: z.boolean().optional(),
  contributors: z.int().optional(),
  tags: z.int().optional(),
  latestTag: z.strictObject({ name: z.string(), date: PartialDate }).optional(),
  fileCount: z.int().optional(),
  sizeBytes: z.int().optional(),
  /** Share of the counted bytes, 0 to 1, greatest first. */
  languages: z.array(z.strictObject({ name: z.string(), share: z.number() })).default([]),
  licenceFiles: z.array(z.strictObject({ file: z.string(), spdx: z.string() })).default([]),
  frameworks: z.array(z.string()).default([]),
  manifests: z
    .array(
      z.strictObject({
        file: z.string(),
        name: z.string().optional(),
        version: z.string().optional(),
        licence: z.string().optional(),
      }),
    )
    .default([]),
  /** Paths of the files whose presence says something of upkeep. */
  files: z
    .strictObject({
      readme: z.string().optional(),
      contributing: z.string().optional(),
      codeOfConduct: z.string().optional(),
      security: z.string().optional(),
      codeowners: z.string().optional(),
      changelog: z.string().optional(),
      docker: z.string().optional(),
      openapi: z.string().optional(),
      ci: z.array(z.string()).optional(),
      infrastructure: z.array(z.string()).optional(),
    })
    .default({}),
  testFiles: z.int().optional(),
  decisionRecords: z.int().optional(),
  sources: z.array(RecordId).min(1),
});
export type Repository = z.infer<typeof Repository>;

/** The source that a repository's own files are: `repository-owner--name`, whether its facts were counted or not. */
export function toRepositorySource(repository: string, commit?: string): Source {
  return Source.parse({
    id: `repository-${repositoryId(repository)}`,
    title: repository,
    sourceType: 'repository',
    address: `https://github.com/${repository}`,
    note: commit === undefined ? 'read in part' : `read at commit ${commit}`,
  });
}

/** A language below this share of a repository does not say what it is written in. */
const leastLanguageShare = 0.05;

/** What a repository is written in: the greatest and every other that is no trifle. */
export function mainLanguages(
  languages: readonly { name: string; share?: number | undefined }[] = [],
): string[] {
  return languages
    .filter(({ share }, index) => index === 0 || (share ?? 0) >= leastLanguageShare)
    .map(({ name }) => name);
}
