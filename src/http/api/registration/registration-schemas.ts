import { z } from 'zod';
import { Role } from '../../../domain/access/actor.ts';
import { Asset } from '../../../domain/records/asset.ts';
import type { Submission } from '../../../domain/registration/submission.ts';
import { SimilarRecord, SubmissionState } from '../../../domain/registration/submission.ts';
import type { Entry } from '../../../ports/entry-store.ts';
import { describeRegistration } from '../../../use-cases/describe-registration.ts';
import { registrationEtag } from '../../../use-cases/registration-etag.ts';
import type { WriteAnswer } from '../../answer-once.ts';
import type { Links } from '../../links.ts';
import { RecordLinks } from '../schemas.ts';
import { ShownActor } from './correction-schemas.ts';

const Similar = z
  .object(SimilarRecord.shape)
  .meta({ id: 'SimilarRecord', description: 'A record that may be about the same thing: a hint' });

/** What an owner, the asset's organisation and moderators are shown of a registration besides what is public. */
export const registrationFrame = {
  asset: z.looseObject(Asset.pick({ id: true, title: true, summary: true, assetKind: true }).shape).meta({
    description: 'The working copy: the record’s own fields, with ids of other records',
  }),
  missing: z
    .array(z.string())
    .meta({ description: 'Fields that would help others judge it, most useful first' }),
  similar: z.array(Similar),
  contact: z.string().optional(),
  submittedBy: ShownActor,
  wasPublished: z.boolean(),
  mergedInto: z.string().optional(),
  history: z.array(
    z.object({
      at: z.string(),
      actor: z.object({ role: Role, organisation: z.string().optional() }),
      from: SubmissionState.optional(),
      to: SubmissionState,
      reason: z.string().optional(),
    }),
  ),
};

export const RegistrationShown = z
  .object({
    id: z.string(),
    state: SubmissionState,
    revision: z.int(),
    ...registrationFrame,
    createdAt: z.string(),
    updatedAt: z.string(),
    links: RecordLinks,
  })
  .meta({ id: 'RegistrationShown' });

export const Registered = z
  .object({
    ...RegistrationShown.shape,
    editLink: z.string().meta({ description: 'Path of the page on which it is edited' }),
    editToken: z.string().meta({
      description: 'Reads and edits this record alone, as `Authorization: Bearer`; shown this once',
    }),
  })
  .meta({ id: 'Registered' });

/** Registration as it stands, with the tag that a change is made from. */
export function showRegistration(links: Links, entry: Entry<Submission>, status = 200): WriteAnswer {
  return {
    status,
    body: { ...describeRegistration(entry), links: links.record('asset', entry.id) },
    etag: registrationEtag(entry.revision),
  };
}

/** Stable path of the page; whoever has it may edit the record. */
export function editLinkOf(links: Links, id: string, editToken: string): string {
  return `${links.record('asset', id).web}/edit?token=${editToken}`;
}
