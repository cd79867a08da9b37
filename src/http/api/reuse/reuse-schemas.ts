import { z } from 'zod';
import { Role } from '../../../domain/access/actor.ts';
import { ReuseState, ReuseUse } from '../../../domain/reuse/reuse-statement.ts';
import { OrganisationReference } from '../schemas.ts';

export const ActorShown = z
  .object({
    role: Role,
    organisation: z.string().optional().meta({ description: 'Id of the body they act for' }),
  })
  .meta({ id: 'Actor', description: 'Who did something, as far as everybody may know' });

export const ReuseStatementShown = z
  .object({
    id: z.string(),
    revision: z.int(),
    asset: z.object({ id: z.string(), title: z.string().optional() }),
    organisation: OrganisationReference,
    statedFor: OrganisationReference.optional().meta({
      description: 'The body it was first stated for, where that was abolished since',
    }),
    state: ReuseState.meta({
      description:
        'pending: waits for a moderator; claimed: somebody says so; confirmed: the user itself does; disputed: the user denies it; lapsed: nobody has said so for twelve months',
    }),
    use: ReuseUse,
    since: z.string().optional(),
    evidence: z.string().optional(),
    statedAt: z.string(),
    statedBy: ActorShown,
    confirmedAt: z.string().optional(),
    confirmedBy: ActorShown.optional(),
    until: z.string().optional().meta({ description: 'The moment from which it does not hold any more' }),
    disputes: z.array(z.object({ at: z.string(), by: ActorShown, reason: z.string() })),
  })
  .meta({ id: 'ReuseStatement' });

const count = (description: string) => z.int().meta({ description });

/** What an asset's answer says of its reuse. */
export const ReuseCountsShown = z
  .object({
    confirmed: count(
      'Organisations that confirmed their use themselves, within twelve months; the only count of reuse',
    ),
    live: count('Of those confirmed: in live use'),
    claimed: count('Further organisations that somebody says use it; not counted as reuse'),
    observed: count('Organisations seen in repository files; not counted as reuse'),
    holdsUntil: z.string().optional().meta({ description: 'When the first statement counted here ends' }),
  })
  .meta({ id: 'ReuseCounts' });

export const json = <S extends z.ZodType>(description: string, schema: S) => ({
  description,
  content: { 'application/json': { schema } },
});
