import { fastifyCookie as cookies } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface BrowserSession {
  cookie: string;
  expiresAt: string;
}

const sessions = new WeakMap<FastifyRequest, BrowserSession>();

/** The browser's session that the request came in; undefined for keys, tokens and strangers. */
export function sessionOf(request: FastifyRequest): BrowserSession | undefined {
  return sessions.get(request);
}

export function setSession(request: FastifyRequest, session: BrowserSession): void {
  sessions.set(request, session);
}

/** A cookie for this host alone. Its `__Host-` name is refused by browsers unless it came over https for the whole of one host. */
export function buildCookie(name: string, { isSecure }: { isSecure: boolean }) {
  const full = isSecure ? `__Host-${name}` : name;
  const settings = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure } as const;
  const set = (reply: FastifyReply, value: string, maxAge?: number) =>
    reply.header(
      'set-cookie',
      cookies.serialize(full, value, { ...settings, ...(maxAge !== undefined && { maxAge }) }),
    );
  return {
    read(request: FastifyRequest): string | undefined {
      const { cookie } = request.headers;
      return cookie === undefined ? undefined : cookies.parse(cookie)[full];
    },
    /** Without a time it is forgotten when the browser is closed. */
    write: set,
    clear: (reply: FastifyReply) => set(reply, '', 0),
  };
}
export type Cookie = ReturnType<typeof buildCookie>;
