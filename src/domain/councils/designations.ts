import type { Organisation, OrganisationType } from '../records/organisation.ts';

/** What a name says the body is: "Borough Council", "CC", "London Borough of". `council` alone says nothing more. */
export type Designation =
  | 'council'
  | 'county'
  | 'city'
  | 'borough'
  | 'district'
  | 'metropolitan'
  | 'county-borough'
  | 'london-borough'
  | 'royal-borough'
  | 'corporation'
  | 'unitary'
  | 'combined';

export interface DesignationPhrase {
  means: readonly Designation[];
  plural: boolean;
}

function phrases(rows: Record<string, string>, plural: boolean): [string, DesignationPhrase][] {
  return Object.entries(rows).flatMap(([means, forms]) =>
    forms
      .split(',')
      .map((form): [string, DesignationPhrase] => [
        form.trim(),
        { means: means.split(' ') as Designation[], plural },
      ]),
  );
}

/** After the place, words as name-words.ts folds them. "CC" is a city council or a county council. */
export const suffixDesignations: ReadonlyMap<string, DesignationPhrase> = new Map([
  ...phrases(
    {
      council: 'council, authority, local authority, local council',
      county: 'county council, county, county of',
      city: 'city council, city, city of, city and district council, city and district, city and county council, city and county',
      'city county': 'cc',
      borough: 'borough council, borough, bc, borough of',
      district: 'district council, district, dc',
      metropolitan:
        'metropolitan borough council, metropolitan borough, metropolitan council, metropolitan, metropolitan district council, metropolitan district, metropolitan city council, mbc, mdc',
      'county-borough': 'county borough council, county borough',
      'county-borough borough city county': 'cbc',
      'london-borough': 'london borough council, london borough, lb, lbc',
      'royal-borough': 'royal borough council, royal borough, rb',
      corporation: 'corporation, city corporation',
      unitary: 'ua, unitary, unitary authority, unitary council',
      combined:
        'combined authority, ca, mca, cca, mayoral combined authority, combined county authority, mayoral combined county authority, mayoral authority',
    },
    false,
  ),
  ...phrases(
    {
      council: 'councils, local authorities, authorities',
      county: 'county councils, counties',
      city: 'city councils, cities',
      borough: 'borough councils, boroughs',
      district: 'district councils, districts',
      'district borough':
        'district borough councils, borough district councils, district and borough councils, borough and district councils, districts and boroughs, boroughs and districts',
      metropolitan: 'metropolitan borough councils, metropolitan boroughs, metropolitan councils, mbcs',
      'london-borough': 'london boroughs, london borough councils',
      unitary: 'unitary councils, unitaries, unitary authorities',
      combined: 'combined authorities',
    },
    true,
  ),
]);

/** Before the place; a leading "the" is dropped first. */
export const prefixDesignations: ReadonlyMap<string, DesignationPhrase> = new Map([
  ...phrases(
    {
      council: 'council of, council of the, council for, cyngor',
      county: 'county of, county, county council of, cyngor sir',
      city: 'city of, city council of, city and county of, city and district of, cyngor dinas, cyngor dinas a sir, dinas',
      borough: 'borough of, borough council of, cyngor bwrdeistref',
      'county-borough': 'county borough of, cyngor bwrdeistref sirol',
      district: 'district of',
      metropolitan: 'metropolitan borough of, metropolitan district of, city and metropolitan district of',
      'london-borough': 'london borough of, london borough, lb of, lb, lbc of, lbc',
      'royal-borough': 'royal borough of, royal borough, rb of, rb',
      corporation: 'corporation of, corporation of the city of',
    },
    false,
  ),
  ...phrases(
    {
      council: 'councils of',
      city: 'cities of',
      borough: 'boroughs of',
      'london-borough': 'london boroughs of, london boroughs, lbs of',
      'royal-borough': 'royal boroughs of, royal boroughs',
    },
    true,
  ),
]);

/** How a name can be taken apart: every reading of it as place with designations before or after. The whole name comes first. */
export function readingsOf(words: readonly string[]): { place: string; means?: DesignationPhrase }[] {
  const bare = words[0] === 'the' ? words.slice(1) : words;
  const readings: { place: string; means?: DesignationPhrase }[] = [];
  const longestPrefix = Math.min(5, bare.length - 1);
  for (let before = 0; before <= longestPrefix; before += 1) {
    const prefix = before === 0 ? undefined : prefixDesignations.get(bare.slice(0, before).join(' '));
    if (before > 0 && !prefix) continue;
    const longestSuffix = Math.min(4, bare.length - before - 1);
    for (let after = 0; after <= longestSuffix; after += 1) {
      const suffix = after === 0 ? undefined : suffixDesignations.get(bare.slice(-after).join(' '));
      if (after > 0 && !suffix) continue;
      const means = joined(prefix, suffix);
      readings.push({ place: bare.slice(before, bare.length - after).join(' '), ...(means && { means }) });
    }
  }
  return readings;
}

/** "City of Lincoln Council" says city; "council" adds nothing to it. */
function joined(
  prefix: DesignationPhrase | undefined,
  suffix: DesignationPhrase | undefined,
): DesignationPhrase | undefined {
  if (!prefix || !suffix) return prefix ?? suffix;
  const means = [...prefix.means, ...suffix.means];
  const specific = means.filter((designation) => designation !== 'council');
  return { means: specific.length > 0 ? specific : means, plural: prefix.plural || suffix.plural };
}

/** Bodies that people call "X Council" whatever their title says. */
const ofType: Partial<Record<OrganisationType, readonly Designation[]>> = {
  district: ['council', 'district'],
  unitary: ['council', 'unitary'],
  'metropolitan-district': ['council', 'metropolitan'],
  'london-borough': ['council', 'london-borough', 'borough'],
  county: ['council', 'county'],
  'city-corporation': ['council', 'corporation', 'city'],
  'combined-authority': ['combined'],
  'strategic-regional-authority': [],
  'scottish-unitary': ['council', 'unitary'],
  'welsh-unitary': ['council', 'unitary', 'county', 'county-borough'],
  'ni-district': ['council', 'district'],
};

/** Titles change (a borough becomes a city) without a new council: these differences do not rule a body out. A county council is another body. */
const loose: readonly Designation[] = ['city', 'borough', 'district', 'metropolitan', 'unitary'];

export function isPrincipal(organisation: Pick<Organisation, 'type'>): boolean {
  return ofType[organisation.type]?.includes('council') ?? false;
}

/** 3 its title says so, 2 its type or another name does, 1 it may be a former or loose designation, 0 it is something else. */
export function fitOf(
  organisation: Pick<Organisation, 'type'>,
  ownDesignations: { title: ReadonlySet<Designation>; others: ReadonlySet<Designation> },
  means: DesignationPhrase | undefined,
): 0 | 1 | 2 | 3 {
  if (!means || means.means.every((designation) => designation === 'council')) {
    return !means || isPrincipal(organisation) ? 3 : 0;
  }
  if (means.means.some((designation) => ownDesignations.title.has(designation))) return 3;
  const type = ofType[organisation.type] ?? [];
  if (
    means.means.some((designation) => type.includes(designation) || ownDesignations.others.has(designation))
  )
    return 2;
  const mayBeLoose = isPrincipal(organisation) && organisation.type !== 'county';
  return mayBeLoose && means.means.some((designation) => loose.includes(designation)) ? 1 : 0;
}
