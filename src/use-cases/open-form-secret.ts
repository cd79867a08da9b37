import { CatalogueError } from '../domain/errors.ts';
import type { CatalogueStore } from '../ports/catalogue-store.ts';
import { makeSecret } from './secrets.ts';

export type FormSecret = string & { readonly isFormSecret: true };

const slot = { space: 'form-guard', key: 'secret' } as const;
const unending = '9999-12-31T00:00:00.000Z';

/** What forms are signed with: the same for all processes on a store, made by the first that needs it. */
export async function openFormSecret({
  store,
  now,
}: {
  store: Pick<CatalogueStore, 'kept' | 'write'>;
  now: () => Date;
}): Promise<FormSecret> {
  const at = now().toISOString();
  const kept = await store.kept(slot.space, slot.key, at);
  if (kept !== undefined) return kept as FormSecret;
  const value = makeSecret('crs');
  try {
    const write = { ...slot, value, expiresAt: unending, onlyNew: true };
    await store.write({ actor: 'form-guard', at, put: [], withdraw: [], kept: [write] });
    return value as FormSecret;
  } catch (error) {
    if (!(error instanceof CatalogueError && error.kind === 'conflict')) throw error;
    return (await store.kept(slot.space, slot.key, at)) as FormSecret;
  }
}
