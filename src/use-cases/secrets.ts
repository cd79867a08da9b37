import { createHash, randomBytes } from 'node:crypto';

/** What begins a secret says what it is, so that one that is found where it should not be can be told. */
export type SecretKind = 'crk' | 'cre' | 'crs' | 'crl';

/** A secret of 256 bits: `crk_` key, `cre_` edit link, `crs_` session, `crl_` sign-in link. */
export function makeSecret(kind: SecretKind): string {
  return `${kind}_${randomBytes(32).toString('base64url')}`;
}

/** What is kept of a secret. A plain hash is enough for 256 random bits. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** A short id that says nothing: "key-4f1a09bc". */
export function makeId(prefix: string): string {
  return `${prefix}-${randomBytes(6).toString('hex')}`;
}
