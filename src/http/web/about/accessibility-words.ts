import type { Wording, Wordings } from '../words/wording.ts';

/** The accessibility statement. It says what is tested and what is not, and no more. */
export const accessibilityEnglish = {
  'accessibility.title': 'Accessibility statement',
  'accessibility.lead':
    'We want as many people as possible to be able to use this catalogue. This statement says how far that goes today.',
  'accessibility.can': 'What you should be able to do',
  'accessibility.can.zoom': 'zoom in up to 400 % without text running off the screen',
  'accessibility.can.keyboard': 'use all of it with a keyboard alone, and see where you are',
  'accessibility.can.script': 'use all of it without JavaScript',
  'accessibility.can.reader':
    'listen to it with a screen reader: every picture has a table with the same figures',
  'accessibility.can.colours': 'use your own colours, dark or high-contrast settings, and reduced motion',
  'accessibility.status': 'How accessible it is',
  'accessibility.status.text':
    'The aim is the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA. We believe that it is partly met: no fault is known, but not everything has been tested by people.',
  'accessibility.tested': 'What is tested, with every change',
  'accessibility.tested.axe':
    'every page in its states with axe-core in Chromium, at phone and desktop width, in English and Welsh',
  'accessibility.tested.fit': 'that no page scrolls sideways at a width of 320 pixels',
  'accessibility.tested.journeys':
    'the main journeys (finding, registering, moderating) by keyboard alone, with and without JavaScript',
  'accessibility.tested.words': 'that no page lacks words in either language',
  'accessibility.untested': 'What is not tested yet',
  'accessibility.untested.people': 'no audit by people, and no test with people who are disabled',
  'accessibility.untested.readers': 'screen readers, voice control and screen magnifiers themselves',
  'accessibility.untested.browsers': 'browsers other than Chromium',
  'accessibility.untested.welsh': 'the Welsh words, which no Welsh speaker has checked yet',
  'accessibility.known': 'What is known not to be good',
  'accessibility.known.records':
    'names, summaries and quotations in the records are as their sources wrote them: in English, and not always plain',
  'accessibility.known.docs':
    'the interactive documentation of the API at /docs is made by other software and was not tested; the API guide and /openapi.json say the same',
  'accessibility.known.tables':
    'wide tables scroll sideways inside a region of their own, which can be reached by keyboard',
  'accessibility.report': 'Telling us about a problem',
  'accessibility.report.contact':
    'If you cannot use something here, tell those who run this service: {contact}',
  'accessibility.report.none':
    'If you cannot use something here, tell the council or body that runs this service at this address. It has not set an address for that in the service itself.',
  'accessibility.report.body':
    'If you are not happy with the answer, contact the Equality Advisory and Support Service (EASS), or in Northern Ireland the Equality Commission (ECNI).',
  'accessibility.prepared': 'This statement was prepared on {date}.',
} as const satisfies Wordings;

export const accessibilityWelsh: Record<keyof typeof accessibilityEnglish, Wording> = {
  'accessibility.title': 'Datganiad hygyrchedd',
  'accessibility.lead':
    'Rydym am i gynifer o bobl â phosibl allu defnyddio’r catalog hwn. Mae’r datganiad hwn yn dweud pa mor bell y mae hynny’n mynd heddiw.',
  'accessibility.can': 'Yr hyn y dylech allu ei wneud',
  'accessibility.can.zoom': 'chwyddo hyd at 400 % heb i destun redeg oddi ar y sgrin',
  'accessibility.can.keyboard': 'defnyddio’r cyfan â bysellfwrdd yn unig, a gweld ble rydych',
  'accessibility.can.script': 'defnyddio’r cyfan heb JavaScript',
  'accessibility.can.reader': 'gwrando arno â darllenydd sgrin: mae gan bob llun dabl â’r un ffigurau',
  'accessibility.can.colours':
    'defnyddio eich lliwiau eich hun, gosodiadau tywyll neu gyferbyniad uchel, a llai o symudiad',
  'accessibility.status': 'Pa mor hygyrch ydyw',
  'accessibility.status.text':
    'Y nod yw Canllawiau Hygyrchedd Cynnwys y We (WCAG) 2.2 ar lefel AA. Credwn ei fod wedi’i fodloni’n rhannol: nid oes nam hysbys, ond nid yw popeth wedi’i brofi gan bobl.',
  'accessibility.tested': 'Yr hyn a brofir gyda phob newid',
  'accessibility.tested.axe':
    'pob tudalen yn ei chyflyrau gydag axe-core yn Chromium, ar led ffôn a chyfrifiadur, yn Gymraeg ac yn Saesneg',
  'accessibility.tested.fit': 'nad oes tudalen yn sgrolio i’r ochr ar led o 320 picsel',
  'accessibility.tested.journeys':
    'y prif deithiau (dod o hyd, cofrestru, cymedroli) â bysellfwrdd yn unig, gyda JavaScript a hebddo',
  'accessibility.tested.words': 'nad oes geiriau ar goll ar unrhyw dudalen yn y naill iaith na’r llall',
  'accessibility.untested': 'Yr hyn na phrofwyd eto',
  'accessibility.untested.people': 'dim archwiliad gan bobl, a dim prawf gyda phobl anabl',
  'accessibility.untested.readers': 'darllenwyr sgrin, rheoli â llais a chwyddwyr sgrin eu hunain',
  'accessibility.untested.browsers': 'porwyr heblaw Chromium',
  'accessibility.untested.welsh': 'y geiriau Cymraeg, nad oes siaradwr Cymraeg wedi’u gwirio eto',
  'accessibility.known': 'Yr hyn y gwyddys nad yw’n dda',
  'accessibility.known.records':
    'mae enwau, crynodebau a dyfyniadau yn y cofnodion fel yr ysgrifennodd eu ffynonellau hwy: yn Saesneg, ac nid bob amser yn eglur',
  'accessibility.known.docs':
    'gwnaed dogfennaeth ryngweithiol yr API yn /docs gan feddalwedd arall ac ni chafodd ei phrofi; mae’r canllaw i’r API ac /openapi.json yn dweud yr un peth',
  'accessibility.known.tables':
    'mae tablau llydan yn sgrolio i’r ochr o fewn ardal eu hunain, y gellir ei chyrraedd â bysellfwrdd',
  'accessibility.report': 'Dweud wrthym am broblem',
  'accessibility.report.contact':
    'Os na allwch ddefnyddio rhywbeth yma, dywedwch wrth y rhai sy’n rhedeg y gwasanaeth hwn: {contact}',
  'accessibility.report.none':
    'Os na allwch ddefnyddio rhywbeth yma, dywedwch wrth y cyngor neu’r corff sy’n rhedeg y gwasanaeth hwn yn y cyfeiriad hwn. Nid yw wedi gosod cyfeiriad ar gyfer hynny yn y gwasanaeth ei hun.',
  'accessibility.report.body':
    'Os nad ydych yn fodlon ar yr ateb, cysylltwch â’r Gwasanaeth Cynghori a Chymorth Cydraddoldeb (EASS), neu yng Ngogledd Iwerddon y Comisiwn Cydraddoldeb (ECNI).',
  'accessibility.prepared': 'Paratowyd y datganiad hwn ar {date}.',
};
