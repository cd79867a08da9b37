import { anyId } from '../../api/parameters.ts';
import type { FormValues } from '../form/web-form.ts';
import type { WebServices } from '../web-services.ts';
import type { Translator } from '../words/translate.ts';

/** Why a record may be the same, as the use case says it; the place in this list is its wording's name. */
const whys = [
  'it is a fork of this',
  'the same homepage',
  'its homepage is this address',
  'the same name in another account',
  'the same name',
  'a similar name',
];

/** Why a record may be the same, in the reader's language. */
export function whyAlike(why: string, words: Translator): string {
  const at = whys.indexOf(why);
  return at === -1 ? why : words.t(`alike.${at}`);
}

interface Alike {
  id: string;
  title: string;
  why: string;
}

/** Records that may be the same, in a hidden field, so that they are still named when the form is shown again. */
export function writeAlike(alike: readonly Alike[]): string {
  return alike.map(({ id, why }) => `${id}~${whys.indexOf(why)}`).join(' ');
}

/** Only what everybody may see is named and linked. */
export async function readAlike({ store }: Pick<WebServices, 'store'>, field = '', words: Translator) {
  const named = field
    .split(' ')
    .slice(0, 5)
    .map((one) => /^([a-z0-9._-]+)~(\d)$/.exec(one)?.slice(1) ?? [])
    .filter(([id]) => anyId.safeParse(id).success);
  const records = await store.readMany(
    'asset',
    named.map(([id = '']) => id),
  );
  return named.flatMap(([id, why]) => {
    const record = records.find((one) => one.id === id && one.state === 'published');
    return record === undefined ? [] : [{ id, title: record.document.title, why: words.t(`alike.${why}`) }];
  });
}

/** Where a value that stands in the form already comes from. */
type Origin = 'github' | 'copy' | 'account' | 'you';

export function writeFilled(filled: Readonly<Record<string, Origin>>): string {
  return Object.entries(filled)
    .map(([field, origin]) => `${field}~${origin}`)
    .join(' ');
}

/** What to say at each field that was filled in, by its name. */
export function readFilled({ filled = '' }: FormValues, words: Translator): Record<string, string> {
  const pairs = filled.split(' ').flatMap((one) => {
    const [, field, origin] = /^(\w+)~(github|copy|account|you)$/.exec(one) ?? [];
    return field === undefined ? [] : [[field, words.t(`register.from.${origin}`)]];
  });
  return Object.fromEntries(pairs);
}
