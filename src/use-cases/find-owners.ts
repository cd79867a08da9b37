import { type Actor, isAtLeast } from '../domain/access/actor.ts';
import { speaksFor } from '../domain/access/speaks-for.ts';
import type { Ownership } from '../domain/registration/ownership.ts';
import type { EntryStore } from '../ports/entry-store.ts';
import type { Directory } from './open-directory.ts';

const most = 50;

interface Reading {
  store: Pick<EntryStore, 'listEntries'>;
  directory: { readonly councils: Directory['councils'] };
}

/** Organisations of which a moderator has confirmed that they look after an asset. */
export async function findOwners({ store }: Pick<Reading, 'store'>, asset: string): Promise<string[]> {
  const { entries } = await store.listEntries<Ownership>({
    kind: 'ownership',
    states: ['confirmed'],
    terms: [{ name: 'asset', value: asset }],
    limit: most,
  });
  return entries.map(({ document }) => document.organisation);
}

/** Whether someone is a contributor of an organisation that looks after the asset, as a moderator has confirmed. */
export async function looksAfter(reading: Reading, actor: Actor, asset: string): Promise<boolean> {
  if (!isAtLeast(actor, 'contributor')) return false;
  const owners = await findOwners(reading, asset);
  return owners.some((organisation) => speaksFor(actor, organisation, reading.directory.councils));
}
