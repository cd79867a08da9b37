import type { Wording, Wordings } from '../words/wording.ts';

/** The guide to the API, for somebody who connects a council's systems to it. */
export const guideEnglish = {
  'guide.title': 'API guide',
  'guide.lead':
    'Everything the pages show can be fetched by programs as JSON. Reading needs no key and no agreement; this page gets you there in five calls.',
  'guide.calls': 'Five calls',
  'guide.calls.text': 'Paste them into a terminal; they work as they stand.',
  'guide.call.search': 'Search as the page does, with filters and counts',
  'guide.call.asset': 'Everything known of one thing, with who states it',
  'guide.call.list': 'List what a council made, a page at a time',
  'guide.call.lineage': 'From the money to what uses it',
  'guide.call.changes': 'What changed since you last asked',
  'guide.sync': 'Keep a copy: ask every night',
  'guide.sync.text':
    'Ask for changes since 0 once, then keep the number “next” of each answer and send it as “since” the next night. Fetch each record that is named; of one that was withdrawn, remove your copy. Lists take “updatedSince” with a day or time for the same purpose.',
  'guide.paging': 'Pages of a list',
  'guide.paging.text':
    'Lists take “page” from 1 and “pageSize” up to 100, and say the “total”. The Link header names the first, previous, next and last page.',
  'guide.etag': 'Ask only for what is new',
  'guide.etag.text':
    'Every answer carries an ETag. Send it back as If-None-Match: where nothing changed the answer is 304 without a body.',
  'guide.write': 'Send something',
  'guide.write.text':
    'Registering something reusable takes an address and nothing more. Without a key it waits for a moderator; the answer holds an edit token that changes that record alone: keep it.',
  'guide.keys': 'Keys',
  'guide.keys.text':
    'With a contributor’s key what your own council sends is published at once. Ask those who run this service for one, and send it as “Authorization: Bearer <key>”. A key belongs in your server’s settings, never in a page or a repository.',
  'guide.idempotency': 'Repeat safely',
  'guide.idempotency.text':
    'Send an Idempotency-Key of your own with each write. Where the line breaks, repeat it with the same key: it is done once, and you get the first answer again. Changes need If-Match with the ETag that you read, so that nobody’s work is overwritten.',
  'guide.limits': 'How often you may ask',
  'guide.limits.text':
    'An address may read {reads} times and write {writes} times a minute. RateLimit headers say what is left; beyond it the answer is 429 with Retry-After in seconds.',
  'guide.errors': 'What can go wrong',
  'guide.errors.text':
    'Errors are problem details (RFC 9457, application/problem+json): “errors” names each field at fault and, where there are few, what is allowed. Quote the “requestId” when you ask for help.',
  'guide.webhooks': 'Be told instead of asking',
  'guide.webhooks.text':
    'With a contributor’s key you can subscribe an address of yours to changes. Deliveries are signed (Standard Webhooks), arrive at least once, and are repeated for about twenty hours while you are away: tell them apart by “webhook-id”.',
  'guide.more': 'Everything else',
  'guide.more.docs': 'Try every operation in the browser',
  'guide.more.openapi': 'The OpenAPI 3.1 document, for generators and tools',
  'guide.more.data': 'Where the data comes from and what it lacks',
} as const satisfies Wordings;

export const guideWelsh: Record<keyof typeof guideEnglish, Wording> = {
  'guide.title': 'Canllaw i’r API',
  'guide.lead':
    'Gall rhaglenni nôl popeth y mae’r tudalennau’n ei ddangos fel JSON. Nid oes angen allwedd na chytundeb i ddarllen; mae’r dudalen hon yn eich cael yno mewn pum galwad.',
  'guide.calls': 'Pum galwad',
  'guide.calls.text': 'Gludwch hwy i derfynell; maent yn gweithio fel y maent.',
  'guide.call.search': 'Chwilio fel y mae’r dudalen, gyda hidlwyr a chyfrifon',
  'guide.call.asset': 'Popeth sy’n hysbys am un peth, gyda phwy sy’n ei nodi',
  'guide.call.list': 'Rhestru’r hyn a wnaeth cyngor, tudalen ar y tro',
  'guide.call.lineage': 'O’r arian i’r hyn sy’n ei ddefnyddio',
  'guide.call.changes': 'Beth a newidiodd ers i chi ofyn ddiwethaf',
  'guide.sync': 'Cadw copi: gofyn bob nos',
  'guide.sync.text':
    'Gofynnwch am newidiadau ers 0 unwaith, yna cadwch y rhif “next” o bob ateb a’i anfon fel “since” y noson nesaf. Nolwch bob cofnod a enwir; tynnwch eich copi o un a dynnwyd yn ôl. Mae rhestrau’n derbyn “updatedSince” gyda diwrnod neu amser at yr un diben.',
  'guide.paging': 'Tudalennau rhestr',
  'guide.paging.text':
    'Mae rhestrau’n derbyn “page” o 1 a “pageSize” hyd at 100, ac yn dweud y “total”. Mae’r pennyn Link yn enwi’r dudalen gyntaf, flaenorol, nesaf ac olaf.',
  'guide.etag': 'Gofyn am yr hyn sy’n newydd yn unig',
  'guide.etag.text':
    'Mae pob ateb yn cario ETag. Anfonwch ef yn ôl fel If-None-Match: lle na newidiodd dim, 304 heb gorff yw’r ateb.',
  'guide.write': 'Anfon rhywbeth',
  'guide.write.text':
    'Cyfeiriad a dim mwy sydd ei angen i gofrestru rhywbeth y gellir ei ailddefnyddio. Heb allwedd mae’n aros am gymedrolwr; mae’r ateb yn dal tocyn golygu sy’n newid y cofnod hwnnw’n unig: cadwch ef.',
  'guide.keys': 'Allweddi',
  'guide.keys.text':
    'Gydag allwedd cyfrannwr cyhoeddir ar unwaith yr hyn y mae eich cyngor eich hun yn ei anfon. Gofynnwch am un gan y rhai sy’n rhedeg y gwasanaeth hwn, a’i hanfon fel “Authorization: Bearer <key>”. Mae allwedd yn perthyn i osodiadau eich gweinydd, byth mewn tudalen na storfa.',
  'guide.idempotency': 'Ailadrodd yn ddiogel',
  'guide.idempotency.text':
    'Anfonwch Idempotency-Key eich hun gyda phob ysgrifen. Lle mae’r llinell yn torri, ailadroddwch â’r un allwedd: fe’i gwneir unwaith, a chewch yr ateb cyntaf eto. Mae angen If-Match gyda’r ETag a ddarllenoch ar newidiadau, fel na throsysgrifir gwaith neb.',
  'guide.limits': 'Pa mor aml y cewch ofyn',
  'guide.limits.text':
    'Caiff cyfeiriad ddarllen {reads} gwaith ac ysgrifennu {writes} gwaith y funud. Mae penawdau RateLimit yn dweud beth sy’n weddill; y tu hwnt i hynny 429 yw’r ateb, gyda Retry-After mewn eiliadau.',
  'guide.errors': 'Beth all fynd o’i le',
  'guide.errors.text':
    'Manylion problem yw gwallau (RFC 9457, application/problem+json): mae “errors” yn enwi pob maes sydd ar fai a, lle mae ychydig, beth a ganiateir. Dyfynnwch y “requestId” pan ofynnwch am gymorth.',
  'guide.webhooks': 'Cael gwybod yn lle gofyn',
  'guide.webhooks.text':
    'Gydag allwedd cyfrannwr gallwch danysgrifio cyfeiriad o’ch eiddo i newidiadau. Llofnodir danfoniadau (Standard Webhooks), maent yn cyrraedd o leiaf unwaith, ac fe’u hailadroddir am ryw ugain awr tra byddwch i ffwrdd: gwahaniaethwch rhyngddynt yn ôl “webhook-id”.',
  'guide.more': 'Popeth arall',
  'guide.more.docs': 'Rhoi cynnig ar bob gweithrediad yn y porwr',
  'guide.more.openapi': 'Y ddogfen OpenAPI 3.1, ar gyfer cynhyrchwyr ac offer',
  'guide.more.data': 'O ble y daw’r data a beth sydd ar goll',
};
