import { type Actor, toActorName } from '../domain/access/actor.ts';
import { notFound } from '../domain/errors.ts';
import type { Submission, SubmissionState } from '../domain/registration/submission.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import type { EntryAction, KeptWrite } from '../ports/entry-store.ts';
import { monthsAfter, tokenMonths } from './register-asset.ts';
import { hashSecret, makeSecret } from './secrets.ts';
import { toSubmissionWrite } from './to-submission-write.ts';

interface RenewingTokens {
  store: CatalogueStore;
  now: () => Date;
}

export interface RenewedToken {
  id: string;
  editToken: string;
  expiresAt: string;
}

/** A new edit link for a registered asset; the one before it no longer works. Errors: CatalogueError 'not-found', 'stale'. */
export async function renewEditToken(
  renewing: RenewingTokens,
  id: string,
  { actor, kept }: { actor: Actor; kept: (renewed: RenewedToken) => KeptWrite[] },
): Promise<RenewedToken> {
  const editToken = makeSecret('cre');
  const at = renewing.now().toISOString();
  const expiresAt = monthsAfter(at, tokenMonths);
  const renewed = { id: id.toLowerCase(), editToken, expiresAt };
  await writeToken(renewing, renewed.id, {
    ...{ actor, at, action: 'renewed', kept: kept(renewed) },
    toToken: () => ({ hash: hashSecret(editToken), expiresAt }),
  });
  return renewed;
}

/** The edit link no longer works. Errors: CatalogueError 'not-found' also where there is none, 'stale'. */
export async function revokeEditToken(
  revoking: RenewingTokens,
  id: string,
  { actor, kept }: { actor: Actor; kept: KeptWrite[] },
): Promise<void> {
  const at = revoking.now().toISOString();
  await writeToken(revoking, id.toLowerCase(), {
    ...{ actor, at, action: 'revoked', kept },
    toToken: (token) => {
      if (token === undefined) throw notFound('An edit link of this asset');
      return { ...token, revokedAt: token.revokedAt ?? at };
    },
  });
}

async function writeToken(
  { store }: RenewingTokens,
  id: string,
  {
    actor,
    at,
    action,
    kept,
    toToken,
  }: {
    actor: Actor;
    at: string;
    action: EntryAction;
    kept: KeptWrite[];
    toToken: (token: Submission['token']) => NonNullable<Submission['token']>;
  },
): Promise<void> {
  const entry = await store.findEntry<Submission>('submission', id);
  if (entry === undefined) throw notFound(`The registration "${id.slice(0, 100)}"`);
  const document = { ...entry.document, token: toToken(entry.document.token) };
  const state = entry.state as SubmissionState;
  const entries = [toSubmissionWrite(document, { state, action, basedOn: entry.revision })];
  await store.write({ actor: toActorName(actor), at, put: [], withdraw: [], entries, kept });
}
