import { askingWords, capitalNames } from './asking-words.ts';
import type { QueryToken, Span } from './query-tokens.ts';
import { spansOf, toTokenText } from './token-text.ts';
import type { Purpose, Relation } from './understood-query.ts';

export interface ReadQuestion {
  purpose: Purpose;
  relation?: Relation;
  /** Stretches that only ask. */
  asking: Span[];
  /** Single words that only ask, unless they belong to a term of several words. */
  weak: ReadonlySet<number>;
  /** Words that the purpose or relation was read from, and that say nothing else. */
  telling: Span[];
}

/** Several words that only ask when they stand together. */
const openings = [
  / (?:is|are|was) there (?:any|an?|some|anything|something|some ?one|any ?one)?(?: (?:thing|one|way))?(?: (?:that|which|out there|to))? /g,
  / (?:has|have|had|did|does|do|could|can|would|will) (?:any|some|another|other|many|most) ?(?:one|body|other)?(?: (?:councils?|authorit(?:y|ies)|boroughs?|teams?|people))? /g,
  / (?:any|some|an)other(?: local)? (?:councils?|authorit(?:y|ies)|boroughs?) /g,
  / (?:what|how|which|who|where|when|why)(?: (?:else|much|many|often|best))? (?:is|are|was|were|do|does|did|can|could|would|should|will|have|has|had|might)(?: (?:i|we|you|they|people|any ?one))? /g,
  / (?:i|we|you|they)(?: (?:am|are|re|ve|would|d|ll))? (?:need|want|like|have|must|should|could|can|are looking)(?: to)? /g,
  / (?:looking|look|search|searching|ask|asking) (?:for|at|into) /g,
  / (?:trying|need|want|wanting|like|able|how|ways?) to(?: (?:find|see|get|have|use|know))? /g,
  / (?:tell|show|give|get|help|find|point|let) (?:me|us)(?: (?:to|about|with|know))? /g,
  / (?:something|anything|stuff|things?) (?:for|to|that|which|like|about|similar to) /g,
  / (?:an?|any|the|some) (?:tool|tools|software|system|systems|app|apps|solution|product|package|code|thing|way|ways) (?:to|for|that|which|so) /g,
  / (?:tool|tools|software|app|apps|solution|product|code) (?:to|that|which) /g,
  / (?:get|getting) (?:hold|rid) of /g,
  / (?:led|run|made|built|owned|developed|written|published|created|done) by /g,
  / (?:which|what)(?: other)? (?:councils?|authorit(?:y|ies)|boroughs?)(?: (?:have|has))? (?:shared?|built|made|written|published|developed|created|done|open sourced) /g,
  / (?:mov(?:e|ing)|switch(?:ing)?|migrat(?:e|ing)|go(?:ing)?) (?:over )?(?:to|onto) /g,
  / (?:do|does|did) (?:we|i|you|they|people|other people)(?: (?:do|know|have|get|go))?(?: (?:about|with|for))? /g,
  / (?:are|is|was|were) (?:other|most|many) (?:people|councils|authorities|boroughs) (?:doing|using|having)?(?: (?:about|for|with))? /g,
  / (?:it|is it|be|would be) (?:worth|possible|worth it) (?:it )?/g,
];

const councilsWord =
  '(?:councils?|authorit(?:y|ies)|boroughs?|districts?|areas|counties|places|teams|people)';
const usingVerb =
  '(?:us(?:e|es|ing|ed)|adopt(?:s|ed|ing)?|trying|tried|trialling|piloting|took up|taken up|take up|run|runs|running|ha(?:ve|s)(?! (?:shared|built|made|written|published|been|had|developed|created|done|received|got|won|they|we|you))|on|live on|signed up(?: to| for)?|with|implement(?:s|ed|ing)|deployed|rolled out|sending|send|publish(?:es|ing)?|is on|are on)';
const uses = [
  new RegExp(` who(?:se)?(?: else)?(?: (?:is|are|has|have|currently|already|now))* ${usingVerb} `, 'g'),
  new RegExp(
    ` (?:which|what|whose|any|how many|other|list of|all)?(?: (?:other|local|uk|english|welsh|scottish))* ?${councilsWord}(?: (?:that|who|is|are|have|has|already|currently|now))* ${usingVerb} `,
    'g',
  ),
  / (?:re)?used by(?: (?:which|what|other))?(?: councils?)? /g,
  / (?:adopters?|adopted by|adoption|users?|customers|uptake|take up|implementations?) of /g,
  / (?:in use at|live at|live in which) /g,
  / (?:and )?other (?:councils|authorities|boroughs) $/g,
];

const replaces = [
  / (?:an? )?(?:open source )?(?:alternatives?|alternative|replacements?|substitutes?|successor) (?:to|for|of) /g,
  / (?:instead|in place|rid|out) of /g,
  / (?:something |anything )?(?:other|better|cheaper) than /g,
  / rather than (?!buy|pay|build|hav|us)/g,
  / (?:mov(?:e|ing)|migrat(?:e|ing|ion)|get(?:ting)?|switch(?:ing)?|chang(?:e|ing)|com(?:e|ing)) (?:off|away from|over from|from) /g,
  / (?:replac(?:e|es|ed|ing)|ditch(?:ing)?|swap(?:ping)?(?: out)?|retir(?:e|ing)|decommission(?:ing)?) (?:our |the |an? )?/g,
  /^ (?:leaving|dropping) (?:our |the |an? )?/g,
  / what instead /g,
  / (?:instead|as an alternative|as a replacement) $/g,
  / (?:mov(?:e|ing)|switch(?:ing)?|migrat(?:e|ing)|chang(?:e|ing)) (?:over )?(?:to|onto) (?:an? )?(?=open source )/g,
];

/** "Mosaic replacement", "Uniform alternative": after the name of a product; a "replacement bin" is a bin. */
const afterProduct = [
  / (?:alternatives?|replacements?|replacing|competitors?|equivalents?|substitutes?|successors?|exit|migration) /g,
  / (?:(?:contract|licen[cs]e|support) )?(?:(?:is|are|s) )?(?:up for renewal|coming to an end|about to end|too (?:expensive|dear|costly)|costs? too much|expensive|ending|ends|end of life|expir(?:es|ing)|running out|runs out|no longer supported|being (?:retired|switched off)) /g,
];
/** "We want to leave Liquidlogic", "scrap our Lagan": before the name of a product. */
const beforeProduct = [
  / (?:leav(?:e|ing)|left|drop(?:ping)?|exit(?:ing)?|quit(?:ting)?|scrap(?:ping)?|dump(?:ing)?|bin(?:ning)? off|escap(?:e|ing)(?: from)?|sick of|fed up with|unhappy with|free of|away from|like|similar to) (?:our |the |an? )?/g,
];

const worksWith = [
  / (?:that |which )?(?:work|works|working|integrat(?:e|es|ed|ing)|connect(?:s|ed|ing)?|link(?:s|ed|ing)?|talk(?:s|ing)?|plug(?:s|ged)?|interfac(?:e|es|ing)|compatible|sync(?:s|ed|ing)?) (?:with|to|into|from) /g,
  / (?:reads?|imports?|pulls?(?: data)?|fetch(?:es)?|writes?) (?:from|to|into) /g,
  / (?:integrations?|connectors?)(?: (?:with|to|for|into))? /g,
  / interfaces? (?:with|to|for|into) /g,
];

const moneyWords = [
  / (?:what (?:funding|money|grants?)|how much(?: (?:funding|money|grants?))?) (?:did|has|have|was|were|does) /g,
  / what (?:did|has|have) (?=.* (?:get|got|gotten|receiv\w*|win|won|been given|been awarded|secur\w*) $)/g,
  / how much /g,
  / (?:who|which councils?) (?:got|received|won|were awarded|was awarded)(?: (?:money|funding|grants?))? /g,
  / who(?: (?:has|have|had|is|was))? (?:paid|pays?|paying|funded|funds|funding|financed|sponsored|bankrolled)(?: for)? /g,
  / (?:grants?|awards?|money|funding|funds|bids?) (?:to|for|from|of|over|under|above|below|awarded|received|given|won) /g,
  / (?:grants?|awards?|funding|funded|awarded|grant funding|bids|winners|winning bids|recipients?) /g,
  / money $/g,
];
/** Grants that a council gives, and money that is no grant, are a service like others. */
const notFunding =
  / (?:manag\w*|administ\w*|process\w*|apply\w*|applications? for|giv\w*|spend\w*|pay\w*|improvement|facilit\w*|clothing|renovation|home|improvement|student|small business|discretionary) (?:\w+ ){0,2}(?:grants?|money|funds?|funding) | (?:spend|save|owe|pay|mak\w*|rais\w*|crowd) (?:money|funding) | (?:grants?|award|money|funding) (?:management|applications?|scheme|administration|advice|laundering) /;
/** "what did X get", "how much has X had". */
const received = / (?:get|got|receiv\w*|win|won|awarded|given|had|secur\w*) $/g;

/** What a query asks for beside its matter: who uses a thing, money, or what replaces or connects to one. */
export function readQuestion(tokens: readonly QueryToken[], products: readonly Span[] = []): ReadQuestion {
  const tokenText = toTokenText(tokens);
  const find = (expressions: readonly RegExp[]) =>
    expressions.flatMap((expression) => spansOf(tokenText, expression).map(({ span }) => span));
  const using = find(uses);
  const isProductBefore = (span: Span) => products.some(({ to }) => to === span.from);
  const isProductAfter = (span: Span) => products.some(({ from }) => from === span.to);
  const replacing = [
    ...find(replaces),
    ...find(afterProduct).filter(isProductBefore),
    ...find(beforeProduct).filter(isProductAfter),
  ];
  const connecting = find(worksWith);
  const funding = notFunding.test(tokenText.text) ? [] : find(moneyWords);
  const telling = [...using, ...replacing, ...connecting];
  const asking = find(openings);
  const isMoney = using.length === 0 && funding.length > 0;
  if (isMoney) asking.push(...funding, ...find([received]));
  const weak = new Set<number>();
  for (const [at, { word, raw }] of tokens.entries()) {
    const isName = capitalNames.has(word) && raw === raw.toUpperCase() && raw.length > 1;
    if (askingWords.has(word) && !isName) weak.add(at);
  }
  return {
    purpose: isMoney ? 'money' : using.length > 0 ? 'use' : 'need',
    ...(replacing.length > 0
      ? { relation: 'replace' as const }
      : connecting.length > 0
        ? { relation: 'works-with' as const }
        : {}),
    asking,
    weak,
    telling,
  };
}
