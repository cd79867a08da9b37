import type { Config } from '../config.ts';
import type { IdentityProvider } from '../ports/identity-provider.ts';
import type { MailSender } from '../ports/mail.ts';

/** The organisation's identity provider, where one is set up. */
export async function openProvider({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: clientId,
  OIDC_CLIENT_SECRET: clientSecret,
}: Pick<Config, 'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'OIDC_CLIENT_SECRET'>): Promise<
  IdentityProvider | undefined
> {
  if (issuer === undefined || clientId === undefined) return undefined;
  const { openIdentityProvider } = await import('../adapters/oidc/open-identity-provider.ts');
  return openIdentityProvider({ issuer, clientId, ...(clientSecret !== undefined && { clientSecret }) });
}

/** The mail server, where one is set up; without one mails wait, and admins see them. */
export async function openMail({
  SMTP_URL: url,
  MAIL_FROM: from,
}: Pick<Config, 'SMTP_URL' | 'MAIL_FROM'>): Promise<MailSender | undefined> {
  if (url === undefined || from === undefined) return undefined;
  const { openSmtp } = await import('../adapters/mail/open-smtp.ts');
  return openSmtp({ url, from });
}
