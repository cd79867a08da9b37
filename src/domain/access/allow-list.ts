import { z } from 'zod';
import { GrantedRole } from './actor.ts';

/** Who may sign in without an account made for them: an address, or with "@" first everybody at a domain. Organisations are codes. */
export interface AllowedSignIn {
  who: string;
  role: GrantedRole;
  organisations: string[];
}

const entry = /^([^\s@=]*@[a-z0-9.-]+\.[a-z]{2,}|[^\s@=]+@localhost)=([a-z]+)(?::([A-Za-z0-9+-]+))?$/i;

function readEntry(text: string): AllowedSignIn | string {
  const [, who = '', named, bodies] = entry.exec(text) ?? [];
  const role = GrantedRole.safeParse(named);
  if (!role.success) return `"${text}" is not address=role or address=contributor:CODE+CODE`;
  const organisations = bodies?.split('+').filter((code) => code !== '') ?? [];
  if (role.data === 'contributor' && organisations.length === 0)
    return `"${text}" needs an organisation: contributor:CODE`;
  if (role.data === 'admin' && who.startsWith('@')) return `"${text}" would make a whole domain admins`;
  return { who: who.toLowerCase(), role: role.data, organisations };
}

/** `jo@leeds.gov.uk=contributor:LDS, @southwark.gov.uk=contributor:SWK, chief@example.org=admin` */
export const AllowList = z.string().transform((text, context): AllowedSignIn[] => {
  const read = text
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map(readEntry);
  for (const fault of read) {
    if (typeof fault === 'string') context.addIssue({ code: 'custom', message: fault });
  }
  return read.filter((one) => typeof one !== 'string');
});

/** An address counts before its domain. `email` as `toMailbox` gives it. */
export function findAllowed(list: readonly AllowedSignIn[], email: string): AllowedSignIn | undefined {
  const domain = email.slice(email.lastIndexOf('@'));
  return list.find(({ who }) => who === email) ?? list.find(({ who }) => who === domain);
}

/** An e-mail address as it is compared. */
export function toMailbox(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}
