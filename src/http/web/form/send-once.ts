import { randomUUID } from 'node:crypto';
import type { CatalogueStore } from '../../../ports/catalogue-store.ts';
import type { KeptWrite } from '../../../ports/entry-store.ts';
import { sealWith } from '../../../use-cases/sealed-answer.ts';
import { idempotencySpace } from '../../answer-once.ts';
import { languageField } from '../language.ts';
import type { FormValues } from './web-form.ts';

const dayMs = 24 * 3_600_000;
/** Differs each time that a form is shown, or is a button of the page: no part of what was filled in. */
const passing: ReadonlySet<string> = new Set(['_shown', 'website', 'once', languageField]);

export interface SentForm {
  /** What was answered when this very form was sent before. */
  earlier(): Promise<string | undefined>;
  /** The rows to write together with what the form is about. */
  kept(answer: string): KeptWrite[];
}

/** The value of the hidden field `once`, which stays the same while a form is shown again. */
export function onceOf({ once }: FormValues): string {
  return once !== undefined && /^[\w-]{36}$/.test(once) ? once : randomUUID();
}

/** A form that is sent twice, by a second click or by loading its answer again, is taken once and answered alike for a day. */
export function openSentForm(
  { store, now }: { store: CatalogueStore; now: () => Date },
  form: string,
  values: FormValues,
): SentForm {
  const filledIn = Object.entries(values).filter(([field]) => !passing.has(field));
  const seal = sealWith(['form', form, onceOf(values), JSON.stringify(filledIn.sort())]);
  return {
    async earlier() {
      const kept = await store.kept(idempotencySpace, seal.place, now().toISOString());
      return kept === undefined ? undefined : seal.open(kept);
    },
    kept: (answer) => [
      {
        ...{ space: idempotencySpace, key: seal.place, value: seal.seal(answer), onlyNew: true },
        expiresAt: new Date(now().getTime() + dayMs).toISOString(),
      },
    ],
  };
}
