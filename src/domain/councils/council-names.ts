import type { Organisation } from '../records/organisation.ts';
import { boroughInitials, councilAbbreviations } from './council-abbreviations.ts';
import { type Designation, type DesignationPhrase, fitOf, isPrincipal, readingsOf } from './designations.ts';
import { buildNameTrie } from './name-trie.ts';
import { foldName } from './name-words.ts';

/** How a name led to a body, strongest first. `short-form`: "Newcastle" for Newcastle upon Tyne, "Bath" for Bath and North East Somerset. */
export const nameBases = ['title', 'name', 'place', 'short-form'] as const;
export type NameBasis = (typeof nameBases)[number];

export interface NameMatch {
  organisation: Organisation;
  how: NameBasis;
  /** The title has another designation than the text ("Elmbridge District Council" is a borough). */
  designationDiffers: boolean;
  /** How well the designation fits: see fitOf. */
  fit: number;
}

interface Entry {
  organisation: Organisation;
  how: NameBasis;
}

interface Designations {
  title: Set<Designation>;
  others: Set<Designation>;
}

export interface CouncilNames {
  /** Every body that the words, folded, may name; `extra` is a designation stated elsewhere in the text ("… District Councils"). */
  match(words: readonly string[], extra?: DesignationPhrase): NameMatch[];
  /** Where names end that begin at a word of a text; see NameTrie. */
  endsFrom(words: readonly string[], from: number): number[];
  /** Places as names are compared, with the bodies called so. */
  places: ReadonlyMap<string, readonly Organisation[]>;
}

/** "London" alone is more than the City. */
const isOfCity = (designation: Designation) => designation === 'city' || designation === 'corporation';

const betterFirst = (how: NameBasis) => nameBases.indexOf(how);

/** "Adur and Worthing Borough Council" stands among Worthing's other names, but names two councils that both exist. */
function isJointName(
  key: string,
  own: Organisation,
  placesByName: ReadonlyMap<string, readonly Organisation[]>,
): boolean {
  return readingsOf(key.split(' ')).some(({ place }) =>
    [...place.matchAll(/ and /g)].some((joint) => {
      const holders = [place.slice(0, joint.index), place.slice(joint.index + 5)].map((part) =>
        (placesByName.get(part) ?? []).filter((holder) => !holder.endDate && isPrincipal(holder)),
      );
      return (
        holders.every((found) => found.length > 0) &&
        holders.some((found) => found.some((f) => f.id === own.id))
      );
    }),
  );
}

/** "Newcastle" of "Newcastle under Lyme", "Bath" of "Bath and North East Somerset", "Newry" of "Newry, Mourne and Down": what people say. */
function shortForms(name: string): string[] {
  const listed = name.includes(',') ? foldName(name.slice(0, name.indexOf(','))) : '';
  const place = foldName(name);
  const cut = place.search(/ (on|under|in|with|and) /);
  return [listed, cut > 0 ? place.slice(0, cut) : ''].filter(
    (form) => form.length > 3 && !/^(mid|north|south|east|west|central)$/.test(form),
  );
}

/** The names of every body, ready for matching. Only councils are also found by their place without or with another designation. */
export function buildCouncilNames(organisations: readonly Organisation[]): CouncilNames {
  const exact = new Map<string, Entry[]>();
  const places = new Map<string, Entry[]>();
  const designations = new Map<string, Designations>();

  function put(index: Map<string, Entry[]>, key: string, organisation: Organisation, how: NameBasis): void {
    if (!key) return;
    const entries = index.get(key) ?? [];
    if (!index.has(key)) index.set(key, entries);
    const there = entries.find((entry) => entry.organisation.id === organisation.id);
    if (!there) entries.push({ organisation, how });
    else if (betterFirst(how) < betterFirst(there.how)) there.how = how;
  }

  const placesByName = new Map<string, Organisation[]>();
  for (const organisation of organisations) {
    const key = foldName(organisation.shortName ?? organisation.title);
    placesByName.set(key, [...(placesByName.get(key) ?? []), organisation]);
  }

  for (const organisation of organisations) {
    const own: Designations = { title: new Set(), others: new Set() };
    designations.set(organisation.id, own);
    const shortName = organisation.shortName;
    const shorter = shortForms(shortName ?? organisation.title);
    const named = [organisation.title, ...(shortName ? [shortName] : []), ...organisation.otherNames];
    for (const [position, name] of named.entries()) {
      const key = foldName(name);
      if (position > 1 && isJointName(key, organisation, placesByName)) continue;
      put(exact, key, organisation, position === 0 ? 'title' : 'name');
      for (const reading of readingsOf(key.split(' '))) {
        for (const designation of reading.means?.means ?? []) {
          own[position === 0 ? 'title' : 'others'].add(designation);
        }
        const combined = reading.means?.means.includes('combined') ?? false;
        if (!isPrincipal(organisation) && !combined) continue;
        // "Newcastle City Council" is one Newcastle of several: its short name says which.
        put(places, reading.place, organisation, shorter.includes(reading.place) ? 'short-form' : 'place');
      }
    }
    if (!isPrincipal(organisation)) continue;
    for (const form of shorter) put(places, form, organisation, 'short-form');
    for (const initials of boroughInitials(organisation.title, shortName ?? organisation.title)) {
      put(exact, foldName(initials), organisation, 'name');
    }
  }
  const byId = new Map(organisations.map((organisation) => [organisation.id, organisation]));
  for (const [form, ids] of councilAbbreviations) {
    for (const id of ids) {
      const organisation = byId.get(id);
      if (organisation) put(exact, foldName(form), organisation, ids.length > 1 ? 'short-form' : 'name');
      if (organisation && ids.length === 1) put(places, foldName(form), organisation, 'place');
    }
  }

  const called = new Map<string, Organisation[]>();
  for (const [key, entries] of [...exact, ...places]) {
    const there = called.get(key) ?? [];
    called.set(key, [...new Set([...there, ...entries.map((entry) => entry.organisation)])]);
  }
  const trie = buildNameTrie(called.keys());

  function match(words: readonly string[], extra?: DesignationPhrase): NameMatch[] {
    const found = new Map<string, NameMatch>();
    function offer(entry: Entry, means: DesignationPhrase | undefined, how: NameBasis): void {
      const own = designations.get(entry.organisation.id);
      const fit = own ? fitOf(entry.organisation, own, means) : 0;
      if (fit === 0) return;
      const before = found.get(entry.organisation.id);
      if (before && (betterFirst(before.how) < betterFirst(how) || (before.how === how && before.fit >= fit)))
        return;
      found.set(entry.organisation.id, {
        organisation: entry.organisation,
        how,
        fit,
        designationDiffers: fit === 1,
      });
    }
    if (!trie.isName(words)) return [];
    const whole = words[0] === 'the' ? words.slice(1) : words;
    for (const entry of [...(exact.get(words.join(' ')) ?? []), ...(exact.get(whole.join(' ')) ?? [])]) {
      offer(entry, extra, entry.how);
    }
    for (const reading of readingsOf(words)) {
      const means = reading.means ?? extra;
      for (const entry of places.get(reading.place) ?? []) {
        if (!isPrincipal(entry.organisation) && !means?.means.includes('combined')) continue;
        if (reading.place === 'london' && !means?.means.some(isOfCity)) continue;
        offer(entry, means, entry.how);
      }
    }
    return [...found.values()];
  }

  return { match, endsFrom: trie.endsFrom, places: called };
}
