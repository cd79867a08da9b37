import type { Wording, Wordings } from './wording.ts';

/** What is wrong with a field, by the name of the field. */
export const faultEnglish = {
  'fault.needed': '{label}: fill this in',
  'fault.choose': '{label}: choose one',
  'fault.long': '{label}: use at most {max} characters',
  'fault.many': '{label}: that is more than can be given',
  'fault.characters':
    '{label}: take out characters that cannot be seen or that turn the direction of the text; typing it anew is often quickest',
  'fault.line': '{label}: write it in one line',
  'fault.credentials': '{label}: take the user name or password out of the address',
  'fault.address': '{label}: write an address that begins with https://',
  'fault.contact': '{label}: give the e-mail address of a team, or the address of a contact page',
  'fault.email': '{label}: write an e-mail address, for example team@council.gov.uk',
  'fault.account':
    '{label}: this is an account on GitHub; add the name of the repository, as in https://github.com/owner/name',
  'fault.repository': '{label}: this is not the address of a repository on GitHub',
  'fault.letters': '{label}: write the name with the letters of the Latin alphabet',
  'fault.several': '{label}: “{given}” may mean several organisations; write the whole name',
  'fault.several.choices': '{label}: “{given}” may mean several organisations. Write one of: {choices}',
  'fault.unknown': '{label}: we do not know “{given}”; write the whole name, or the code of the council',
  'fault.unknown.choices': '{label}: we do not know “{given}”. Did you mean: {choices}?',
  'fault.ended': '{label}: {given} does not exist any more; name the council that took its place',
  'fault.ended.choices': '{label}: {given} does not exist any more. Name {choices} instead',
  'fault.service': '{label}: “{given}” is no service of the list',
  'fault.listed': '{label}: “{given}” is not in the list',
  'fault.listed.choices': '{label}: “{given}” is not in the list: {choices}',
  'fault.future': '{label}: this is in the future',
  'fault.date': '{label}: write a year, a month or a day, for example 2025, 2025-04 or 2025-04-30',
  'fault.pounds': '{label}: write a sum in pounds, for example 350000',
  'fault.same': '{label}: the record says this already',
  'fault.licence':
    '{label}: write the short name of a licence, for example MIT, or “none-found” or “unknown”',
  'fault.already': 'The same was said already: it is shown, or waits for a moderator.',
} as const satisfies Wordings;

export const faultWelsh: Record<keyof typeof faultEnglish, Wording> = {
  'fault.needed': '{label}: llenwch hwn',
  'fault.choose': '{label}: dewiswch un',
  'fault.long': '{label}: defnyddiwch {max} nod ar y mwyaf',
  'fault.many': '{label}: mae hynny’n fwy nag y gellir ei roi',
  'fault.characters':
    '{label}: tynnwch nodau na ellir eu gweld neu sy’n troi cyfeiriad y testun; ei deipio o’r newydd sydd gyflymaf yn aml',
  'fault.line': '{label}: ysgrifennwch ef mewn un llinell',
  'fault.credentials': '{label}: tynnwch yr enw defnyddiwr neu’r cyfrinair o’r cyfeiriad',
  'fault.address': '{label}: ysgrifennwch gyfeiriad sy’n dechrau â https://',
  'fault.contact': '{label}: rhowch gyfeiriad e-bost tîm, neu gyfeiriad tudalen gysylltu',
  'fault.email': '{label}: ysgrifennwch gyfeiriad e-bost, er enghraifft team@council.gov.uk',
  'fault.account':
    '{label}: cyfrif ar GitHub yw hwn; ychwanegwch enw’r storfa, fel yn https://github.com/owner/name',
  'fault.repository': '{label}: nid cyfeiriad storfa ar GitHub yw hwn',
  'fault.letters': '{label}: ysgrifennwch yr enw â llythrennau’r wyddor Ladin',
  'fault.several': '{label}: gall “{given}” olygu sawl sefydliad; ysgrifennwch yr enw llawn',
  'fault.several.choices':
    '{label}: gall “{given}” olygu sawl sefydliad. Ysgrifennwch un o’r rhain: {choices}',
  'fault.unknown': '{label}: nid ydym yn adnabod “{given}”; ysgrifennwch yr enw llawn, neu god y cyngor',
  'fault.unknown.choices': '{label}: nid ydym yn adnabod “{given}”. Oeddech chi’n meddwl: {choices}?',
  'fault.ended': '{label}: nid yw {given} yn bodoli mwyach; enwch y cyngor a gymerodd ei le',
  'fault.ended.choices': '{label}: nid yw {given} yn bodoli mwyach. Enwch {choices} yn ei le',
  'fault.service': '{label}: nid yw “{given}” yn wasanaeth ar y rhestr',
  'fault.listed': '{label}: nid yw “{given}” ar y rhestr',
  'fault.listed.choices': '{label}: nid yw “{given}” ar y rhestr: {choices}',
  'fault.future': '{label}: mae hyn yn y dyfodol',
  'fault.date':
    '{label}: ysgrifennwch flwyddyn, mis neu ddiwrnod, er enghraifft 2025, 2025-04 neu 2025-04-30',
  'fault.pounds': '{label}: ysgrifennwch swm mewn punnoedd, er enghraifft 350000',
  'fault.same': '{label}: mae’r cofnod yn dweud hyn eisoes',
  'fault.licence':
    '{label}: ysgrifennwch enw byr trwydded, er enghraifft MIT, neu “none-found” neu “unknown”',
  'fault.already': 'Dywedwyd yr un peth eisoes: fe’i dangosir, neu mae’n aros am gymedrolwr.',
};
