import type { Wording, Wordings } from '../words/wording.ts';

/** Ways on from the home page. */
export const homeEnglish = {
  'home.allFunds': 'All funds',
  'home.reused': 'Most reused',
} as const satisfies Wordings;

export const homeWelsh: Record<keyof typeof homeEnglish, Wording> = {
  'home.allFunds': 'Pob cronfa',
  'home.reused': 'Y mwyaf o ailddefnydd',
};
