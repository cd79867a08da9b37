import type { CouncilDirectory } from '../councils/council-directory.ts';
import type { Organisation, OrganisationType } from '../records/organisation.ts';
import type { QueryToken, Span } from './query-tokens.ts';
import { overlaps } from './slot-draft.ts';
import { spansOf, toTokenText } from './token-text.ts';

/** Councils that are named together by where or what they are. */
export interface NamedArea {
  span: Span;
  /** As it is told to the person. */
  told: string;
  organisations: readonly string[];
}

export type AreaReader = (tokens: readonly QueryToken[]) => NamedArea[];

/** Regions as the register writes them, each as people write it. */
const regions: readonly (readonly [region: string, written: RegExp])[] = [
  ['London', /^(?:greater )?london$/],
  ['North East', /^north ?east(?: england)?$/],
  ['North West', /^north ?west(?: england)?$/],
  ['South East', /^south ?east(?: england)?$/],
  ['South West', /^south ?west(?: england)?$/],
  ['East Midlands', /^east midlands$/],
  ['West Midlands', /^west midlands$/],
  ['East of England', /^east of england$|^east anglia$/],
  ['Yorkshire and The Humber', /^yorkshire(?: and(?: the)? humber)?$/],
  ['Scotland', /^scot(?:land|tish)$/],
  ['Wales', /^wales$|^welsh$/],
  ['Northern Ireland', /^northern (?:ireland|irish)$/],
];
const place =
  '(?:greater )?london|(?:north|south) ?(?:east|west)(?: england)?|(?:east|west) midlands|east of england|east anglia|yorkshire(?: and(?: the)? humber)?|scotland|scottish|wales|welsh|northern (?:ireland|irish)';
const types: readonly (readonly [written: RegExp, types: readonly OrganisationType[], told: string])[] = [
  [/^count(?:y|ies)/, ['county'], 'county councils'],
  [/^district/, ['district'], 'district councils'],
  [/^unitar/, ['unitary', 'scottish-unitary', 'welsh-unitary'], 'unitary councils'],
  [/^metropolitan/, ['metropolitan-district'], 'metropolitan councils'],
  [/^combined/, ['combined-authority'], 'combined authorities'],
];
/** These say by themselves which councils are meant; the others only with a place. */
const sorts =
  'county councils|district councils|unitary (?:councils|authorities)|unitaries|metropolitan (?:boroughs|districts|councils|authorities)|combined authorities';
const sets = `${sorts}|(?:local )?(?:councils|authorities)|boroughs|borough councils|districts|counties`;
/** Words that councils are named together by. */
export const areaWords: ReadonlySet<string> = new Set(
  'councils boroughs districts counties unitaries unitary authorities metropolitan combined midlands scottish welsh irish'.split(
    ' ',
  ),
);
const expressions = [
  new RegExp(` (?<place>${place}) (?<set>${sets}) `, 'g'),
  new RegExp(` (?<set>${sets}) (?:in|across|from|of|around) (?:the )?(?<place>${place}) `, 'g'),
  new RegExp(` (?:in|across) (?:the )?(?<place>${place}) `, 'g'),
  new RegExp(` (?<set>${sorts}) `, 'g'),
];

const withArticle = (region: string) =>
  /^(?:North|South|East|West) /.test(region) ? `the ${region}` : region;

/** "Councils in the North West", "county councils", "London boroughs": by the register's regions and types, those that have ended too. */
export function buildAreaReader({ organisations }: Pick<CouncilDirectory, 'organisations'>): AreaReader {
  const councils = organisations.filter(({ isCouncil, type }) => isCouncil || type === 'combined-authority');
  const known = new Map<string, Omit<NamedArea, 'span'>>();

  function findArea(placed: string | undefined, set: string | undefined): Omit<NamedArea, 'span'> {
    const region = regions.find(([, written]) => placed !== undefined && written.test(placed))?.[0];
    const [, meant, told = 'councils'] =
      types.find(([written]) => set !== undefined && written.test(set)) ?? [];
    const key = `${region} ${told}`;
    const isMeant = (one: Organisation) =>
      (region === undefined || one.region === region) && (meant === undefined || meant.includes(one.type));
    const area = known.get(key) ?? {
      told: region === undefined ? told : `${told} in ${withArticle(region)}`,
      organisations: councils.filter(isMeant).map(({ id }) => id),
    };
    known.set(key, area);
    return area;
  }

  return (tokens) => {
    const tokenText = toTokenText(tokens);
    const found: NamedArea[] = [];
    for (const { span, match } of expressions.flatMap((expression) => spansOf(tokenText, expression))) {
      const area = findArea(match.groups?.place, match.groups?.set);
      // The fullest reading comes first.
      const isFree = !found.some((one) => overlaps(one.span, span));
      if (isFree && area.organisations.length > 0) found.push({ span, ...area });
    }
    return found;
  };
}
