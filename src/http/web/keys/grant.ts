import { GrantedRole } from '../../../domain/access/actor.ts';
import type { FormValues } from '../form/web-form.ts';
import type { Translator } from '../words/translate.ts';

/** The roles to choose from. */
export function roleChoices({ t }: Translator) {
  return GrantedRole.options.map((value) => ({ value, label: t(`accessRole.${value}`) }));
}

/** What a form says of a role and of organisations, as the API takes it: one organisation a line. */
export function readGrant({ role, organisations = '' }: FormValues) {
  const lines = organisations.split(/\r?\n/).map((line) => line.trim());
  return { role, organisations: lines.filter((line) => line !== '') };
}
