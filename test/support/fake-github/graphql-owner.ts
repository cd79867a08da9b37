import { inOrder, toConnection } from './graphql-connection.ts';
import type { FakeRepository } from './repository.ts';
import { type FakeAccount, nameOf, type World } from './world.ts';

export type Args = Readonly<Record<string, unknown>>;
/** A value or a function per field, as graphql's default resolver takes them; `__typename` says which type it is. */
export type Resolvable = Record<string, unknown>;
export type ToRepository = (world: World, repository: FakeRepository) => Resolvable;

export function toOwner(world: World, login: string, toRepository: ToRepository): Resolvable | null {
  const account = world.account(login);
  return account ? toAccountObject(world, account, toRepository) : null;
}

export function toAccountObject(world: World, account: FakeAccount, toRepository: ToRepository): Resolvable {
  return {
    __typename: account.type,
    id: account.nodeId,
    databaseId: account.id,
    login: account.login,
    name: account.login,
    url: `https://github.com/${account.login}`,
    resourcePath: `/${account.login}`,
    avatarUrl: `https://avatars.githubusercontent.com/u/${account.id}?v=4`,
    repositories: (args: Args) => toRepositories(world, ownedBy(world, account.login), args, toRepository),
    repository: ({ name }: Args) => {
      const found = world.resolve(account.login, String(name));
      return found ? toRepository(world, found.repository) : null;
    },
  };
}

export function ownedBy(world: World, login: string): FakeRepository[] {
  return world
    .all()
    .filter((one) => one.visibility === 'public' && one.owner.toLowerCase() === login.toLowerCase());
}

export function toRepositories(
  world: World,
  repositories: readonly FakeRepository[],
  args: Args,
  toRepository: ToRepository,
): Resolvable {
  const chosen = repositories.filter(
    (one) =>
      (args.isFork === undefined || args.isFork === null || args.isFork === one.fork) &&
      (args.isArchived === undefined ||
        args.isArchived === null ||
        args.isArchived === (one.archivedAt !== null)) &&
      args.privacy !== 'PRIVATE' &&
      args.visibility !== 'PRIVATE',
  );
  const ordered = inOrder(chosen, args.orderBy, (one) => ({
    CREATED_AT: one.createdAt,
    UPDATED_AT: one.updatedAt,
    PUSHED_AT: one.pushedAt,
    NAME: nameOf(one).toLowerCase(),
    STARGAZERS: one.stars,
  }));
  return {
    ...toConnection(ordered, args, (one) => toRepository(world, one)),
    totalDiskUsage: 0,
  };
}
