import type { Wording, Wordings } from '../words/wording.ts';

/** Changing what was registered. */
export const editEnglish = {
  'edit.title': 'Change {title}',
  'edit.see': 'See its public page',
  'edit.state': 'Where it stands',
  'edit.state.draft': 'It is a draft: nobody else sees it until you submit it.',
  'edit.state.pending': 'It waits for a moderator. You can go on changing it.',
  'edit.state.pendingEdit':
    'A change waits for a moderator. Until then the public page stays as it was; below is the change.',
  'edit.state.changes-requested': 'A moderator asks for changes. Change it below; saving lets it wait again.',
  'edit.state.published': 'It is public.',
  'edit.state.rejected': 'A moderator did not take it into the catalogue.',
  'edit.state.withdrawn': 'It was withdrawn: it is not public.',
  'edit.reason': 'The reason given on {date}: {reason}',
  'edit.effect.once': 'What you save is public at once.',
  'edit.effect.waits': 'What you save waits for a moderator.',
  'edit.effect.draft': 'What you save stays a draft.',
  'edit.saved.draft': 'Saved as a draft.',
  'edit.saved.pending': 'Saved. A moderator looks at it next.',
  'edit.saved.pendingEdit':
    'Saved. A moderator looks at the change next; until then the public page stays as it was.',
  'edit.saved.published': 'Saved, and public.',
  'edit.saved.withdrawn': 'It is withdrawn, and can be restored below.',
  'edit.missing': 'What would help others: {fields}.',
  'edit.further': 'More about it',
  'edit.save': 'Save',
  'edit.submit': 'Submit it',
  'edit.submit.why': 'It then waits for a moderator, or is public where you may decide that.',
  'edit.withdraw': 'Withdraw it',
  'edit.withdraw.why': 'It then disappears from the catalogue. Nothing is deleted: it can be restored.',
  'edit.restore': 'Restore it',
  'edit.restore.why': 'It is then public again, or waits again where it never was public.',
  'edit.owner.public':
    'It has been public: only its own organisation, signed in, or a moderator can withdraw it.',
  'edit.reason.label': 'Why? Others who look after it can read this.',
  'edit.stale': 'Somebody else has changed it in the meantime. Look at both, then save again.',
  'edit.stale.table': 'Where what you filled in differs from what is stored now',
  'edit.stale.now': 'Stored now',
  'edit.stale.yours': 'Yours, as it stands in the form below',
  'edit.empty': 'empty',
  'edit.none.title': 'You need an edit link, or to sign in',
  'edit.none.text':
    'This page is for whoever added the record, for the organisation whose it is, and for moderators.',
  'edit.none.lapsed':
    'This link does not work. It may be incomplete, more than twelve months old, replaced by a newer one, or ended because the organisation looks after the record itself.',
  'edit.none.todo': 'What you can do',
  'edit.none.link':
    'Open the edit link that was shown when the record was added. A page that was opened with it stays open for two hours.',
  'edit.none.signIn': 'If you work for the organisation whose it is, sign in.',
  'edit.none.renew':
    'If you have lost the link, ask a moderator for a new one, naming this record. The one before then ends.',
  'edit.onward': 'Go on to the edit page',
  'edit.onward.title': 'Opening the edit page',
} as const satisfies Wordings;

export const editWelsh: Record<keyof typeof editEnglish, Wording> = {
  'edit.title': 'Newid {title}',
  'edit.see': 'Gweld ei dudalen gyhoeddus',
  'edit.state': 'Ble mae’n sefyll',
  'edit.state.draft': 'Drafft ydyw: nid oes neb arall yn ei weld nes ichi ei gyflwyno.',
  'edit.state.pending': 'Mae’n aros am gymedrolwr. Gallwch barhau i’w newid.',
  'edit.state.pendingEdit':
    'Mae newid yn aros am gymedrolwr. Tan hynny erys y dudalen gyhoeddus fel yr oedd; y newid sydd isod.',
  'edit.state.changes-requested':
    'Mae cymedrolwr yn gofyn am newidiadau. Newidiwch ef isod; bydd ei gadw yn gadael iddo aros eto.',
  'edit.state.published': 'Mae’n gyhoeddus.',
  'edit.state.rejected': 'Ni dderbyniodd cymedrolwr ef i’r catalog.',
  'edit.state.withdrawn': 'Fe’i tynnwyd yn ôl: nid yw’n gyhoeddus.',
  'edit.reason': 'Y rheswm a roddwyd ar {date}: {reason}',
  'edit.effect.once': 'Mae’r hyn a gadwch yn gyhoeddus ar unwaith.',
  'edit.effect.waits': 'Mae’r hyn a gadwch yn aros am gymedrolwr.',
  'edit.effect.draft': 'Mae’r hyn a gadwch yn aros yn ddrafft.',
  'edit.saved.draft': 'Wedi’i gadw’n ddrafft.',
  'edit.saved.pending': 'Wedi’i gadw. Bydd cymedrolwr yn edrych arno nesaf.',
  'edit.saved.pendingEdit':
    'Wedi’i gadw. Bydd cymedrolwr yn edrych ar y newid nesaf; tan hynny erys y dudalen gyhoeddus fel yr oedd.',
  'edit.saved.published': 'Wedi’i gadw, ac yn gyhoeddus.',
  'edit.saved.withdrawn': 'Mae wedi’i dynnu’n ôl, a gellir ei adfer isod.',
  'edit.missing': 'Beth a fyddai’n helpu eraill: {fields}.',
  'edit.further': 'Mwy amdano',
  'edit.save': 'Cadw',
  'edit.submit': 'Ei gyflwyno',
  'edit.submit.why': 'Yna mae’n aros am gymedrolwr, neu’n gyhoeddus lle cewch chi benderfynu hynny.',
  'edit.withdraw': 'Ei dynnu’n ôl',
  'edit.withdraw.why': 'Yna mae’n diflannu o’r catalog. Ni ddilëir dim: gellir ei adfer.',
  'edit.restore': 'Ei adfer',
  'edit.restore.why': 'Yna mae’n gyhoeddus eto, neu’n aros eto os na fu’n gyhoeddus erioed.',
  'edit.owner.public':
    'Mae wedi bod yn gyhoeddus: dim ond ei sefydliad ei hun, wedi mewngofnodi, neu gymedrolwr a all ei dynnu’n ôl.',
  'edit.reason.label': 'Pam? Gall eraill sy’n gofalu amdano ddarllen hyn.',
  'edit.stale': 'Mae rhywun arall wedi’i newid yn y cyfamser. Edrychwch ar y ddau, yna cadwch eto.',
  'edit.stale.table': 'Lle mae’r hyn a lenwoch yn wahanol i’r hyn sydd wedi’i storio nawr',
  'edit.stale.now': 'Wedi’i storio nawr',
  'edit.stale.yours': 'Eich un chi, fel y mae yn y ffurflen isod',
  'edit.empty': 'gwag',
  'edit.none.title': 'Mae angen dolen olygu arnoch, neu fewngofnodi',
  'edit.none.text':
    'Mae’r dudalen hon ar gyfer pwy bynnag a ychwanegodd y cofnod, y sefydliad sydd biau ef, a chymedrolwyr.',
  'edit.none.lapsed':
    'Nid yw’r ddolen hon yn gweithio. Gall fod yn anghyflawn, dros ddeuddeg mis oed, wedi’i disodli gan un newydd, neu wedi dod i ben am fod y sefydliad yn gofalu am y cofnod ei hun.',
  'edit.none.todo': 'Beth y gallwch ei wneud',
  'edit.none.link':
    'Agorwch y ddolen olygu a ddangoswyd pan ychwanegwyd y cofnod. Erys tudalen a agorwyd â hi ar agor am ddwy awr.',
  'edit.none.signIn': 'Os ydych yn gweithio i’r sefydliad sydd biau ef, mewngofnodwch.',
  'edit.none.renew':
    'Os ydych wedi colli’r ddolen, gofynnwch i gymedrolwr am un newydd, gan enwi’r cofnod hwn. Daw’r un flaenorol i ben wedyn.',
  'edit.onward': 'Ymlaen i’r dudalen olygu',
  'edit.onward.title': 'Yn agor y dudalen olygu',
};
