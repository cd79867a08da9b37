/** What a browser must bring back from the identity provider, kept until it does. */
export interface SignInAttempt {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** Who came back. */
export interface ProviderIdentity {
  /** Hash of provider and person there. */
  subject: string;
  /** Only where the provider says that it is theirs. */
  verifiedEmail?: string;
  claims: Readonly<Record<string, unknown>>;
}

/** Signs people in by OpenID Connect: authorization code with PKCE. Errors: CatalogueError 'unavailable' where the provider is out of reach. */
export interface IdentityProvider {
  begin(redirectUri: string): Promise<{ address: string; attempt: SignInAttempt }>;
  /** `address` is the whole address that the browser came back to. Errors: CatalogueError 'forbidden' where it does not prove anything. */
  complete(address: string, attempt: SignInAttempt): Promise<ProviderIdentity>;
}
