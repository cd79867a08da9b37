import { z } from 'zod';

// Control characters except tab and line ends; what turns the direction of text, splits or hides it; halves of characters; noncharacters.
const refused =
  /(?![\t\n\r])\p{Cc}|[\p{Cs}\u{061c}\u{200b}\u{200e}\u{200f}\u{2028}-\u{202e}\u{2060}-\u{206f}\u{feff}\u{fff9}-\u{fffb}\u{fdd0}-\u{fdef}\u{fffe}\u{ffff}\u{e0000}-\u{e007f}]/u;
const lineEnds = /[\t\n\r]/;
const notHeld = 'must not hold control characters, direction overrides or invisible characters';

function plain(max: number) {
  return z
    .string()
    .trim()
    .normalize('NFC')
    .max(max, `must have at most ${max} characters`)
    .refine((text) => !refused.test(text), notHeld);
}

/** One line that a person gives: trimmed, composed (NFC), never empty. Markup in it is text like any other. */
export function givenLine(max: number) {
  return plain(max)
    .min(1, 'must not be empty')
    .refine((text) => !lineEnds.test(text), 'must be one line');
}

/** Text of several lines that a person gives; as `givenLine` otherwise, and lines end with a line feed. */
export function givenText(max: number) {
  return plain(max)
    .min(1, 'must not be empty')
    .overwrite((text) => text.replace(/\r\n?/g, '\n'));
}

/** An address that people may follow: http or https, and no user name or password in it. */
export const givenAddress = givenLine(2000)
  .refine(
    (address) => /^https?:\/\/[^\s/]/i.test(address) && URL.canParse(address),
    'must be an address that begins with http:// or https://',
  )
  .refine((address) => !hasCredentials(address), 'must not hold a user name or password')
  // Browsers read it as a slash: what stands behind it only looks like the host.
  .refine((address) => !address.includes('\\'), 'must not hold a backslash');

const mailbox = /^[^\s@<>"'(),:;\\[\]]{1,64}@[^\s@<>"'(),:;\\[\]]+\.[^\s@<>"'(),:;\\[\]]{2,}$/;

/** How a team is reached: its mailbox or its page. Never shown in an index, an export or a log. */
export const givenContact = givenLine(254).refine(
  (contact) => mailbox.test(contact) || givenAddress.safeParse(contact).success,
  "must be a team's mailbox or the address of a contact page",
);

function hasCredentials(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username !== '' || password !== '';
}
