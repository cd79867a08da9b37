import type { Wording, Wordings } from '../words/wording.ts';

/** Charts of money. */
export const chartEnglish = {
  'chart.byYear': 'Money by year',
  'chart.byYear.why': 'By the year that a source states for the award.',
  'chart.byPlace': 'Money by region',
  'chart.byPlace.why':
    'By the region of the council that leads. How partners shared an award is not stated, so an award counts whole and once.',
  'chart.byFund': 'Money by fund',
  'chart.byRound': 'Money by round',
  'chart.year': 'Year',
  'chart.place': 'Region',
  'chart.fund': 'Fund',
  'chart.sum': 'Sum of stated amounts',
  'chart.awards': 'Awards',
  'chart.unknown': 'Of them with no stated amount',
  'chart.notKnown': 'Not known',
  'chart.noYear': 'Year not stated',
  'chart.noProgramme': 'No programme stated',
  'chart.own': 'This fund itself',
  'place.several': 'Leads in more than one region',
  'place.none': 'Lead that is in no one region',
  'place.unknown': 'Lead not stated',
} as const satisfies Wordings;

export const chartWelsh: Record<keyof typeof chartEnglish, Wording> = {
  'chart.byYear': 'Arian yn ôl blwyddyn',
  'chart.byYear.why': 'Yn ôl y flwyddyn y mae ffynhonnell yn ei datgan ar gyfer y dyfarniad.',
  'chart.byPlace': 'Arian yn ôl rhanbarth',
  'chart.byPlace.why':
    'Yn ôl rhanbarth y cyngor sy’n arwain. Ni ddatgenir sut y rhannodd partneriaid ddyfarniad, felly mae dyfarniad yn cyfrif yn gyfan ac unwaith.',
  'chart.byFund': 'Arian yn ôl cronfa',
  'chart.byRound': 'Arian yn ôl rownd',
  'chart.year': 'Blwyddyn',
  'chart.place': 'Rhanbarth',
  'chart.fund': 'Cronfa',
  'chart.sum': 'Cyfanswm y symiau a ddatganwyd',
  'chart.awards': 'Dyfarniadau',
  'chart.unknown': 'Ohonynt heb swm a ddatganwyd',
  'chart.notKnown': 'Nid yw’n hysbys',
  'chart.noYear': 'Ni ddatganwyd y flwyddyn',
  'chart.noProgramme': 'Ni ddatganwyd rhaglen',
  'chart.own': 'Y gronfa hon ei hun',
  'place.several': 'Arweinwyr mewn mwy nag un rhanbarth',
  'place.none': 'Arweinydd nad yw mewn un rhanbarth',
  'place.unknown': 'Ni ddatganwyd yr arweinydd',
};
