import type { Clock } from './clock.ts';
import { type Disturbances, openDisturbances } from './disturbances.ts';
import { openMishaps, type RepositoryMishaps } from './mishaps.ts';
import { type FakeRepository, type RepositoryFields, toNodeId, toRepository } from './repository.ts';

export interface FakeAccount {
  id: number;
  nodeId: string;
  login: string;
  type: 'Organization' | 'User';
}

/** A repository that answers to an address; `moved`: the address is an old one. */
export interface Resolved {
  repository: FakeRepository;
  moved: boolean;
}

export interface World extends RepositoryMishaps, Disturbances {
  clock: Clock;
  /** Adds a repository, or several; a repository that takes an old name ends its redirect, as on GitHub. */
  add(...repositories: RepositoryFields[]): void;
  addAccount(login: string, type: FakeAccount['type']): FakeAccount;
  account(login: string): FakeAccount | undefined;
  renameAccount(login: string, name: string): void;
  /** Every repository that is still there, private ones too, oldest first. */
  all(): FakeRepository[];
  /** By its present or a former address; throws where there is none. */
  repository(address: string): FakeRepository;
  /** As GitHub resolves an address for somebody who is not a member: deleted and private ones are not there. */
  resolve(owner: string, name: string): Resolved | undefined;
  byId(id: number): FakeRepository | undefined;
  byNodeId(nodeId: string): FakeRepository | undefined;
  accountByNodeId(nodeId: string): FakeAccount | undefined;
  forksOf(id: number): FakeRepository[];
}

export function nameOf(repository: Pick<FakeRepository, 'owner' | 'name'>): string {
  return `${repository.owner}/${repository.name}`;
}

const keyOf = (address: string) => address.toLowerCase();

export function openWorld(clock: Clock, repositories: readonly RepositoryFields[] = []): World {
  const byId = new Map<number, FakeRepository>();
  const byNodeId = new Map<string, FakeRepository>();
  const addresses = new Map<string, number>();
  const formerAddresses = new Map<string, number>();
  const accounts = new Map<string, FakeAccount>();
  let nextId = 1000;

  function addAccount(login: string, type: FakeAccount['type']): FakeAccount {
    nextId += 1;
    const account: FakeAccount = {
      id: nextId,
      nodeId: toNodeId(type === 'User' ? 'U' : 'O', nextId),
      login,
      type,
    };
    accounts.set(keyOf(login), account);
    return account;
  }

  function place(repository: FakeRepository, owner: string, name: string): void {
    const former = keyOf(nameOf(repository));
    if (addresses.get(former) === repository.id) {
      addresses.delete(former);
      formerAddresses.set(former, repository.id);
    }
    repository.owner = owner;
    repository.name = name;
    const address = keyOf(`${owner}/${name}`);
    if (addresses.has(address)) throw new Error(`${owner}/${name} is taken`);
    addresses.set(address, repository.id);
    formerAddresses.delete(address);
    if (!accounts.has(keyOf(owner))) addAccount(owner, 'Organization');
  }

  function findByAddress(address: string): FakeRepository | undefined {
    const id = addresses.get(keyOf(address)) ?? formerAddresses.get(keyOf(address));
    return id === undefined ? undefined : byId.get(id);
  }

  function repository(address: string): FakeRepository {
    const found = findByAddress(address);
    if (!found) throw new Error(`the fake has no repository ${address}`);
    return found;
  }

  function add(...added: RepositoryFields[]): void {
    for (const fields of added) {
      nextId += 1;
      const made = toRepository(fields.id ?? nextId, fields, clock.iso());
      if (fields.parent) made.parentId = repository(fields.parent).id;
      byId.set(made.id, made);
      byNodeId.set(made.nodeId, made);
      place(made, made.owner, made.name);
    }
  }

  function renameAccount(login: string, name: string): void {
    const account = accounts.get(keyOf(login));
    if (!account) throw new Error(`the fake has no account ${login}`);
    accounts.delete(keyOf(login));
    account.login = name;
    accounts.set(keyOf(name), account);
    for (const owned of byId.values())
      if (keyOf(owned.owner) === keyOf(login)) place(owned, name, owned.name);
  }

  function forksOf(id: number): FakeRepository[] {
    const forks: FakeRepository[] = [];
    for (const one of byId.values()) if (one.fork && one.parentId === id) forks.push(one);
    return forks;
  }

  function remove(gone: FakeRepository): void {
    byId.delete(gone.id);
    byNodeId.delete(gone.nodeId);
    addresses.delete(keyOf(nameOf(gone)));
    // GitHub makes the oldest fork the root of the network that is left.
    const [heir, ...others] = forksOf(gone.id);
    if (!heir) return;
    heir.fork = false;
    heir.parentId = undefined;
    for (const fork of others) fork.parentId = heir.id;
  }

  add(...repositories);
  return {
    clock,
    add,
    addAccount,
    account: (login) => accounts.get(keyOf(login)),
    renameAccount,
    all: () => [...byId.values()],
    repository,
    resolve(owner, name) {
      const address = keyOf(`${owner}/${name}`);
      const found = findByAddress(address);
      if (!found || found.visibility === 'private') return undefined;
      return { repository: found, moved: addresses.get(address) === undefined };
    },
    byId: (id) => visible(byId.get(id)),
    byNodeId: (nodeId) => visible(byNodeId.get(nodeId)),
    accountByNodeId: (nodeId) => [...accounts.values()].find((one) => one.nodeId === nodeId),
    forksOf,
    ...openMishaps({ clock, repository, place, remove }),
    ...openDisturbances(),
  };
}

function visible(repository: FakeRepository | undefined): FakeRepository | undefined {
  return repository?.visibility === 'private' ? undefined : repository;
}
