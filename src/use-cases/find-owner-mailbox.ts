import { CatalogueError } from '../domain/errors.ts';
import type { Asset } from '../domain/records/asset.ts';
import type { Submission } from '../domain/registration/submission.ts';
import type { EntryStore } from '../ports/entry-store.ts';

const mailbox = /^[^\s@<>",;:]{1,64}@[^\s@<>",;:]{1,255}$/;

/** The role mailbox that the owners gave, for writing to and never for showing. A contact page is none. */
export async function findOwnerMailbox(
  store: Pick<EntryStore, 'findEntry'>,
  { id, aliases }: Pick<Asset, 'id' | 'aliases'>,
): Promise<string | undefined> {
  for (const name of [id, ...aliases]) {
    const submission = await store.findEntry<Submission>('submission', name);
    const contact = submission?.document.contact?.replace(/^mailto:/i, '').trim();
    if (contact !== undefined && mailbox.test(contact)) return contact;
  }
  return undefined;
}

/** Errors: CatalogueError 'conflict' that says where else the owners can be asked. */
export async function getOwnerMailbox(store: Pick<EntryStore, 'findEntry'>, asset: Asset): Promise<string> {
  const found = await findOwnerMailbox(store, asset);
  if (found !== undefined) return found;
  const issues = asset.repository && `https://github.com/${asset.repository}/issues`;
  const elsewhere = issues ?? asset.homepage ?? asset.address;
  const advice = issues
    ? `ask on the repository's issues page: ${issues}`
    : elsewhere
      ? `ask on its own page: ${elsewhere}`
      : 'ask the organisation that leads it';
  throw new CatalogueError(
    'conflict',
    `The catalogue knows no mailbox of the owners of "${asset.id}"; ${advice}`,
    [],
    elsewhere === undefined ? {} : { instead: elsewhere },
  );
}
