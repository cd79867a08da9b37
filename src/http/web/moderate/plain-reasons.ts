import { missingLabel } from '../register/missing-label.ts';
import type { WebServices } from '../web-services.ts';
import type { Translator } from '../words/translate.ts';

/** A reason as it is shown: in the reader's language where it is the service's own, else as somebody wrote it. */
export interface PlainReason {
  text: string;
  isOurs: boolean;
}

const name = String.raw`\S+\/\S+`;
/** What the service says to programs, and the wording that says the same to people; groups of the expression are its values. */
const sayings: readonly (readonly [RegExp, string])[] = [
  [/^it is at no address$/, 'nowhere'],
  [/^it is at (?<address>\S+)$/, 'at'],
  [/^the repository (?<repository>\S+)$/, 'repository'],
  [/^nothing is missing$/, 'complete'],
  [/^missing: (?<fields>\w+(?:, \w+)*)$/, 'missing'],
  [/^nothing similar is known$/, 'alone'],
  [/^(?<body>.+) says that it looks after it$/, 'looksAfter'],
  [/^(?<body>.+) would like to have this$/, 'wants'],
  [/^(?<body>.+): (?<use>evaluating|piloting|live|stopped)$/, 'uses'],
  [/^(?<body>.+): (?<use>evaluating|piloting|live|stopped) since (?<since>\S+)$/, 'usesSince'],
  [/^evidence: (?<evidence>.+)$/s, 'evidence'],
  [/^from (?<body>.+)$/, 'from'],
  [/^(?<relation>fork|copy|variant) of (?<object>\S+)$/, 'relation'],
  [/^of (?<body>.+)$/, 'of'],
  [/^used by (?<body>\S+)$/, 'usedBy'],
  [/^the same as (?<object>\S+)$/, 'sameAs'],
  [/^a repository that is not listed$/, 'unlisted'],
  [new RegExp(`^GitHub says that (?<one>${name}) is a fork of (?<other>${name})$`), 'isFork'],
  [
    new RegExp(
      `^GitHub says that both (?<one>${name}) and (?<other>${name}) are forks of (?<origin>${name})$`,
    ),
    'areForks',
  ],
  [new RegExp(`^(?<one>${name}) and (?<other>${name}) have the same name and description$`), 'described'],
  [new RegExp(`^the READMEs of (?<one>${name}) and (?<other>${name}) begin with the same words$`), 'readmes'],
  [/^GitHub says that both are the repository (?<repository>\S+)$/, 'oneRepository'],
  [/^GitHub says that both addresses are of one repository$/, 'oneAddress'],
  [/^a fork of (?<parent>\S+), which is listed as (?<origin>\S+)$/, 'listedFork'],
  [/^its description or topics speak of (?<work>.+)$/, 'speaks'],
  [/^it names (?<councils>.+)$/, 'names'],
  [/^it has a README that says something$/, 'readme'],
  [/^last pushed to on (?<day>\d{4}-\d\d-\d\d)$/, 'pushed'],
  [/^(?<count>\d+) stars$/, 'stars'],
  [
    /^(?<body>.+?) is named in (?<place>the description|\S+|the README) of (?<repository>\S+): "(?<words>.+)"$/s,
    'named',
  ],
];

/** Where the reasons for what waits are the service's own; everywhere else they are what somebody wrote, whatever it looks like. */
function isOursAt(type: string, at: number, all: number): boolean {
  if (type === 'correction') return at === 1;
  if (type === 'ownership' || type === 'interest') return at === 0;
  if (type === 'message') return at === 0 && all === 2;
  return true;
}

/** Why something waits or was decided, as one says it to a moderator. */
export function toPlainReasons(
  services: Pick<WebServices, 'directory'>,
  { type, reasons }: { type: string; reasons: readonly string[] },
  words: Translator,
): PlainReason[] {
  return reasons.map((reason, at) => {
    const text = isOursAt(type, at, reasons.length) ? inWords(services, reason, words) : undefined;
    return text === undefined ? { text: reason, isOurs: false } : { text, isOurs: true };
  });
}

function inWords(
  { directory }: Pick<WebServices, 'directory'>,
  reason: string,
  words: Translator,
): string | undefined {
  for (const [pattern, key] of sayings) {
    const found = pattern.exec(reason);
    if (found === null) continue;
    const { relation, fields, body, use, since, day, place, count, ...rest } = found.groups ?? {};
    return words.t(`reason.${relation ?? key}`, {
      ...rest,
      ...(fields !== undefined && {
        fields: fields
          .split(', ')
          .map((one) => missingLabel(one, words))
          .join(', '),
      }),
      ...(body !== undefined && { body: directory.organisation(body)?.title ?? body }),
      ...(use !== undefined && { use: words.t(`use.${use}`) }),
      ...(since !== undefined && { since: words.day(since) }),
      ...(day !== undefined && { day: words.day(day) }),
      ...(place !== undefined && { place: words.name('reasonPlace', place) }),
      ...(count !== undefined && { count: Number(count) }),
    });
  }
  return undefined;
}
