import helmet from 'helmet';

/**
 * Helmet's headers, worked out once: they are the same for every answer, and making them anew costs more than most answers do.
 * Plain http gets none that insist on https, because an intranet may have nothing else.
 */
export function securityHeaders({
  reachedByHttps,
}: {
  reachedByHttps: boolean;
}): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const apply = helmet({
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: reachedByHttps ? [] : null } },
    strictTransportSecurity: reachedByHttps,
    // Without any, browsers hide the origin of our own forms from us as well.
    referrerPolicy: { policy: 'same-origin' },
  });
  const answer = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => undefined,
  };
  apply({} as Parameters<typeof apply>[0], answer as unknown as Parameters<typeof apply>[1], () => undefined);
  return headers;
}
