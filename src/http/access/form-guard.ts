import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FormSecret } from '../../use-cases/open-form-secret.ts';

/** A field that no person sees, named so that a robot fills it in. */
export const trapField = 'website';
export const stampField = '_shown';

const leastMs = 3000;
const longestMs = 12 * 3_600_000;

export type FormVerdict = 'fine' | 'robot' | 'too-quick' | 'too-old' | 'forged';

/**
 * For forms that anybody may send: a hidden field that must stay empty, and a signed time at which the form was shown. Somebody who is too
 * quick or too old may send it again; a stamp is for the form that it was made for.
 */
export function buildFormGuard({ secret, now }: { secret: FormSecret; now: () => Date }) {
  const sign = (form: string, shownAt: string) =>
    createHmac('sha256', secret).update(`${form} ${shownAt}`).digest('base64url');

  return {
    /** The value of `stampField`, made when the form is shown. */
    stamp(form: string): string {
      const shownAt = now().getTime().toString(36);
      return `${shownAt}.${sign(form, shownAt)}`;
    },

    check(form: string, fields: Readonly<Record<string, unknown>>): FormVerdict {
      if (fields[trapField] !== undefined && fields[trapField] !== '') return 'robot';
      const stamp = fields[stampField];
      const [, shownAt = '', signature = ''] =
        /^([0-9a-z]{1,12})\.([\w-]{43})$/.exec(typeof stamp === 'string' ? stamp : '') ?? [];
      if (signature === '' || !timingSafeEqual(Buffer.from(signature), Buffer.from(sign(form, shownAt)))) {
        return 'forged';
      }
      const tookMs = now().getTime() - Number.parseInt(shownAt, 36);
      if (tookMs < leastMs) return 'too-quick';
      return tookMs > longestMs ? 'too-old' : 'fine';
    },
  };
}
export type FormGuard = ReturnType<typeof buildFormGuard>;
