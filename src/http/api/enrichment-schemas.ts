import { z } from 'zod';
import { FacetValues, type RepositoryFacetName } from '../../domain/enrichment/facets.ts';
import { Outcome, RepositoryState } from '../../domain/enrichment/observation.ts';

const Moment = z.string().meta({ description: 'ISO-8601' });
const FacetError = z.object({ at: Moment, message: z.string() });

function facet<Value extends z.ZodType>(value: Value) {
  return z
    .object({
      value,
      source: z.enum(['github', 'copy']).meta({ description: 'copy: counted in a stored copy' }),
      fetchedAt: z
        .string()
        .meta({ description: 'When it was read; for a copy the day on which it was counted' }),
      lastError: FacetError.optional().meta({
        description: 'Why the newest attempt gave nothing; the value is the earlier one',
      }),
    })
    .optional();
}

const notes: Partial<Record<RepositoryFacetName, string>> = {
  pushedAt: 'From a copy: the day of its last commit, which does not say that nothing happened since',
  readme: 'Plain text without e-mail addresses, the first 60,000 characters; `cut` says that there is more',
  activity: 'Commits on the default branch in 13 spans of four weeks, oldest first; `until` ends the last',
  files: 'Paths of files that are there; one that is not named is not',
};

const facets = Object.entries(FacetValues.shape).map(([name, value]) => {
  const note = notes[name as RepositoryFacetName];
  return [name, facet(note === undefined ? value : value.describe(note))] as const;
});

export const RepositorySighting = z
  .object({
    repository: z.string(),
    state: RepositoryState.meta({
      description:
        'The last thing established: private-or-gone after two observations a day or more apart; moved is the state of an old address; limited, unreachable and nonsense only while nothing was ever established; unread: never asked for; elsewhere: not on GitHub',
    }),
    movedTo: z.string().optional(),
    observations: z
      .array(z.object({ at: Moment, outcome: Outcome }))
      .meta({ description: 'Every read adds one; the newest 200, newest last' }),
    facets: z.object(Object.fromEntries(facets)),
  })
  .meta({ id: 'RepositorySighting' });

const Pause = z.object({ reason: z.enum(['budget', 'secondary-limit', 'unreachable']), until: Moment });

export const EnrichmentStatus = z
  .object({
    budget: z
      .object({
        mode: z.enum(['graphql', 'rest']),
        authorised: z.boolean(),
        limit: z.int().optional().meta({ description: 'By the hour: requests (rest) or points (graphql)' }),
        remaining: z.int().optional(),
        resetsAt: Moment.optional(),
        reserve: z.int().meta({ description: 'Left to others who share the limit' }),
        calls: z.int().optional().meta({ description: 'Made by the process that asked last' }),
        spent: z.int().optional().meta({ description: "What they cost of GitHub's limit" }),
        at: Moment.optional().meta({
          description: 'When GitHub last told; absent where it was never asked with these credentials',
        }),
        pause: Pause.optional().meta({ description: 'Why nothing is asked now, and until when' }),
      })
      .meta({
        description:
          'What GitHub allows: by the settings before it was asked, then as it last told, as far as that still holds. `authorised`: with a token or as an app',
      }),
    queue: z.object({
      repositories: z.int(),
      due: z.int(),
      neverRead: z.int(),
      byState: z.partialRecord(RepositoryState, z.int()),
      expectedBy: Moment.optional().meta({ description: 'When all that are due will have been asked for' }),
    }),
    runs: z
      .array(
        z.object({
          startedAt: Moment,
          finishedAt: Moment.optional(),
          actor: z.string(),
          counts: z.record(z.string(), z.number()),
          left: z.int().meta({ description: 'Due, and not asked for' }),
          scope: z.enum(['due', 'only', 'changed']).optional(),
          stoppedBy: z.enum(['budget', 'secondary-limit', 'unreachable', 'lease', 'signal']).optional(),
          until: Moment.optional(),
        }),
      )
      .meta({ description: 'The newest ten, newest first' }),
    errors: z
      .array(z.object({ repository: z.string(), state: RepositoryState, at: Moment, message: z.string() }))
      .meta({
        description: 'Repositories whose newest reading failed, in whole or in part, the newest first',
      }),
  })
  .meta({ id: 'EnrichmentStatus' });
