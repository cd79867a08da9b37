import { z } from 'zod';
import { FacetValues } from '../../domain/enrichment/facets.ts';
import { RepositoryState } from '../../domain/enrichment/observation.ts';

const readBy = z.enum(['github', 'copy']).meta({ description: 'copy: counted in a stored copy' });
const moment = 'ISO-8601; for a copy the day that it was counted';
const Failure = z.object({ at: z.string(), message: z.string() });

function facet<Value extends z.ZodType>(value: Value) {
  return z
    .object({
      value,
      source: readBy,
      fetchedAt: z.string().meta({ description: moment }),
      lastError: Failure.optional().meta({ description: 'Why the newest attempt gave nothing usable' }),
    })
    .optional();
}

const { readme: _text, ...told } = FacetValues.shape;
const readme = z
  .object({
    file: z.string(),
    cut: z.boolean(),
    length: z.int().meta({ description: 'Characters of its plain text' }),
  })
  .nullable();

const facets = Object.fromEntries(
  Object.entries({ ...told, readme }).map(([name, value]) => [name, facet(value)]),
);

/** What stands beside what people wrote: counted in a copy, and what is known now. */
export const RepositoryFacts = z
  .object({
    readFrom: z
      .enum(['copy'])
      .meta({
        description:
          'copy: counted in a stored copy; proves what happened up to lastCommit, never that nothing happened since',
      })
      .optional(),
    countedOn: z.string().optional(),
    commit: z.string().optional(),
    branch: z.string().optional(),
    firstCommit: z.string().optional(),
    lastCommit: z.string().optional().meta({ description: 'Last change seen' }),
    commits: z.int().optional(),
    commitsByYear: z.record(z.string(), z.int()).optional(),
    historyCutShort: z.boolean().optional(),
    contributors: z.int().optional(),
    tags: z.int().optional(),
    latestTag: z.object({ name: z.string(), date: z.string() }).optional(),
    fileCount: z.int().optional(),
    sizeBytes: z.int().optional(),
    languages: z.array(z.object({ name: z.string(), share: z.number() })).optional(),
    licenceFiles: z.array(z.object({ file: z.string(), spdx: z.string() })).optional(),
    frameworks: z.array(z.string()).optional(),
    manifests: z
      .array(
        z.object({
          file: z.string(),
          name: z.string().optional(),
          version: z.string().optional(),
          licence: z.string().optional(),
        }),
      )
      .optional(),
    files: z
      .object({
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
      .optional(),
    testFiles: z.int().optional(),
    decisionRecords: z.int().optional(),
    repository: z.string().meta({ description: 'As GitHub spells it where it was seen' }),
    address: z.string(),
    state: RepositoryState.meta({ description: 'Of the address that the catalogue has' }),
    stateNow: RepositoryState.optional().meta({ description: 'Of the repository, where its address moved' }),
    words: z.string().meta({ description: 'The state in words' }),
    movedTo: z.string().optional(),
    askedAt: z.string().optional().meta({ description: 'When GitHub was last asked for it' }),
    seenAt: z.string().optional().meta({ description: 'When GitHub last had it' }),
    goneSince: z.string().optional(),
    lastChange: z
      .object({
        at: z.string(),
        words: z
          .enum(['last change', 'last change seen'])
          .meta({ description: 'Only GitHub can say that nothing happened since' }),
        source: readBy,
        seenAt: z.string().meta({ description: moment }),
      })
      .optional(),
    lastError: Failure.optional(),
    facets: z.object(facets).meta({
      description:
        "Facet by facet GitHub's, where it gave one, else the copy's; null: GitHub says that there is none",
    }),
  })
  .meta({ id: 'RepositoryFacts' });
