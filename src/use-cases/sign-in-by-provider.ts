import type { Grant } from '../domain/access/account.ts';
import { GrantedRole, isAtLeast } from '../domain/access/actor.ts';
import { toMailbox } from '../domain/access/allow-list.ts';
import type { ProviderIdentity } from '../ports/identity-provider.ts';
import { type SettlingAccounts, settleAccount } from './settle-account.ts';

/** Which claims say what somebody may do; without `role` none do. */
export interface ClaimNames {
  role?: string;
  organisation?: string;
}

/** A claim's values; "resource_access.catalogue.roles" leads inside. */
function valuesOf(claims: ProviderIdentity['claims'], name: string | undefined): string[] {
  if (name === undefined) return [];
  const inside = name
    .split('.')
    .reduce<unknown>(
      (at, part) =>
        typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[part] : undefined,
      claims,
    );
  return [claims[name] ?? inside ?? []].flat().filter((value) => typeof value === 'string');
}

/** "moderator", and "catalogue-moderator" or "Catalogue.Moderator" where a provider's roles are of many services. */
function toRole(value: string): GrantedRole | undefined {
  return GrantedRole.safeParse(/^(?:catalogue[-._:])?([a-z]+)$/.exec(value.toLowerCase())?.[1]).data;
}

function readGrant(
  { directory }: Pick<SettlingAccounts, 'directory'>,
  claims: ProviderIdentity['claims'],
  names: ClaimNames,
): Grant | 'nothing' | undefined {
  if (names.role === undefined) return undefined;
  const roles = valuesOf(claims, names.role).flatMap((value) => toRole(value) ?? []);
  const [highest] = roles.sort((one, other) => (isAtLeast({ role: one }, other) ? -1 : 1));
  const organisations = valuesOf(claims, names.organisation).flatMap((code) => {
    const found = directory.councils.find(code);
    return found === undefined ? [] : [found.id];
  });
  if (highest === undefined || (highest === 'contributor' && organisations.length === 0)) return 'nothing';
  return { role: highest, organisations: [...new Set(organisations)] };
}

/** The account of whoever came back from the identity provider. Errors: CatalogueError 'forbidden' where they may do nothing. */
export function signInByProvider(
  settling: SettlingAccounts,
  { subject, verifiedEmail, claims }: ProviderIdentity,
  names: ClaimNames,
): Promise<{ id: string } & Grant> {
  const claimed = readGrant(settling, claims, names);
  return settleAccount(settling, {
    subject,
    ...(verifiedEmail !== undefined && { email: toMailbox(verifiedEmail) }),
    ...(claimed !== undefined && { claimed }),
  });
}
