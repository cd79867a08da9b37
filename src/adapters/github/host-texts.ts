import { z } from 'zod';
import { RepositoryName } from '../../domain/ids.ts';
import { dropContacts } from './drop-contacts.ts';

/** Free text as the host gives it: none is null. */
export const FreeText = z
  .string()
  .nullish()
  .transform((text) => dropContacts(text ?? '').trim() || null);

/** People write "www.example.gov.uk" too; what is no address of the web is nonsense. */
export const Homepage = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null)
  .transform((text) =>
    text !== null && /^[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)/.test(text) ? `https://${text}` : text,
  )
  .refine((text) => text === null || /^https?:\/\/\S+$/i.test(text), 'not an address of the web');

/** "NOASSERTION" is the host's word for a licence file that it could not name. */
export function toLicence(
  found: { spdx: string | null | undefined; name: string | null | undefined } | null,
  file: string | undefined,
) {
  if (found === null && file === undefined) return null;
  const spdx = found?.spdx ?? null;
  return {
    spdx: spdx === 'NOASSERTION' || spdx === '' ? null : spdx,
    ...(typeof found?.name === 'string' && { name: found.name }),
    ...(file !== undefined && { file }),
  };
}

/** A parent whose name is not as names are is left out; that there is one stands in `isFork`. */
export function toFork(isFork: boolean, parent: string | null | undefined) {
  return { isFork, ...(RepositoryName.safeParse(parent).success && { parent }) };
}
