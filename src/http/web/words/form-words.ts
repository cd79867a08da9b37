import type { Wording, Wordings } from './wording.ts';

/** What every form says. */
export const formEnglish = {
  'form.errors': 'There is a problem',
  'form.error': 'Error',
  'form.errorTitle': 'Error: {title}',
  'form.optional': '{label} (optional)',
  'form.trap': 'Leave this field empty',
  'form.too-quick': 'That was very quick. Check what you have filled in, then send it again.',
  'form.too-old': 'This page was open for a long time. Check what you have filled in, then send it again.',
  'form.forged': 'This form was not sent from its page. Check what you have filled in, then send it again.',
  'form.robot': 'A field that must stay empty was filled in. Empty it, then send the form again.',
} as const satisfies Wordings;

export const formWelsh: Record<keyof typeof formEnglish, Wording> = {
  'form.errors': 'Mae problem',
  'form.error': 'Gwall',
  'form.errorTitle': 'Gwall: {title}',
  'form.optional': '{label} (dewisol)',
  'form.trap': 'Gadewch y maes hwn yn wag',
  'form.too-quick': 'Roedd hynny’n gyflym iawn. Gwiriwch yr hyn rydych wedi’i lenwi, yna anfonwch ef eto.',
  'form.too-old':
    'Bu’r dudalen hon ar agor am amser hir. Gwiriwch yr hyn rydych wedi’i lenwi, yna anfonwch ef eto.',
  'form.forged':
    'Ni anfonwyd y ffurflen hon o’i thudalen. Gwiriwch yr hyn rydych wedi’i lenwi, yna anfonwch hi eto.',
  'form.robot': 'Llenwyd maes y mae’n rhaid iddo aros yn wag. Gwagiwch ef, yna anfonwch y ffurflen eto.',
};
