import type { FastifyInstance } from 'fastify';

const monthsMs = 180 * 24 * 3_600_000;

/** Where weaknesses are told of (RFC 9116); not offered without somebody to tell. */
export function registerSecurityText(
  app: FastifyInstance,
  { contact, publicUrl, now }: { contact: string; publicUrl?: string; now: () => Date },
): void {
  app.get('/.well-known/security.txt', { schema: { hide: true } }, async (_request, reply) => {
    const expires = new Date(now().getTime() + monthsMs).toISOString();
    const canonical =
      publicUrl === undefined ? [] : [`Canonical: ${publicUrl.replace(/\/+$/, '')}/.well-known/security.txt`];
    const lines = [`Contact: ${contact}`, `Expires: ${expires}`, 'Preferred-Languages: en', ...canonical];
    return reply
      .header('cache-control', 'public, max-age=3600')
      .type('text/plain; charset=utf-8')
      .send(`${lines.join('\n')}\n`);
  });
}
