import { accessibilityWelsh } from '../about/accessibility-words.ts';
import { dataWelsh } from '../about/data-words.ts';
import { privacyWelsh } from '../about/privacy-words.ts';
import { accountWelsh } from '../account/account-words.ts';
import { assetWelsh } from '../asset/asset-words.ts';
import { chartWelsh } from '../charts/chart-words.ts';
import { compareWelsh } from '../compare/compare-words.ts';
import { differenceWelsh } from '../difference/difference-words.ts';
import { editWelsh } from '../edit/edit-words.ts';
import { fundsWelsh } from '../fund/funds-words.ts';
import { fundingWelsh } from '../funding/funding-words-welsh.ts';
import { guideWelsh } from '../guide/guide-words.ts';
import { homeWelsh } from '../home/home-words.ts';
import { keysWelsh } from '../keys/keys-words.ts';
import { lineageWelsh } from '../lineage/lineage-words.ts';
import { mapWelsh } from '../map/map-words.ts';
import { deedWelsh } from '../moderate/deed-words.ts';
import { moderateWelsh } from '../moderate/moderate-words.ts';
import { reasonWelsh } from '../moderate/reason-words.ts';
import { shownFieldWelsh } from '../moderate/shown-field-words.ts';
import { councilWelsh } from '../organisation/organisation-words.ts';
import { councilsWelsh } from '../organisation/organisations-words.ts';
import { registerWelsh } from '../register/register-words-welsh.ts';
import { resultsWelsh } from '../results/results-words.ts';
import { serviceWelsh } from '../service/service-words.ts';
import { signInWelsh } from '../sign-in/sign-in-words.ts';
import { sourceWelsh } from '../source/source-words.ts';
import { statedWelsh } from '../stated/stated-words.ts';
import { takePartWelsh } from '../take-part/take-part-words-welsh.ts';
import type { WordKey } from './english.ts';
import { faultWelsh } from './fault-words.ts';
import { formWelsh } from './form-words.ts';
import { valueWelsh } from './value-words.ts';
import type { Wording } from './wording.ts';
import { workWelsh } from './work-words.ts';

/** True once a Welsh speaker has read these; until then the pages say that they have not been. */
export const welshIsReviewed = false;

export const welsh: Record<WordKey, Wording> = {
  ...formWelsh,
  ...faultWelsh,
  ...registerWelsh,
  ...editWelsh,
  ...takePartWelsh,
  ...lineageWelsh,
  ...chartWelsh,
  ...fundingWelsh,
  ...fundsWelsh,
  ...workWelsh,
  ...mapWelsh,
  ...councilWelsh,
  ...councilsWelsh,
  ...serviceWelsh,
  ...sourceWelsh,
  ...shownFieldWelsh,
  ...differenceWelsh,
  ...moderateWelsh,
  ...reasonWelsh,
  ...deedWelsh,
  ...keysWelsh,
  ...accountWelsh,
  ...assetWelsh,
  ...signInWelsh,
  ...valueWelsh,
  ...compareWelsh,
  ...homeWelsh,
  ...dataWelsh,
  ...accessibilityWelsh,
  ...privacyWelsh,
  ...guideWelsh,
  ...resultsWelsh,
  ...statedWelsh,
  'site.name': 'Catalog Ailddefnyddio’r Cynghorau',
  'site.about': 'Yr hyn y cafodd cynghorau’r DU arian i’w adeiladu, a sut i’w ailddefnyddio',
  'site.skip': 'Neidio i’r prif gynnwys',
  'site.menu': 'Dewislen',
  'nav.search': 'Chwilio',
  'nav.register': 'Ychwanegu rhywbeth',
  'nav.moderate': 'Cymedroli',
  'nav.api': 'API',
  'nav.signIn': 'Mewngofnodi',
  'nav.account': 'Eich cyfrif',
  'footer.councils': 'Cynghorau',
  'footer.services': 'Gwasanaethau',
  'footer.about': 'Ynghylch y data',
  'footer.guide': 'Canllaw i’r API',
  'footer.accessibility': 'Hygyrchedd',
  'footer.privacy': 'Preifatrwydd',
  'footer.keys': 'Allweddi API',
  'footer.compare': 'Cymharu',
  'language.switch': 'English',
  'language.note': 'Nid yw’r Gymraeg hon wedi’i gwirio gan siaradwr Cymraeg eto.',
  'page.title': '{title} – Catalog Ailddefnyddio’r Cynghorau',
  'search.label': 'Beth sydd ei angen arnoch?',
  'search.hint': 'Er enghraifft “bin day app”, “housing repairs”, cyngor neu gynnyrch',
  'search.button': 'Chwilio',
  'search.suggestions': {
    zero: '{count} awgrym',
    one: '{count} awgrym',
    two: '{count} awgrym',
    other: '{count} awgrym',
  },
  'home.heading': 'Dewch o hyd i’r hyn y mae cynghorau eraill wedi’i adeiladu eisoes',
  'home.lead':
    'Mae cynghorau wedi cael arian i adeiladu offer digidol y gall eraill eu hailddefnyddio. Gwelwch pwy a’u gwnaeth, pwy a dalodd, pa drwydded sydd ganddynt a pha mor dda y cânt eu cynnal.',
  'home.figures': 'Beth sydd yma',
  'home.assets': 'peth i’w ailddefnyddio',
  'home.projects': 'prosiect',
  'home.awards': 'grant',
  'home.organisations': 'sefydliad',
  'home.byService': 'Yn ôl gwasanaeth',
  'home.byCouncil': 'Yn ôl cyngor',
  'home.byFund': 'Yn ôl cronfa',
  'home.newest': 'Diweddaraf yn y catalog',
  'home.all': 'Gweld popeth',
  'results.heading': { other: '{count} canlyniad' },
  'results.headingFor': { other: '{count} canlyniad ar gyfer “{text}”' },
  'results.title': 'Canlyniadau chwilio',
  'results.titleFor': '“{text}”: canlyniadau chwilio',
  'results.filters': 'Hidlwyr',
  'results.apply': 'Defnyddio’r hidlwyr',
  'results.chosen': 'Hidlwyr a ddewiswyd',
  'results.remove': 'Tynnu’r hidlydd {name}: {value}',
  'results.clear': 'Tynnu pob hidlydd',
  'results.sort': 'Trefnu yn ôl',
  'results.sort.relevance': 'Pa mor dda y mae’n cyfateb',
  'results.sort.newest': 'Diweddaraf yn gyntaf',
  'results.sort.name': 'Enw',
  'results.sort.amount': 'Grant mwyaf',
  'results.didYouMean': 'Oeddech chi’n meddwl',
  'results.standIn': 'Daw’r canlyniadau o’r peiriant chwilio wrth gefn ar hyn o bryd; maent yn gyflawn.',
  'results.pages': 'Tudalennau canlyniadau',
  'results.previous': 'Blaenorol',
  'results.next': 'Nesaf',
  'results.page.of': 'Tudalen {page} o {pages}',
  'nothing.heading': 'Ni chanfuwyd dim',
  'nothing.fewer': 'Rhowch gynnig ar lai o eiriau neu eiriau eraill, neu tynnwch hidlydd.',
  'nothing.near': 'Yn agos at yr hyn a deipiwyd gennych',
  'nothing.browse': 'Pori yn ôl gwasanaeth',
  'facet.kind': 'Beth ydyw',
  'facet.assetKind': 'Math o beth',
  'facet.service': 'Gwasanaeth',
  'facet.theme': 'Thema',
  'facet.organisation': 'Cyngor neu gorff arall',
  'facet.region': 'Rhanbarth',
  'facet.fund': 'Cronfa',
  'facet.fundingPhase': 'Cam a ariannwyd',
  'facet.maturity': 'Pa mor bell y mae',
  'facet.licence': 'Trwydded',
  'facet.language': 'Iaith raglennu',
  'facet.upkeep': 'Cynnal a chadw',
  'facet.reuse': 'Ailddefnydd',
  'kind.asset': 'I’w ailddefnyddio',
  'kind.project': 'Prosiect',
  'kind.award': 'Grant',
  'kind.fund': 'Cronfa',
  'assetKind.product': 'Cynnyrch',
  'assetKind.repository': 'Storfa god',
  'assetKind.prototype': 'Prototeip',
  'assetKind.pattern': 'Patrwm',
  'assetKind.research': 'Ymchwil defnyddwyr',
  'assetKind.data-standard': 'Safon data',
  'assetKind.template': 'Templed',
  'assetKind.guidance': 'Canllawiau',
  'assetKind.dataset': 'Set ddata',
  'assetKind.case-study': 'Astudiaeth achos',
  'maturity.idea': 'Syniad',
  'maturity.prototype': 'Prototeip',
  'maturity.piloted': 'Wedi’i dreialu',
  'maturity.live': 'Byw',
  'maturity.dormant': 'Segur',
  'maturity.retired': 'Wedi dod i ben',
  'role.lead': 'Arweinydd',
  'role.partner': 'Partner',
  'role.supplier': 'Cyflenwr',
  'use.evaluating': 'Yn ei werthuso',
  'use.piloting': 'Yn ei dreialu',
  'use.live': 'Mewn defnydd byw',
  'use.stopped': 'Wedi rhoi’r gorau i’w ddefnyddio',
  'outcome.met': 'Ydy',
  'outcome.not-met': 'Nac ydy',
  'outcome.unknown': 'Anhysbys',
  'problem.404': 'Ni chanfuwyd y dudalen',
  'problem.404.text':
    'Nid oes dim yn y cyfeiriad hwn. Efallai iddo gael ei deipio neu ei gopïo’n anghywir, neu fod y cofnod wedi mynd.',
  'problem.401': 'Nid ydych wedi mewngofnodi',
  'problem.401.text': 'Nid yw’r allwedd a anfonwyd yn hysbys, fe’i diddymwyd neu mae wedi dod i ben.',
  'problem.403': 'Nid yw’r dudalen hon i chi',
  'problem.403.text':
    'Nid yw eich cyfrif yn caniatáu hyn, neu daeth y ffurflen o safle arall neu bu ar agor yn rhy hir. Os dylech gael mynediad, gofynnwch i’r rhai sy’n rhedeg y catalog hwn.',
  'problem.410': 'Tynnwyd hwn yn ôl',
  'problem.400': 'Ni ellir dangos hwn',
  'problem.400.text': 'Mae rhywbeth yn y cyfeiriad o’i le:',
  'problem.429': 'Gormod o geisiadau',
  'problem.429.text':
    'Rydych wedi gofyn yn aml iawn mewn amser byr. Arhoswch funud, yna rhowch gynnig arall arni.',
  'problem.500': 'Aeth rhywbeth o’i le',
  'problem.500.text': 'Fe’i cofnodwyd dan y rhif {id}. Rhowch gynnig arall arni yn nes ymlaen.',
  'problem.503': 'Ddim ar gael ar hyn o bryd',
  'problem.503.text': 'Rhowch gynnig arall arni mewn munud.',
};
