import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CatalogueError } from '../../domain/errors.ts';
import { csrfTokenOf } from '../../use-cases/keep-sessions.ts';
import { sessionOf } from './session-cookie.ts';

const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What a browser says of the page a request came from: 'unsaid' for programs, and browsers older than both headers. */
function originOf(request: FastifyRequest, publicUrl: string | undefined): 'own' | 'foreign' | 'unsaid' {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined) return site === 'same-origin' || site === 'none' ? 'own' : 'foreign';
  if (origin === undefined) return 'unsaid';
  const own = new URL(publicUrl ?? `${request.protocol}://${request.host}`).origin;
  return origin === own ? 'own' : 'foreign';
}

function refuse(): never {
  throw new CatalogueError(
    'forbidden',
    'This came from a page of another site, or from a form that is too old',
  );
}

/** A form of ours, whoever sends it: pages of other sites may not. */
export function requireOwnOrigin(request: FastifyRequest, publicUrl: string | undefined): void {
  if (originOf(request, publicUrl) === 'foreign') refuse();
}

/** The token of the session, from a header or a field of the form. */
export function requireCsrfToken(request: FastifyRequest, given: unknown): void {
  const session = sessionOf(request);
  if (session === undefined) return;
  const expected = Buffer.from(csrfTokenOf(session.cookie));
  const actual = Buffer.from(typeof given === 'string' ? given : '');
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) refuse();
}

function takeField(request: FastifyRequest): unknown {
  const { body } = request;
  if (typeof body !== 'object' || body === null || !('_csrf' in body)) return undefined;
  const { _csrf: field, ...rest } = body;
  request.body = rest;
  return field;
}

/** A browser sends its cookie along with what other sites make it send: what changes something needs more than the cookie. */
export function guardSessions(app: FastifyInstance, publicUrl: string | undefined): void {
  app.addHook('preValidation', async (request) => {
    if (safe.has(request.method)) return;
    const field = takeField(request);
    if (sessionOf(request) === undefined) return;
    if (originOf(request, publicUrl) !== 'own') refuse();
    requireCsrfToken(request, request.headers['x-csrf-token'] ?? field);
  });
}
