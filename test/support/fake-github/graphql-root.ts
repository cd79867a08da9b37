import { GraphQLError } from 'graphql';
import type { QueryCost } from './graphql-cost.ts';
import { type Args, type Resolvable, toAccountObject } from './graphql-owner.ts';
import { toRepositoryObject } from './graphql-repository.ts';
import type { LimitState } from './limits.ts';
import type { FakeRepository } from './repository.ts';
import { nameOf, type World } from './world.ts';

function fault(type: string | undefined, message: string, extra: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { type, extra } });
}

/** What keeps a repository that exists from being told. */
function checkAccess(world: World, repository: FakeRepository, address: string): void {
  const disturbance = world.nodeDisturbanceOf([address, nameOf(repository)]);
  if (disturbance?.kind === 'resource-limits') {
    throw fault('RESOURCE_LIMITS_EXCEEDED', 'Resource limits for this query exceeded.');
  }
  if (disturbance) {
    throw fault(
      undefined,
      'Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug.',
    );
  }
  if (repository.blocked) throw fault('FORBIDDEN', 'Repository access blocked');
  if (repository.needsSso) {
    throw fault(
      'FORBIDDEN',
      'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
      { saml_failure: true },
    );
  }
}

function toNode(world: World, id: string): Resolvable {
  const repository = world.byNodeId(id);
  if (repository) {
    checkAccess(world, repository, nameOf(repository));
    return toRepositoryObject(world, repository);
  }
  const account = world.accountByNodeId(id);
  if (account) return toAccountObject(world, account, toRepositoryObject);
  throw fault('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'.`);
}

function toAccount(world: World, login: string, type?: 'Organization' | 'User'): Resolvable {
  const account = world.account(login);
  if (account && (type === undefined || account.type === type))
    return toAccountObject(world, account, toRepositoryObject);
  throw fault(
    'NOT_FOUND',
    `Could not resolve to a ${type ?? 'RepositoryOwner'} with the login of '${login}'.`,
  );
}

export function toRoot(world: World, cost: QueryCost, limit: LimitState): Resolvable {
  return {
    __typename: 'Query',
    repository: ({ owner, name, followRenames }: Args) => {
      const address = `${owner}/${name}`;
      const found = world.resolve(String(owner), String(name));
      if (!found || (found.moved && followRenames === false)) {
        throw fault('NOT_FOUND', `Could not resolve to a Repository with the name '${address}'.`);
      }
      checkAccess(world, found.repository, address);
      return toRepositoryObject(world, found.repository);
    },
    node: ({ id }: Args) => toNode(world, String(id)),
    nodes: ({ ids }: Args) => {
      const asked = ids as string[];
      if (asked.length > 100) {
        throw fault(
          'ARGUMENT_LIMIT',
          `You may not provide more than 100 node ids; you provided ${asked.length}.`,
        );
      }
      return asked.map(async (id) => toNode(world, id));
    },
    repositoryOwner: ({ login }: Args) => toAccount(world, String(login)),
    organization: ({ login }: Args) => toAccount(world, String(login), 'Organization'),
    user: ({ login }: Args) => toAccount(world, String(login), 'User'),
    viewer: { __typename: 'User', login: 'fake-reader', id: 'U_reader' },
    rateLimit: {
      cost: cost.cost,
      nodeCount: cost.nodeCount,
      limit: limit.limit,
      remaining: limit.remaining,
      used: limit.used,
      resetAt: new Date(limit.reset * 1000).toISOString().replace('.000Z', 'Z'),
    },
  };
}
