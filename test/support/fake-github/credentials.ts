import { createPublicKey, type KeyLike, verify } from 'node:crypto';
import type { Clock } from './clock.ts';

/** A GitHub App as GitHub knows it: its public key and where it is installed. */
export interface FakeApp {
  id: number;
  publicKey: string | KeyLike;
  installationId: number;
}

export interface CredentialOptions {
  /** Tokens that are accepted; any unless told. */
  tokens?: readonly string[];
  app?: FakeApp;
}

/** `who` names whose limits count; undefined for nobody. `refused`: credentials that GitHub does not know. */
export interface Caller {
  who?: string;
  isApp: boolean;
  refused: boolean;
}

export interface Credentials {
  callerOf(authorization: string | undefined): Caller;
  /** A token for an installation, or undefined where there is none of that number. */
  grant(installationId: number): { token: string; expires_at: string } | undefined;
}

export function openCredentials(clock: Clock, options: CredentialOptions): Credentials {
  const granted = new Map<string, number>();
  let grants = 0;

  function isSignedByApp(token: string): boolean {
    const [header, payload, signature] = token.split('.');
    if (!options.app || !header || !payload || !signature) return false;
    const key =
      typeof options.app.publicKey === 'string'
        ? createPublicKey(options.app.publicKey)
        : options.app.publicKey;
    const isSigned = verify(
      'RSA-SHA256',
      Buffer.from(`${header}.${payload}`),
      key,
      Buffer.from(signature, 'base64url'),
    );
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iss?: unknown };
    return isSigned && String(claims.iss) === String(options.app.id);
  }

  return {
    callerOf(authorization) {
      if (authorization === undefined) return { isApp: false, refused: false };
      const token = authorization.replace(/^(token|bearer)\s+/i, '');
      if (token.split('.').length === 3) {
        const isApp = isSignedByApp(token);
        return { who: isApp ? 'app' : undefined, isApp, refused: !isApp };
      }
      const expiry = granted.get(token);
      const isKnown = expiry === undefined ? (options.tokens?.includes(token) ?? true) : expiry > clock.now();
      return isKnown ? { who: token, isApp: false, refused: false } : { isApp: false, refused: true };
    },
    grant(installationId) {
      if (options.app?.installationId !== installationId) return undefined;
      grants += 1;
      const token = `ghs_fake${grants}`;
      const expiry = clock.now() + 3_600_000;
      granted.set(token, expiry);
      return { token, expires_at: new Date(expiry).toISOString().replace(/\.\d+Z/, 'Z') };
    },
  };
}
