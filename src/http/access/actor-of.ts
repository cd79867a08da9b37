import type { FastifyRequest } from 'fastify';
import { type Actor, anonymous } from '../../domain/access/actor.ts';

const actors = new WeakMap<FastifyRequest, Actor>();
const refused = new WeakSet<FastifyRequest>();

/** Who makes the request; anonymous where nobody was identified. */
export function actorOf(request: FastifyRequest): Actor {
  return actors.get(request) ?? anonymous;
}

export function setActor(request: FastifyRequest, actor: Actor): void {
  actors.set(request, actor);
}

/** The request came with a secret that is nobody's. */
export function isRefused(request: FastifyRequest): boolean {
  return refused.has(request);
}

export function setRefused(request: FastifyRequest): void {
  refused.add(request);
}
