import type { Wording, Wordings } from '../words/wording.ts';

/** What is kept of people. */
export const privacyEnglish = {
  'privacy.title': 'Privacy',
  'privacy.lead':
    'You can search and read everything here without telling who you are. This page says what is kept where you take part.',
  'privacy.reading': 'When you read and search',
  'privacy.reading.none':
    'No account is needed, nothing is loaded from other sites, and nobody follows what you read.',
  'privacy.reading.misses':
    'Words of a search that found nothing are counted for 90 days without saying who searched, so that gaps can be filled.',
  'privacy.reading.limits':
    'Your network address is held in memory for a minute, to stop somebody from asking too often. It is not written down by this service.',
  'privacy.reading.host':
    'Whoever runs the network or machines in front of this service may keep records of their own.',
  'privacy.cookies': 'Cookies',
  'privacy.cookies.name': 'Cookie',
  'privacy.cookies.why': 'What it is for',
  'privacy.cookies.until': 'How long',
  'privacy.cookies.language': 'Remembers whether you chose English or Welsh. It is set only when you choose.',
  'privacy.cookies.language.until': 'One year',
  'privacy.cookies.session': 'Keeps you signed in. It is set only when you sign in.',
  'privacy.cookies.session.until':
    '{minutes} minutes without a visit, twelve hours at most, or until you sign out',
  'privacy.cookies.signIn':
    'Leads you back after you signed in with your organisation’s own account. It is set only then.',
  'privacy.cookies.signIn.until': 'Ten minutes',
  'privacy.cookies.edit':
    'Holds the secret of the edit link that you opened, for the edit pages of that record alone.',
  'privacy.cookies.edit.until': 'Two hours',
  'privacy.cookies.kept':
    'What you type into the forms for adding and changing a record is kept in your browser, and nowhere else, until you have sent it or for a week; the mailbox is not.',
  'privacy.cookies.others': 'There are no others, and none of other sites.',
  'privacy.part': 'When you take part',
  'privacy.part.public':
    'What you register, state or correct becomes public once it is accepted. Do not put names or personal addresses in it: ask for a team’s mailbox instead.',
  'privacy.part.actor':
    'The public history says in which role and for which council something was said, never by whom.',
  'privacy.part.contact':
    'A contact that you give is used to reach the owners of something. It is never shown, searched or exported.',
  'privacy.part.autosave':
    'What you type into a form is kept in your own browser until you send it, for a week at most, in case the page is closed. It does not reach us before you send it; mailboxes are not kept.',
  'privacy.part.messages': {
    one: 'Messages to owners, and the address for the answer, are deleted {count} day after they were sent.',
    other:
      'Messages to owners, and the address for the answer, are deleted {count} days after they were sent.',
  },
  'privacy.part.rejected': {
    one: 'Texts and contacts of what was rejected are deleted after {count} day.',
    other: 'Texts and contacts of what was rejected are deleted after {count} days.',
  },
  'privacy.account': 'When you have an account',
  'privacy.account.kept':
    'Your work address, your role and the councils you speak for are kept while the account is open, to send you sign-in links and to know what you may do.',
  'privacy.account.closed': 'Closing an account forgets the address and signs it out everywhere.',
  'privacy.rights': 'Your rights',
  'privacy.rights.text':
    'You may ask what is kept about you, and have it corrected or taken out. What is taken out goes from every earlier version and from search; a note stays that something was taken out.',
  'privacy.rights.contact': 'Write to those who run this service: {contact}',
  'privacy.rights.none':
    'Ask the council or body that runs this service at this address. It has not set an address for that in the service itself.',
  'privacy.rights.ico': 'You may also complain to the Information Commissioner’s Office (ICO).',
  'privacy.others': 'Others',
  'privacy.others.text':
    'Nothing is sold or shared for advertising. What is public here is public for everybody, also through the API and its notices of changes.',
} as const satisfies Wordings;

export const privacyWelsh: Record<keyof typeof privacyEnglish, Wording> = {
  'privacy.title': 'Preifatrwydd',
  'privacy.lead':
    'Gallwch chwilio a darllen popeth yma heb ddweud pwy ydych. Mae’r dudalen hon yn dweud beth a gedwir lle rydych yn cymryd rhan.',
  'privacy.reading': 'Pan fyddwch yn darllen ac yn chwilio',
  'privacy.reading.none':
    'Nid oes angen cyfrif, ni lwythir dim o wefannau eraill, ac nid oes neb yn dilyn yr hyn rydych yn ei ddarllen.',
  'privacy.reading.misses':
    'Cyfrifir geiriau chwiliad na chanfu ddim am 90 diwrnod heb ddweud pwy a chwiliodd, fel y gellir llenwi bylchau.',
  'privacy.reading.limits':
    'Cedwir eich cyfeiriad rhwydwaith yn y cof am funud, i atal rhywun rhag gofyn yn rhy aml. Nid yw’r gwasanaeth hwn yn ei ysgrifennu i lawr.',
  'privacy.reading.host':
    'Gall pwy bynnag sy’n rhedeg y rhwydwaith neu’r peiriannau o flaen y gwasanaeth hwn gadw eu cofnodion eu hunain.',
  'privacy.cookies': 'Cwcis',
  'privacy.cookies.name': 'Cwci',
  'privacy.cookies.why': 'Beth yw ei bwrpas',
  'privacy.cookies.until': 'Am ba hyd',
  'privacy.cookies.language':
    'Mae’n cofio a ddewisoch Gymraeg neu Saesneg. Fe’i gosodir dim ond pan fyddwch yn dewis.',
  'privacy.cookies.language.until': 'Blwyddyn',
  'privacy.cookies.session':
    'Mae’n eich cadw wedi mewngofnodi. Fe’i gosodir dim ond pan fyddwch yn mewngofnodi.',
  'privacy.cookies.session.until':
    '{minutes} munud heb ymweliad, deuddeg awr ar y mwyaf, neu nes i chi allgofnodi',
  'privacy.cookies.signIn':
    'Mae’n eich arwain yn ôl ar ôl i chi fewngofnodi â chyfrif eich sefydliad eich hun. Fe’i gosodir dim ond bryd hynny.',
  'privacy.cookies.signIn.until': 'Deng munud',
  'privacy.cookies.edit':
    'Mae’n dal cyfrinach y ddolen olygu a agoroch, ar gyfer tudalennau golygu’r cofnod hwnnw yn unig.',
  'privacy.cookies.edit.until': 'Dwy awr',
  'privacy.cookies.kept':
    'Cedwir yr hyn a deipiwch yn y ffurflenni ar gyfer ychwanegu a newid cofnod yn eich porwr, ac nid yn unman arall, nes i chi ei anfon neu am wythnos; ni chedwir y blwch post.',
  'privacy.cookies.others': 'Nid oes rhai eraill, na rhai gwefannau eraill.',
  'privacy.part': 'Pan fyddwch yn cymryd rhan',
  'privacy.part.public':
    'Daw’r hyn rydych yn ei gofrestru, ei ddatgan neu ei gywiro yn gyhoeddus ar ôl iddo gael ei dderbyn. Peidiwch â rhoi enwau na chyfeiriadau personol ynddo: rhowch flwch post tîm yn lle hynny.',
  'privacy.part.actor':
    'Mae’r hanes cyhoeddus yn dweud ym mha rôl a thros ba gyngor y dywedwyd rhywbeth, byth gan bwy.',
  'privacy.part.contact':
    'Defnyddir cyswllt a roddwch i gyrraedd perchnogion rhywbeth. Ni chaiff ei ddangos, ei chwilio na’i allforio byth.',
  'privacy.part.autosave':
    'Cedwir yr hyn rydych yn ei deipio mewn ffurflen yn eich porwr eich hun nes i chi ei anfon, am wythnos ar y mwyaf, rhag ofn i’r dudalen gael ei chau. Nid yw’n ein cyrraedd cyn i chi ei anfon; ni chedwir blychau post.',
  'privacy.part.messages': {
    other:
      'Dilëir negeseuon at berchnogion, a’r cyfeiriad ar gyfer yr ateb, {count} diwrnod ar ôl eu hanfon.',
  },
  'privacy.part.rejected': {
    other: 'Dilëir testunau a chysylltiadau’r hyn a wrthodwyd ar ôl {count} diwrnod.',
  },
  'privacy.account': 'Pan fydd gennych gyfrif',
  'privacy.account.kept':
    'Cedwir eich cyfeiriad gwaith, eich rôl a’r cynghorau rydych yn siarad drostynt tra bo’r cyfrif ar agor, i anfon dolenni mewngofnodi atoch ac i wybod beth y cewch ei wneud.',
  'privacy.account.closed': 'Mae cau cyfrif yn anghofio’r cyfeiriad ac yn ei allgofnodi ym mhobman.',
  'privacy.rights': 'Eich hawliau',
  'privacy.rights.text':
    'Cewch ofyn beth a gedwir amdanoch, a chael ei gywiro neu ei dynnu allan. Mae’r hyn a dynnir allan yn mynd o bob fersiwn cynharach ac o’r chwiliad; erys nodyn i rywbeth gael ei dynnu allan.',
  'privacy.rights.contact': 'Ysgrifennwch at y rhai sy’n rhedeg y gwasanaeth hwn: {contact}',
  'privacy.rights.none':
    'Gofynnwch i’r cyngor neu’r corff sy’n rhedeg y gwasanaeth hwn yn y cyfeiriad hwn. Nid yw wedi gosod cyfeiriad ar gyfer hynny yn y gwasanaeth ei hun.',
  'privacy.rights.ico': 'Cewch hefyd gwyno wrth Swyddfa’r Comisiynydd Gwybodaeth (ICO).',
  'privacy.others': 'Eraill',
  'privacy.others.text':
    'Ni werthir dim ac ni rennir dim ar gyfer hysbysebu. Mae’r hyn sy’n gyhoeddus yma yn gyhoeddus i bawb, hefyd drwy’r API a’i hysbysiadau o newidiadau.',
};
