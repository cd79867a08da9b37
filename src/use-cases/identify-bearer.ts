import type { AccessKey } from '../domain/access/access-key.ts';
import type { Actor } from '../domain/access/actor.ts';
import type { Submission } from '../domain/registration/submission.ts';
import type { EntryStore } from '../ports/entry-store.ts';
import { hashSecret } from './secrets.ts';

interface Identifying {
  store: Pick<EntryStore, 'findEntryBy'>;
  now: () => Date;
}

/** Whose secret it is: that of a key or of an edit link. undefined where it is nobody's, was revoked or is over. */
export async function identifyBearer(
  { store, now }: Identifying,
  secret: string,
): Promise<Actor | undefined> {
  const value = hashSecret(secret);
  const at = now().toISOString();
  const isOver = ({ expiresAt, revokedAt }: { expiresAt?: string; revokedAt?: string }) =>
    revokedAt !== undefined || (expiresAt !== undefined && expiresAt <= at);
  if (secret.startsWith('crk_')) {
    const key = await store.findEntryBy<AccessKey>('key', { name: 'hash', value });
    if (key === undefined || isOver(key.document)) return undefined;
    const { role, organisations } = key.document;
    return { role, id: key.id, organisations };
  }
  if (secret.startsWith('cre_')) {
    const submission = await store.findEntryBy<Submission>('submission', { name: 'token', value });
    const token = submission?.document.token;
    if (submission === undefined || token === undefined || isOver(token)) return undefined;
    return { role: 'owner', organisations: [], record: submission.id };
  }
  return undefined;
}
