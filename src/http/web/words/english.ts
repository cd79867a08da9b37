import { accessibilityEnglish } from '../about/accessibility-words.ts';
import { dataEnglish } from '../about/data-words.ts';
import { privacyEnglish } from '../about/privacy-words.ts';
import { accountEnglish } from '../account/account-words.ts';
import { assetEnglish } from '../asset/asset-words.ts';
import { chartEnglish } from '../charts/chart-words.ts';
import { compareEnglish } from '../compare/compare-words.ts';
import { differenceEnglish } from '../difference/difference-words.ts';
import { editEnglish } from '../edit/edit-words.ts';
import { fundsEnglish } from '../fund/funds-words.ts';
import { fundingEnglish } from '../funding/funding-words.ts';
import { guideEnglish } from '../guide/guide-words.ts';
import { homeEnglish } from '../home/home-words.ts';
import { keysEnglish } from '../keys/keys-words.ts';
import { lineageEnglish } from '../lineage/lineage-words.ts';
import { mapEnglish } from '../map/map-words.ts';
import { deedEnglish } from '../moderate/deed-words.ts';
import { moderateEnglish } from '../moderate/moderate-words.ts';
import { reasonEnglish } from '../moderate/reason-words.ts';
import { shownFieldEnglish } from '../moderate/shown-field-words.ts';
import { councilEnglish } from '../organisation/organisation-words.ts';
import { councilsEnglish } from '../organisation/organisations-words.ts';
import { registerEnglish } from '../register/register-words.ts';
import { resultsEnglish } from '../results/results-words.ts';
import { serviceEnglish } from '../service/service-words.ts';
import { signInEnglish } from '../sign-in/sign-in-words.ts';
import { sourceEnglish } from '../source/source-words.ts';
import { statedEnglish } from '../stated/stated-words.ts';
import { takePartEnglish } from '../take-part/take-part-words.ts';
import { faultEnglish } from './fault-words.ts';
import { formEnglish } from './form-words.ts';
import { valueEnglish } from './value-words.ts';
import type { Wordings } from './wording.ts';
import { workEnglish } from './work-words.ts';

/** What the pages say; the words of one page alone stand beside it. Record text comes from the records. */
export const english = {
  ...formEnglish,
  ...faultEnglish,
  ...registerEnglish,
  ...editEnglish,
  ...takePartEnglish,
  ...lineageEnglish,
  ...chartEnglish,
  ...fundingEnglish,
  ...fundsEnglish,
  ...workEnglish,
  ...mapEnglish,
  ...councilEnglish,
  ...councilsEnglish,
  ...serviceEnglish,
  ...sourceEnglish,
  ...shownFieldEnglish,
  ...differenceEnglish,
  ...moderateEnglish,
  ...reasonEnglish,
  ...deedEnglish,
  ...keysEnglish,
  ...accountEnglish,
  ...assetEnglish,
  ...signInEnglish,
  ...valueEnglish,
  ...compareEnglish,
  ...homeEnglish,
  ...dataEnglish,
  ...accessibilityEnglish,
  ...privacyEnglish,
  ...guideEnglish,
  ...resultsEnglish,
  ...statedEnglish,
  'site.name': 'Council Reuse Catalogue',
  'site.about': 'What UK councils were funded to build, and how to reuse it',
  'site.skip': 'Skip to main content',
  'site.menu': 'Menu',
  'nav.search': 'Search',
  'nav.register': 'Add something',
  'nav.moderate': 'Moderate',
  'nav.api': 'API',
  'nav.signIn': 'Sign in',
  'nav.account': 'Your account',
  'footer.councils': 'Councils',
  'footer.services': 'Services',
  'footer.about': 'About the data',
  'footer.guide': 'API guide',
  'footer.accessibility': 'Accessibility',
  'footer.privacy': 'Privacy',
  'footer.keys': 'API keys',
  'footer.compare': 'Compare',
  'language.switch': 'Cymraeg',
  'language.note': '',
  'page.title': '{title} – Council Reuse Catalogue',
  'search.label': 'What do you need?',
  'search.hint': 'For example “bin day app”, “housing repairs”, a council or a product',
  'search.button': 'Search',
  'search.suggestions': { one: '{count} suggestion', other: '{count} suggestions' },
  'home.heading': 'Find what other councils have already built',
  'home.lead':
    'Councils have been funded to build digital tools that others can reuse. See who made them, who paid, what licence they have and how well they are kept.',
  'home.figures': 'What is here',
  'home.assets': 'things to reuse',
  'home.projects': 'projects',
  'home.awards': 'awards',
  'home.organisations': 'organisations',
  'home.byService': 'By service',
  'home.byCouncil': 'By council',
  'home.byFund': 'By fund',
  'home.newest': 'Newest in the catalogue',
  'home.all': 'See everything',
  'results.heading': { one: '{count} result', other: '{count} results' },
  'results.headingFor': { one: '{count} result for “{text}”', other: '{count} results for “{text}”' },
  'results.title': 'Search results',
  'results.titleFor': '“{text}”: search results',
  'results.filters': 'Filters',
  'results.apply': 'Apply filters',
  'results.chosen': 'Chosen filters',
  'results.remove': 'Remove the filter {name}: {value}',
  'results.clear': 'Remove all filters',
  'results.sort': 'Sort by',
  'results.sort.relevance': 'How well it matches',
  'results.sort.newest': 'Newest first',
  'results.sort.name': 'Name',
  'results.sort.amount': 'Largest award',
  'results.didYouMean': 'Did you mean',
  'results.standIn': 'Results come from the stand-in search engine at the moment; they are complete.',
  'results.pages': 'Pages of results',
  'results.previous': 'Previous',
  'results.next': 'Next',
  'results.page.of': 'Page {page} of {pages}',
  'nothing.heading': 'Nothing was found',
  'nothing.fewer': 'Try fewer or other words, or remove a filter.',
  'nothing.near': 'Near what you typed',
  'nothing.browse': 'Browse by service',
  'facet.kind': 'What it is',
  'facet.assetKind': 'Kind of thing',
  'facet.service': 'Service',
  'facet.theme': 'Theme',
  'facet.organisation': 'Council or other body',
  'facet.region': 'Region',
  'facet.fund': 'Fund',
  'facet.fundingPhase': 'Funded phase',
  'facet.maturity': 'How far it is',
  'facet.licence': 'Licence',
  'facet.language': 'Programming language',
  'facet.upkeep': 'Upkeep',
  'facet.reuse': 'Reuse',
  'kind.asset': 'Reusable',
  'kind.project': 'Project',
  'kind.award': 'Award',
  'kind.fund': 'Fund',
  'assetKind.product': 'Product',
  'assetKind.repository': 'Code repository',
  'assetKind.prototype': 'Prototype',
  'assetKind.pattern': 'Pattern',
  'assetKind.research': 'User research',
  'assetKind.data-standard': 'Data standard',
  'assetKind.template': 'Template',
  'assetKind.guidance': 'Guidance',
  'assetKind.dataset': 'Dataset',
  'assetKind.case-study': 'Case study',
  'maturity.idea': 'Idea',
  'maturity.prototype': 'Prototype',
  'maturity.piloted': 'Piloted',
  'maturity.live': 'Live',
  'maturity.dormant': 'Dormant',
  'maturity.retired': 'Retired',
  'role.lead': 'Lead',
  'role.partner': 'Partner',
  'role.supplier': 'Supplier',
  'use.evaluating': 'Evaluating it',
  'use.piloting': 'Piloting it',
  'use.live': 'In live use',
  'use.stopped': 'Stopped using it',
  'outcome.met': 'Yes',
  'outcome.not-met': 'No',
  'outcome.unknown': 'Not known',
  'problem.404': 'Page not found',
  'problem.404.text':
    'There is nothing at this address. It may have been typed or copied wrongly, or the record may have gone.',
  'problem.401': 'You are not signed in',
  'problem.401.text': 'The key that was sent is not known, was revoked or has expired.',
  'problem.403': 'This page is not for you',
  'problem.403.text':
    'Your account does not allow this, or the form came from another site or was open for too long. If you should have access, ask the people who run this catalogue.',
  'problem.410': 'This was withdrawn',
  'problem.400': 'This cannot be shown',
  'problem.400.text': 'Something in the address is not right:',
  'problem.429': 'Too many requests',
  'problem.429.text': 'You have asked very often in a short time. Wait a minute, then try again.',
  'problem.500': 'Something went wrong',
  'problem.500.text': 'It was recorded under the number {id}. Try again later.',
  'problem.503': 'Not available just now',
  'problem.503.text': 'Try again in a minute.',
} as const satisfies Wordings;

export type WordKey = keyof typeof english;
