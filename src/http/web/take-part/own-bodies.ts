import type { FastifyRequest } from 'fastify';
import { actorOf } from '../../access/actor-of.ts';
import type { WebServices } from '../web-services.ts';

/** Names of the living bodies that whoever asks speaks for: those they are bound to, or what took their place. */
export function ownBodies({ directory }: Pick<WebServices, 'directory'>, request: FastifyRequest): string[] {
  const { organisations } = actorOf(request);
  const living = organisations.flatMap((id) => directory.councils.currentFor(id));
  return [...new Set(living.map(({ title }) => title))];
}

/** Names to choose from while one types. */
export function livingBodies({ directory }: Pick<WebServices, 'directory'>): string[] {
  const { councils, organisations } = directory;
  return [...organisations.values()].filter((one) => councils.isLiving(one)).map(({ title }) => title);
}
