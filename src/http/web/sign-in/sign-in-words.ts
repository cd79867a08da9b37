import type { Wording, Wordings } from '../words/wording.ts';

/** Signing in, and the first admin. */
export const signInEnglish = {
  'signIn.title': 'Sign in',
  'signIn.lead':
    'You need to sign in to publish for your council or to moderate. Searching, and telling us about something, need no account.',
  'signIn.provider': 'Sign in with your organisation’s account',
  'signIn.byMail': 'Sign in by a link in your mail',
  'signIn.email': 'Work e-mail address',
  'signIn.emailHint': 'We send a link to this address if it may sign in. There is no password.',
  'signIn.emailWrong': 'Enter an e-mail address like name@council.gov.uk',
  'signIn.send': 'Send me a link',
  'signIn.sent': 'Check your mail',
  'signIn.sentText':
    'If this address may sign in, a link is on its way to it. It works once, within 15 minutes.',
  'signIn.sentNothing':
    'Nothing after a few minutes? Look among the junk mail, or ask the people who run this catalogue whether your address has access.',
  'signIn.again': 'Ask for another link',
  'signIn.link': 'Finish signing in',
  'signIn.linkText': 'Press the button to sign in on this device.',
  'signIn.button': 'Sign in',
  'signIn.gone': 'This link is over',
  'signIn.goneText': 'Links work once, and for a short time only. Begin again to get another one.',
  'signIn.forbidden': 'You could not be signed in',
  'signIn.forbiddenText':
    'Nobody has given you access to this catalogue yet, or you came here from a page of another site. Ask the people who run this catalogue, or begin again.',
  'signIn.invalid': 'This address is not complete',
  'signIn.invalidText':
    'The link may have been cut off when it was copied. Open it from the mail again, or begin again.',
  'setUp.title': 'Set up the catalogue',
  'setUp.text': 'There is no admin yet. This makes the first one, once.',
  'setUp.email': 'E-mail address to sign in with',
  'setUp.emailHint': 'With it you can sign in with a browser by links sent to it.',
  'setUp.button': 'Make the first admin',
  'setUp.done': 'The first admin',
  'setUp.doneText': 'This is the first admin’s key. It is shown this once: keep it like a password.',
  'setUp.use':
    'Programs send it as “Authorization: Bearer”. Further keys are made on the page for keys, or with npm run keys.',
  'setUp.gone': 'This link was used or is over, or there is an admin already.',
} as const satisfies Wordings;

export const signInWelsh: Record<keyof typeof signInEnglish, Wording> = {
  'signIn.title': 'Mewngofnodi',
  'signIn.lead':
    'Mae angen mewngofnodi i gyhoeddi ar ran eich cyngor neu i gymedroli. Nid oes angen cyfrif i chwilio, nac i ddweud wrthym am rywbeth.',
  'signIn.provider': 'Mewngofnodi gyda chyfrif eich sefydliad',
  'signIn.byMail': 'Mewngofnodi drwy ddolen yn eich e-bost',
  'signIn.email': 'Cyfeiriad e-bost gwaith',
  'signIn.emailHint': 'Anfonwn ddolen i’r cyfeiriad hwn os caiff fewngofnodi. Nid oes cyfrinair.',
  'signIn.emailWrong': 'Rhowch gyfeiriad e-bost fel enw@cyngor.llyw.cymru',
  'signIn.send': 'Anfonwch ddolen ataf',
  'signIn.sent': 'Edrychwch yn eich e-bost',
  'signIn.sentText':
    'Os caiff y cyfeiriad hwn fewngofnodi, mae dolen ar ei ffordd iddo. Mae’n gweithio unwaith, o fewn 15 munud.',
  'signIn.sentNothing':
    'Dim byd ar ôl ychydig funudau? Edrychwch yn y post sothach, neu gofynnwch i’r rhai sy’n rhedeg y catalog hwn a oes mynediad gan eich cyfeiriad.',
  'signIn.again': 'Gofyn am ddolen arall',
  'signIn.link': 'Gorffen mewngofnodi',
  'signIn.linkText': 'Pwyswch y botwm i fewngofnodi ar y ddyfais hon.',
  'signIn.button': 'Mewngofnodi',
  'signIn.gone': 'Mae’r ddolen hon wedi dod i ben',
  'signIn.goneText':
    'Mae dolenni’n gweithio unwaith, ac am amser byr yn unig. Dechreuwch eto i gael un arall.',
  'signIn.forbidden': 'Ni ellid eich mewngofnodi',
  'signIn.forbiddenText':
    'Nid oes neb wedi rhoi mynediad i’r catalog hwn i chi eto, neu daethoch yma o dudalen safle arall. Gofynnwch i’r rhai sy’n rhedeg y catalog hwn, neu dechreuwch eto.',
  'signIn.invalid': 'Nid yw’r cyfeiriad hwn yn gyflawn',
  'signIn.invalidText':
    'Efallai i’r ddolen gael ei thorri wrth ei chopïo. Agorwch hi o’r e-bost eto, neu dechreuwch eto.',
  'setUp.title': 'Gosod y catalog',
  'setUp.text': 'Nid oes gweinyddwr eto. Mae hyn yn creu’r un cyntaf, unwaith.',
  'setUp.email': 'Cyfeiriad e-bost i fewngofnodi ag ef',
  'setUp.emailHint': 'Gydag ef gallwch fewngofnodi â phorwr drwy ddolenni a anfonir ato.',
  'setUp.button': 'Creu’r gweinyddwr cyntaf',
  'setUp.done': 'Y gweinyddwr cyntaf',
  'setUp.doneText':
    'Dyma allwedd y gweinyddwr cyntaf. Fe’i dangosir unwaith yn unig: cadwch hi fel cyfrinair.',
  'setUp.use':
    'Mae rhaglenni’n ei hanfon fel “Authorization: Bearer”. Gwneir rhagor o allweddi ar y dudalen allweddi, neu gyda npm run keys.',
  'setUp.gone': 'Defnyddiwyd y ddolen hon neu mae wedi dod i ben, neu mae gweinyddwr eisoes.',
};
