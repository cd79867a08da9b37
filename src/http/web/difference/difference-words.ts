import type { Wording, Wordings } from '../words/wording.ts';

export const differenceEnglish = {
  'difference.before': 'Before',
  'difference.after': 'After',
  'difference.removed': '[removed:]',
  'difference.added': '[added:]',
  'difference.nothing': 'Nothing',
} as const satisfies Wordings;

export const differenceWelsh: Record<keyof typeof differenceEnglish, Wording> = {
  'difference.before': 'Cyn',
  'difference.after': 'Ar ôl',
  'difference.removed': '[tynnwyd:]',
  'difference.added': '[ychwanegwyd:]',
  'difference.nothing': 'Dim',
};
