import { type Actor, toActorName } from '../domain/access/actor.ts';
import { speaksFor } from '../domain/access/speaks-for.ts';
import { CatalogueError } from '../domain/errors.ts';
import type { Asset } from '../domain/records/asset.ts';
import { applyGiven } from '../domain/registration/apply-given.ts';
import { missingFields } from '../domain/registration/missing-fields.ts';
import type { RegistrationChange } from '../domain/registration/registration-body.ts';
import type { Submission, SubmissionState } from '../domain/registration/submission.ts';
import { stepTo } from '../domain/registration/submission-steps.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { Entry, KeptWrite } from '../ports/entry-store.ts';
import { type AccessedRegistration, getRegistration } from './get-registration.ts';
import type { Directory } from './open-directory.ts';
import { planPublishing } from './publish-submission.ts';
import { readGivenFields } from './read-given-fields.ts';
import { checkVersion } from './registration-etag.ts';
import { toSubmissionWrite } from './to-submission-write.ts';

export interface ChangingRegistrations {
  store: CatalogueStore;
  directory: Directory;
  now: () => Date;
}

export interface ChangeOfRegistration {
  change: RegistrationChange;
  actor: Actor;
  /** As sent. */
  ifMatch: string | undefined;
  kept?: (entry: Entry<Submission>) => KeptWrite[];
}

/**
 * Changes fields of a registered asset. What its own organisation changes is public at once; what the edit link's holder changes of a public
 * one waits, and the published one stays. Errors: CatalogueError 'precondition-required', 'stale', 'invalid', 'conflict', and those of getRegistration.
 */
export async function changeRegistration(
  { store, directory, now }: ChangingRegistrations,
  given: string,
  { change, actor, ifMatch, kept = () => [] }: ChangeOfRegistration,
): Promise<Entry<Submission>> {
  const accessed = await getRegistration({ store, directory }, given, actor);
  const { entry } = accessed;
  checkVersion(accessed, ifMatch);
  refuseWhenOver(accessed);
  const { contact: stated, ...fields } = change;
  const asset = applyGiven(entry.document.asset, readGivenFields(directory, fields));
  const contact = stated === undefined ? entry.document.contact : (stated ?? undefined);
  if (isSame(entry.document, asset, contact)) return entry;

  const at = now().toISOString();
  const by = toActorName(actor);
  const { contact: _, ...others } = entry.document;
  const changed: Submission = {
    ...others,
    asset,
    ...(contact !== undefined && { contact }),
    missing: missingFields({ asset, contact }),
    ...lapsedToken(accessed, actor, at),
  };
  const state = nextState(accessed, asset, actor, directory);
  const next = { ...entry, updatedAt: at, revision: entry.revision + 1, state };
  if (state === 'published') {
    const plan = await planPublishing({ store }, { ...entry, document: changed }, { at, actor: by });
    const document = plan.entries[0]?.document as Submission;
    const written = { ...next, document };
    await store.write({ actor: by, at, ...plan, withdraw: [], kept: kept(written) });
    return written;
  }
  const from = entry.state as SubmissionState;
  const document = state === from ? changed : stepTo(changed, from, { to: state, at, actor: by });
  const written = { ...next, document };
  const entries = [toSubmissionWrite(document, { state, action: 'changed', basedOn: entry.revision })];
  await store.write({ actor: by, at, put: [], withdraw: [], entries, kept: kept(written) });
  return written;
}

function refuseWhenOver({ entry, access }: AccessedRegistration): void {
  const isOver =
    ['withdrawn', 'merged'].includes(entry.state) || (entry.state === 'rejected' && access !== 'moderator');
  if (!isOver) return;
  const message = `The registration is ${entry.state} and cannot be changed`;
  throw new CatalogueError('conflict', message, [], { state: entry.state });
}

function isSame(before: Submission, asset: Asset, contact: string | undefined): boolean {
  const text = (one: Asset, other?: string) => JSON.stringify([sorted(one), other]);
  return text(before.asset, before.contact) === text(asset, contact);
}

function sorted(asset: Asset): [string, unknown][] {
  return Object.entries(asset).sort(([one], [other]) => (one < other ? -1 : 1));
}

function nextState(
  { entry, access }: AccessedRegistration,
  { lead }: Asset,
  actor: Actor,
  { councils }: Directory,
): SubmissionState {
  const from = entry.state as SubmissionState;
  if (from === 'draft') return 'draft';
  if (access === 'moderator') return from === 'rejected' ? 'pending' : from;
  // What is given to another body is for a moderator to look at.
  const stays = lead?.organisation === entry.document.asset.lead?.organisation;
  const staysOwn = lead === undefined || stays || speaksFor(actor, lead.organisation, councils);
  return access === 'organisation' && staysOwn ? 'published' : 'pending';
}

/** An edit link of somebody else ends when the organisation takes the record over. */
function lapsedToken(
  { entry, access }: AccessedRegistration,
  { id }: Actor,
  at: string,
): Pick<Submission, 'token'> {
  const { token, submittedBy } = entry.document;
  const isTakenOver = access === 'organisation' && !submittedBy.startsWith('contributor');
  if (token === undefined || !isTakenOver || id === undefined) return {};
  return { token: { ...token, revokedAt: token.revokedAt ?? at } };
}
