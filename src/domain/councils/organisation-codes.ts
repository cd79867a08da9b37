import type { Organisation } from '../records/organisation.ts';
import type { CouncilDirectory } from './council-directory.ts';
import { foldName } from './name-words.ts';

const code = /^([A-Z]{2,4}(-[A-Z])?|[ENSWK]\d{8})$/;

/** "LBH" is Lambeth's code, and what people write for several London boroughs: the initials are counted too. */
function sharingInitials(text: string, directory: CouncilDirectory): Organisation[] {
  if (!/^[LR]B[A-Z]{1,3}$/.test(text)) return [];
  return directory.names.match([foldName(text)]).map((match) => match.organisation);
}

/** The bodies a text means when it is a code and nothing else, in capitals as codes are written. */
export function findByCode(text: string, directory: CouncilDirectory): Organisation[] {
  if (!code.test(text)) return [];
  const coded = directory.find(text);
  if (!coded) return [];
  return [coded, ...sharingInitials(text, directory).filter((other) => other !== coded)];
}
