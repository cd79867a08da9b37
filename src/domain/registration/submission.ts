import { z } from 'zod';
import { RecordId } from '../ids.ts';
import { Asset } from '../records/asset.ts';

/** Where a registration stands. The record itself is written when it is published, and never before. */
export const SubmissionState = z.enum([
  'draft',
  'pending',
  'changes-requested',
  'published',
  'rejected',
  'withdrawn',
  'merged',
]);
export type SubmissionState = z.infer<typeof SubmissionState>;

/** One change of state. `actor` as in the change log. */
export const SubmissionStep = z.strictObject({
  at: z.string(),
  actor: z.string(),
  from: SubmissionState.optional(),
  to: SubmissionState,
  reason: z.string().optional(),
});

/** A record that may be about the same thing. */
export const SimilarRecord = z.strictObject({ id: RecordId, title: z.string(), why: z.string() });
export type SimilarRecord = z.infer<typeof SimilarRecord>;

/**
 * A registered asset's working copy, for as long as the asset exists: its entry's id is the asset's. Once the asset is published, the state
 * 'pending' means that an edit waits while the published record stays.
 */
export const Submission = z.strictObject({
  asset: Asset,
  /** A role mailbox or a contact page; never in an index, an export or a log. */
  contact: z.string().optional(),
  /** Fields that would help others judge it and are not filled in. */
  missing: z.array(z.string()).default([]),
  similar: z.array(SimilarRecord).default([]),
  /** As in the change log. */
  submittedBy: z.string(),
  /** The edit link's secret, as SHA-256 in base64url. */
  token: z
    .strictObject({ hash: z.string(), expiresAt: z.string(), revokedAt: z.string().optional() })
    .optional(),
  /** The record has been published at least once. */
  wasPublished: z.boolean().default(false),
  mergedInto: RecordId.optional(),
  history: z.array(SubmissionStep).default([]),
});
export type Submission = z.infer<typeof Submission>;
