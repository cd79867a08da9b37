import { z } from 'zod';
import { RecordKind } from '../../domain/ids.ts';
import { Basis } from '../../domain/records/evidence.ts';
import { OrganisationType } from '../../domain/records/organisation.ts';

/** Parts that several answers share. Response schemas are plain: no defaults, no transforms. */

export const Reference = z.object({ id: z.string(), title: z.string() }).meta({ id: 'Reference' });

export const OrganisationReference = z
  .object({
    id: z.string(),
    code: z.string(),
    title: z.string(),
    type: OrganisationType.optional(),
    isCouncil: z.boolean().optional(),
    endDate: z.string().optional(),
    successors: z.array(Reference).optional(),
  })
  .meta({ id: 'OrganisationReference' });

export const PartyReference = z
  .object({
    ...OrganisationReference.shape,
    role: z.string(),
    statedName: z.string().optional(),
    note: z.string().optional(),
    how: z.string().optional(),
  })
  .meta({ id: 'PartyReference' });

export const SourceReference = z
  .object({
    id: z.string(),
    title: z.string(),
    publisher: z.string().optional(),
    address: z.string().optional(),
    how: z.string().optional(),
  })
  .meta({ id: 'SourceReference', description: 'Where a fact was stated, and how it is found there' });

export const Statement = z
  .object({
    field: z.string(),
    value: z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
    shown: z
      .boolean()
      .meta({ description: 'True for the value that stands in the record; the others are kept beside it' }),
    basis: Basis,
    ambiguous: z
      .boolean()
      .optional()
      .meta({ description: 'The statement may be about this record or another' }),
    sources: z.array(SourceReference),
  })
  .meta({ id: 'Statement' });

export const RecordLinks = z
  .object({ self: z.string(), web: z.string() })
  .meta({ id: 'RecordLinks', description: 'self: this record in the API; web: the stable path of its page' });

export const RecordState = z.enum(['published', 'withdrawn', 'merged']);

/** What every detail carries. */
export const frame = {
  kind: RecordKind,
  id: z.string(),
  title: z.string(),
  revision: z.int(),
  state: RecordState,
  origin: z.enum(['curated', 'registered']),
  createdAt: z.string(),
  updatedAt: z.string(),
  sources: z.array(SourceReference),
  statements: z
    .array(Statement)
    .meta({ description: 'Every stated value with who states it, disagreements included' }),
  disagreements: z.array(z.string()).meta({ description: 'Fields on which sources differ' }),
  links: RecordLinks,
};

/** What every entry of a list carries; a withdrawn or merged record has no more than this. */
export const entryFrame = {
  kind: RecordKind,
  id: z.string(),
  revision: z.int(),
  state: RecordState,
  mergedInto: z.string().optional(),
  updatedAt: z.string(),
  links: RecordLinks,
  title: z.string().optional(),
};

const Moment = z.string().meta({ description: 'ISO-8601' });

export const AddressState = z
  .object({
    address: z.string(),
    state: z.enum(['answers', 'moved', 'gone', 'unreachable']).meta({
      description:
        'The last thing established: gone after two absences a day or more apart; unreachable only while it never answered',
    }),
    movedTo: z.string().optional().meta({ description: "Where it leads for good, by its server's own word" }),
    checkedAt: Moment.meta({ description: 'When it was last asked for, whatever came of it' }),
    seenAt: Moment.optional().meta({ description: 'When it last answered' }),
    goneSince: Moment.optional().meta({ description: 'The first time that it was not there any more' }),
  })
  .meta({ id: 'AddressState' });

/** For answers that show addresses. */
export const addressStates = z.array(AddressState).meta({
  description: 'What was seen of the addresses shown here that are not on GitHub, where anything was',
});

export const ListedOrganisation = z
  .object({ id: z.string(), name: z.string(), role: z.string() })
  .meta({ id: 'ListedOrganisation' });
