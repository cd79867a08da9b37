import type { Wording, Wordings } from './wording.ts';

/** Words for the values that facets count and tables show. */
export const valueEnglish = {
  'upkeep.active': 'Changed within a year',
  'upkeep.quiet': 'Changed one to two years ago',
  'upkeep.untouched': 'Not changed for two years',
  'upkeep.archived': 'Archived',
  'upkeep.gone': 'Private or gone',
  'upkeep.unknown': 'Not known',
  'reuse.confirmed': 'Confirmed by users',
  'reuse.claimed': 'Claimed, not confirmed',
  'licence.none-found': 'No licence found',
  'licence.unknown': 'Licence not known',
  'fundingPhase.discovery': 'Discovery',
  'fundingPhase.alpha': 'Alpha',
  'fundingPhase.beta': 'Beta',
  'fundingPhase.live': 'Live',
} as const satisfies Wordings;

export const valueWelsh: Record<keyof typeof valueEnglish, Wording> = {
  'upkeep.active': 'Wedi newid o fewn blwyddyn',
  'upkeep.quiet': 'Wedi newid rhwng blwyddyn a dwy flynedd yn ôl',
  'upkeep.untouched': 'Heb newid ers dwy flynedd',
  'upkeep.archived': 'Wedi’i archifo',
  'upkeep.gone': 'Yn breifat neu wedi mynd',
  'upkeep.unknown': 'Anhysbys',
  'reuse.confirmed': 'Wedi’i gadarnhau gan ddefnyddwyr',
  'reuse.claimed': 'Honnir, heb ei gadarnhau',
  'licence.none-found': 'Ni chanfuwyd trwydded',
  'licence.unknown': 'Trwydded anhysbys',
  'fundingPhase.discovery': 'Darganfod',
  'fundingPhase.alpha': 'Alffa',
  'fundingPhase.beta': 'Beta',
  'fundingPhase.live': 'Byw',
};
