import type { Organisation } from '../records/organisation.ts';
import type { CouncilDirectory } from './council-directory.ts';
import { isPrincipal } from './designations.ts';

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** "31 March 2019", "March 2019" or "2019": as exact as the date is. */
function inWords(date: string): string {
  const [year, month, day] = date.split('-');
  return [day && String(Number(day)), month && months[Number(month) - 1], year].filter(Boolean).join(' ');
}

function listed(titles: readonly string[]): string {
  return titles.length < 2 ? titles.join('') : `${titles.slice(0, -1).join(', ')} and ${titles.at(-1)}`;
}

const titlesOf = (organisations: readonly Organisation[]) => listed(organisations.map((one) => one.title));

/**
 * "ended 31 March 2019; succeeded by Dorset Council", with the living body where the successor ended too; undefined for a body that has
 * not ended. The date is the register's, which gives the last day for some reorganisations and the day after for others.
 */
export function describeEnd(organisation: Organisation, directory: CouncilDirectory): string | undefined {
  if (organisation.endDate === undefined || directory.isLiving(organisation)) return undefined;
  const ended = `ended ${inWords(organisation.endDate)}`;
  const next = directory.directSuccessorsOf(organisation.id);
  if (next.length === 0) {
    return isPrincipal(organisation) || organisation.successorNotInRegister
      ? `${ended}; successor not in the register`
      : ended;
  }
  const now = directory.currentFor(organisation.id);
  const moved = now.length > 0 && now.some((one) => !next.includes(one));
  return `${ended}; succeeded by ${titlesOf(next)}${moved ? `, now ${titlesOf(now)}` : ''}`;
}
