import type { FastifyRequest } from 'fastify';
import { type Actor, anonymous } from '../../domain/access/actor.ts';

const actors = new WeakMap<FastifyRequest, Actor>();

/** Who makes the request; anonymous where nobody was identified. */
export function actorOf(request: FastifyRequest): Actor {
  return actors.get(request) ?? anonymous;
}

export function setActor(request: FastifyRequest, actor: Actor): void {
  actors.set(request, actor);
}
