import type { z } from 'zod';
import type { Fault } from '../../../domain/errors.ts';
import type { Organisation } from '../../../domain/records/organisation.ts';
import type { Translator } from '../words/translate.ts';

interface Bodies {
  find(code: string): Pick<Organisation, 'title'> | undefined;
}

interface Saying {
  words: Translator;
  /** What the form calls a field. */
  labelOf(field: string): string;
  councils: Bodies;
}

/** What the API says to programs, and the wording that says the same to people; groups of the expression are its values. */
const sayings: readonly (readonly [RegExp, string])[] = [
  [/^(?:must not be empty|is needed|Invalid input: expected string, received undefined)/, 'needed'],
  [/^Invalid option/, 'choose'],
  [/at most (?<max>\d+) characters/, 'long'],
  [/^has at most (?<max>\d+)|^must have at most (?<values>\d+) values/, 'many'],
  [/control characters|direction overrides/, 'characters'],
  [/^must be one line/, 'line'],
  [/user name or password/, 'credentials'],
  [/backslash/, 'address'],
  [/^must be an address/, 'address'],
  [/^must be a team's mailbox/, 'contact'],
  [/^must be an e-mail address/, 'email'],
  [/names an account on GitHub/, 'account'],
  [/is no repository of GitHub/, 'repository'],
  [/letters of another alphabet/, 'letters'],
  [/^"(?<given>.*)" may mean several/, 'several'],
  [/^"(?<given>.*)" is not known/, 'unknown'],
  [/^(?<given>.*) does not exist any more/, 'ended'],
  [/^"(?<given>.*)" is no LGSL id/, 'service'],
  [/^"(?<given>.*)" is not (?:listed|allowed)/, 'listed'],
  [/must not be in the future/, 'future'],
  [/^YYYY/, 'date'],
  [/^is what the record says already/, 'same'],
  [/^another \w+ has this (?:waiting|pair) already/, 'already'],
  [/^cannot be removed/, 'needed'],
  [/^must be one SPDX licence/, 'licence'],
  [/^must be a sum in pounds/, 'pounds'],
  [/^the same (?:repository|address)/, 'registered'],
  [/^The using organisation has spoken about this itself.*reject this one/, 'spokenReject'],
  [/^The using organisation has spoken about this itself/, 'spoken'],
  [/^This organisation's interest is known already/, 'interest'],
  [/^The catalogue knows no mailbox/, 'mailbox'],
  [/^It has been disputed \d+ times/, 'disputed'],
  [/^The \w+ ".*" is not shown any more/, 'notShown'],
  [/^Nothing was decided about/, 'undecided'],
  [/^An edit of "(?<id>[^"]*)" waits/, 'editFirst'],
  [/^"(?<id>[^"]*)" is a record of the files by now: merge this into "(?<into>[^"]*)"/, 'ofFiles'],
  [/^"(?<id>[^"]*)" and "(?<into>[^"]*)" are one record already/, 'oneAlready'],
  [/^"(?<id>[^"]*)" is curated and "(?<into>[^"]*)" was registered/, 'otherWay'],
  [/^"(?<id>[^"]*)" was withdrawn; restore it first/, 'restore'],
  [/^there is no published asset "(?<id>[^"]*)"/, 'noAsset'],
  [/^".*" means nothing for what is of type/, 'verb'],
  [
    /^(?:It|The registration|The interest "[^"]*"|The (?:claim|correction) \S+|"[^"]*") is (?<state>[a-z-]+)(?:$|[:;]| and | already)/,
    'state',
  ],
];

/** What is wrong, as one says it to somebody at a council: with the name of the field, and bodies by their names. */
export function toPlainFaults(faults: readonly Fault[], { words, labelOf, councils }: Saying): Fault[] {
  return faults.map((fault) => {
    const [field = ''] = fault.field.split(/[.[]/);
    for (const [pattern, name] of sayings) {
      const found = pattern.exec(fault.message);
      if (found === null) continue;
      const choices = (fault.allowed ?? []).map((one) => nameOf(one, councils));
      const { state, ...given } = found.groups ?? {};
      const values = {
        ...{ ...given, label: labelOf(field), choices: choices.join(', ') },
        ...(state !== undefined && { state: words.name('standing', state) }),
      };
      const more = choices.length > 0 && words.t(`fault.${name}.choices`) !== `fault.${name}.choices`;
      return { field: fault.field, message: words.t(`fault.${name}${more ? '.choices' : ''}`, values) };
    }
    return fault;
  });
}

/** "LDS (Leeds City Council)" and "LDS" alone as "Leeds City Council". */
function nameOf(choice: string, councils: Bodies): string {
  const [, named] = /^[\w-]+ \((.+)\)$/.exec(choice) ?? [];
  return named ?? councils.find(choice)?.title ?? choice;
}

/** What zod found wrong, as faults. */
export function faultsOfParse({ issues }: z.ZodError): Fault[] {
  return issues.map(({ path, message }) => ({ field: path.join('.'), message }));
}
