import type { Wording, Wordings } from '../words/wording.ts';

/** Why a result is among the results, and what helps where there is none. */
export const resultsEnglish = {
  'why.heading': 'Why it is here:',
  'why.exact': 'it is called just that',
  'why.part-of-exact': 'it is part of what is called that',
  'why.typed': '“{found}” ({where})',
  'why.meant': '“{found}” for “{typed}” ({where})',
  'why.facet': '{facet}: {label}',
  'why.in.title': 'in its name',
  'why.in.names': 'in its other names',
  'why.in.summary': 'in what it does',
  'why.in.subjects': 'in the service it is for',
  'why.in.organisations': 'in who made it',
  'why.in.technology': 'in its technology',
  'why.in.repository': 'in its repository',
  'why.in.body': 'in its description',
  'results.excerpt': 'From its description:',
  'results.alsoLookedFor': 'Also looked for: {words}',
  'nothing.tell': 'Somebody may have built or bought something for this, or need it too. Let them know:',
  'nothing.register': 'Add something that you built',
  'nothing.need': 'Say that your council needs this',
} as const satisfies Wordings;

export const resultsWelsh: Record<keyof typeof resultsEnglish, Wording> = {
  'why.heading': 'Pam y mae yma:',
  'why.exact': 'dyna ei enw yn union',
  'why.part-of-exact': 'mae’n rhan o’r hyn sydd â’r enw hwnnw',
  'why.typed': '“{found}” ({where})',
  'why.meant': '“{found}” yn lle “{typed}” ({where})',
  'why.facet': '{facet}: {label}',
  'why.in.title': 'yn ei enw',
  'why.in.names': 'yn ei enwau eraill',
  'why.in.summary': 'yn yr hyn y mae’n ei wneud',
  'why.in.subjects': 'yn y gwasanaeth y mae ar ei gyfer',
  'why.in.organisations': 'yn y rhai a’i gwnaeth',
  'why.in.technology': 'yn ei dechnoleg',
  'why.in.repository': 'yn ei storfa',
  'why.in.body': 'yn ei ddisgrifiad',
  'results.excerpt': 'O’i ddisgrifiad:',
  'results.alsoLookedFor': 'Chwiliwyd hefyd am: {words}',
  'nothing.tell':
    'Efallai fod rhywun wedi adeiladu neu brynu rhywbeth ar gyfer hyn, neu ei angen hefyd. Rhowch wybod iddynt:',
  'nothing.register': 'Ychwanegu rhywbeth a adeiladwyd gennych',
  'nothing.need': 'Dweud bod angen hyn ar eich cyngor',
};
