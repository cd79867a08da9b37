import { createHash } from 'node:crypto';
import * as oidc from 'openid-client';
import { CatalogueError } from '../../domain/errors.ts';
import type { IdentityProvider } from '../../ports/identity-provider.ts';

interface Provider {
  issuer: string;
  clientId: string;
  /** Without one the client is public, and PKCE alone protects the code. */
  clientSecret?: string;
}

const timeoutSeconds = 10;

/** A provider over plain http is for one's own machine only. */
function isOwnMachine(issuer: URL): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(issuer.hostname);
}

/** The provider's description is read at the first sign-in and kept; a provider that is away does not keep the service from starting. */
export function openIdentityProvider({ issuer, clientId, clientSecret }: Provider): IdentityProvider {
  const server = new URL(issuer);
  let discovered: Promise<oidc.Configuration> | undefined;

  async function discover(): Promise<oidc.Configuration> {
    const authentication = clientSecret === undefined ? oidc.None() : oidc.ClientSecretPost(clientSecret);
    const execute = isOwnMachine(server) ? [oidc.allowInsecureRequests] : [];
    return oidc.discovery(server, clientId, undefined, authentication, { execute, timeout: timeoutSeconds });
  }

  async function configuration(): Promise<oidc.Configuration> {
    discovered ??= discover();
    try {
      return await discovered;
    } catch {
      discovered = undefined;
      throw new CatalogueError('unavailable', 'The identity provider does not answer');
    }
  }

  return {
    async begin(redirectUri) {
      const configured = await configuration();
      const codeVerifier = oidc.randomPKCECodeVerifier();
      const attempt = { state: oidc.randomState(), nonce: oidc.randomNonce(), codeVerifier };
      const address = oidc.buildAuthorizationUrl(configured, {
        redirect_uri: redirectUri,
        scope: 'openid email',
        code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        state: attempt.state,
        nonce: attempt.nonce,
      });
      return { address: address.href, attempt };
    },

    async complete(address, { state, nonce, codeVerifier }) {
      const configured = await configuration();
      const checks = {
        pkceCodeVerifier: codeVerifier,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      };
      const tokens = await oidc
        .authorizationCodeGrant(configured, new URL(address), checks)
        .catch((error: unknown) => {
          if (error instanceof TypeError)
            throw new CatalogueError('unavailable', 'The identity provider does not answer');
          throw new CatalogueError('forbidden', 'The identity provider did not confirm this sign-in');
        });
      const claims = tokens.claims();
      if (claims === undefined) throw new CatalogueError('forbidden', 'The identity provider named nobody');
      const { iss, sub, email, email_verified: isVerified } = claims;
      const subject = createHash('sha256').update(`${iss} ${sub}`).digest('base64url');
      return {
        subject,
        ...(typeof email === 'string' && isVerified === true && { verifiedEmail: email }),
        claims,
      };
    },
  };
}
