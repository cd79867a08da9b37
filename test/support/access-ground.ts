import type { Submission } from '../../src/domain/registration/submission.ts';
import { makeKey } from '../../src/use-cases/make-key.ts';
import { planPublishing } from '../../src/use-cases/publish-submission.ts';
import { hashSecret, makeSecret } from '../../src/use-cases/secrets.ts';
import type { Caller, Ground } from '../http/access-table.ts';
import { anAsset } from './builders.ts';
import type { TestApp } from './test-app.ts';

const later = '2999-01-01T00:00:00.000Z';

/** Registers and publishes assets, each with an edit token; keys for every role. */
export async function openAccessGround({ app: _, services, send, aKey }: TestApp) {
  const { store, now } = services;
  let count = 0;

  async function register(): Promise<{ id: string; token: string }> {
    count += 1;
    const token = makeSecret('cre');
    const source = 'announcement-001';
    const asset = anAsset({
      id: `access-${count}`,
      title: `Access ${count}`,
      lead: { organisation: 'lds' },
      sources: [{ source }],
    });
    const submission: Submission = {
      asset,
      contact: 'team@example.org',
      missing: [],
      similar: [],
      submittedBy: 'contributor key-of-a-test @lds',
      token: { hash: hashSecret(token), expiresAt: later },
      wasPublished: false,
      history: [],
    };
    const at = now().toISOString();
    const actor = submission.submittedBy;
    const entry = { id: asset.id, revision: 0, state: 'draft', document: submission };
    const { put, entries } = await planPublishing({ store }, entry, { at, actor });
    await store.write({ actor, at, put, withdraw: [], entries });
    return { id: asset.id, token };
  }

  const another = await register();
  const keys: Partial<Record<Caller, Record<string, string>>> = {
    'contributor of its organisation': await aKey('contributor', ['lds']),
    'contributor of another organisation': await aKey('contributor', ['swk']),
    moderator: await aKey('moderator'),
    admin: await aKey('admin'),
    'owner of another record': { authorization: `Bearer ${another.token}` },
  };

  /** A key that ended a moment ago, and one that was revoked. */
  async function deadKeys() {
    const past = new Date(now().getTime() - 3_600_000);
    const expiresAt = new Date(past.getTime() + 60_000).toISOString();
    const wanted = { role: 'admin', organisations: [] } as const;
    const expired = await makeKey(
      { store, now: () => past },
      { ...wanted, organisations: [], name: 'expired', expiresAt },
      'test',
    );
    const revoked = await makeKey(services, { ...wanted, organisations: [], name: 'revoked' }, 'test');
    await send('DELETE', `/api/v1/keys/${revoked.id}`, undefined, keys.admin);
    return { expired: expired.key, revoked: revoked.key };
  }

  return {
    deadKeys,
    async ground(): Promise<Ground> {
      const { id, token } = await register();
      return {
        ...{ send, services, asset: id, etag: '"1"', fresh: `fresh-${count}` },
        as: (caller) =>
          caller === 'owner of this record' ? { authorization: `Bearer ${token}` } : (keys[caller] ?? {}),
      };
    },
  };
}
