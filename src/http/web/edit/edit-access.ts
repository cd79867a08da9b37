import { timingSafeEqual } from 'node:crypto';
import { fastifyCookie as cookies } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../../domain/access/actor.ts';
import { type AccessedRegistration, findRegistration } from '../../../use-cases/get-registration.ts';
import { identifyBearer } from '../../../use-cases/identify-bearer.ts';
import { csrfTokenOf } from '../../../use-cases/keep-sessions.ts';
import { actorOf } from '../../access/actor-of.ts';
import type { WebServices } from '../web-services.ts';

const name = 'edit';
const lifeSeconds = 2 * 3600;
const tokenForm = /^cre_[\w-]{43}$/;

/** Somebody who may edit a record. `proof`: what their forms send along where the cookie of an edit link says who they are. */
export interface Editor extends AccessedRegistration {
  actor: Actor;
  proof?: string;
}

export function editPath(id: string): string {
  return `/assets/${encodeURIComponent(id)}/edit`;
}

/** Whose edit link it is, where it still works and is for the record. */
async function byToken(services: WebServices, id: string, token: string): Promise<Editor | undefined> {
  const actor = tokenForm.test(token) ? await identifyBearer(services, token) : undefined;
  const found = actor && (await findRegistration(services, id, actor));
  return found && actor ? { ...found, actor, proof: csrfTokenOf(token) } : undefined;
}

/** By session or key where that is enough, else by the cookie that the edit link left. undefined for everybody else. */
export async function findEditor(
  services: WebServices,
  request: FastifyRequest,
  id: string,
): Promise<Editor | undefined> {
  const actor = actorOf(request);
  const found = await findRegistration(services, id, actor);
  if (found !== undefined) return { ...found, actor };
  const token = cookies.parse(request.headers.cookie ?? '')[name];
  return token === undefined ? undefined : byToken(services, id, token);
}

/** A form of an edit link's holder comes with what only our own page knew. */
export function isProven({ proof }: Editor, given: string | undefined): boolean {
  if (proof === undefined) return true;
  const [expected, actual] = [Buffer.from(proof), Buffer.from(given ?? '')];
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

/**
 * Takes an edit link's secret out of the address, so that it stays in no history and reaches no other site: into a cookie that is sent to
 * this record's edit pages alone. False where the link does not work.
 */
export async function takeToken(
  services: WebServices,
  reply: FastifyReply,
  id: string,
  token: string,
): Promise<boolean> {
  const editor = await byToken(services, id, token);
  if (editor === undefined) return false;
  const cookie = cookies.serialize(name, token, {
    path: editPath(editor.entry.id),
    httpOnly: true,
    sameSite: 'strict',
    secure: services.publicUrl?.startsWith('https:') ?? false,
    maxAge: lifeSeconds,
  });
  reply.header('set-cookie', cookie);
  return true;
}
