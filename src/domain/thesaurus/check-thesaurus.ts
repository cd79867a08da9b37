import type { Fault } from '../errors.ts';
import { foldWords, functionWords } from '../query/query.ts';
import { growTermTree, termKeys } from './term-tree.ts';
import { leadsOf, levelWeights, type ThesaurusGroup } from './thesaurus-group.ts';
import { wordKey } from './word-key.ts';

function keyOf(phrase: string): string {
  return termKeys(foldWords(phrase)).join(' ');
}

function fault(group: ThesaurusGroup, field: keyof ThesaurusGroup, message: string): Fault {
  return { field: `${group.id}.${field}`, message };
}

/** Two groups may share a term only where each says in which sense it is meant, or that it is no more than a hint. */
function mayShareTerms(group: ThesaurusGroup): boolean {
  return group.unless.length > 0 || group.level === 'related';
}

function emptyPhrases(group: ThesaurusGroup): Fault[] {
  return (['terms', 'finds', 'unless'] as const).flatMap((field) =>
    group[field].flatMap((phrase) => {
      const words = foldWords(phrase);
      const isGuard = field === 'unless' && words.length > 1;
      if (words.every((word) => functionWords.has(word)) && !isGuard) {
        return [fault(group, field, `"${phrase}" holds no word that says something`)];
      }
      // "C#" and "R" fold to one letter and are asked for all the same.
      const isLetter = words.length === 1 && words[0]?.length === 1;
      return isLetter && group.kind !== 'technology'
        ? [fault(group, field, `"${phrase}" is one letter`)]
        : [];
    }),
  );
}

function repeatedPhrases(group: ThesaurusGroup): Fault[] {
  const faults: Fault[] = [];
  const terms = new Map<string, string>();
  const finds = new Map<string, string>();
  for (const [field, seen] of [
    ['terms', terms],
    ['finds', finds],
  ] as const) {
    for (const phrase of group[field]) {
      const key = keyOf(phrase);
      const earlier = seen.get(key) ?? (group.alike ? terms.get(key) : undefined);
      if (earlier !== undefined) {
        faults.push(fault(group, field, `"${phrase}" folds to the same as "${earlier}"`));
      }
      seen.set(key, phrase);
    }
  }
  return faults;
}

function deadTerms(group: ThesaurusGroup): Fault[] {
  const guards = growTermTree<string>();
  for (const phrase of group.unless) guards.add(foldWords(phrase), phrase);
  return group.terms.flatMap((term) => {
    const keys = foldWords(term).map(wordKey);
    const guarding = new Set<string>();
    for (let from = 0; from < keys.length; from++) guards.walk(keys, from, (phrase) => guarding.add(phrase));
    return [...guarding].map((phrase) =>
      fault(group, 'unless', `"${phrase}" is in the term "${term}", which is never found`),
    );
  });
}

function sharedTerms(groups: readonly ThesaurusGroup[]): Fault[] {
  const faults: Fault[] = [];
  const owners = new Map<string, ThesaurusGroup>();
  for (const group of groups) {
    for (const term of group.terms) {
      const owner = owners.get(keyOf(term));
      owners.set(keyOf(term), owner ?? group);
      if (!owner || owner === group || (mayShareTerms(owner) && mayShareTerms(group))) continue;
      const message = `"${term}" is a term of "${owner.id}" too: each needs "unless" or level related`;
      faults.push(fault(group, 'terms', message));
    }
  }
  return faults;
}

interface Statement {
  weight: number;
  group: ThesaurusGroup;
}

/** The same step with two weights; or the way back from what means the same, with any other weight: that one word is the other holds both ways. */
function contradictions(groups: readonly ThesaurusGroup[]): Fault[] {
  const stated = new Map<string, Statement>();
  const faults: Fault[] = [];
  for (const group of groups) {
    const leads = leadsOf(group).map((lead) => ({ ...lead, key: keyOf(lead.phrase) }));
    for (const term of group.terms) {
      const from = keyOf(term);
      for (const { phrase, weight, key } of leads) {
        const step = `${from}|${key}`;
        const there = stated.get(step);
        const back = stated.get(`${key}|${from}`);
        const meansSame = Math.max(weight, back?.weight ?? 0) === levelWeights.same;
        for (const other of [there, meansSame ? back : undefined]) {
          if (!other || other.weight === weight || other.group === group) continue;
          const message = `"${term}" finds "${phrase}" at ${weight}; "${other.group.id}" says ${other.weight}`;
          faults.push(fault(group, 'finds', message));
        }
        if (!there) stated.set(step, { weight, group });
      }
    }
  }
  return faults;
}

function unreachable(group: ThesaurusGroup, known: ReadonlySet<string> | undefined): Fault[] {
  const unknown = (phrase: string) =>
    known ? foldWords(phrase).filter((word) => !functionWords.has(word) && !known.has(wordKey(word))) : [];
  const faults = (['finds', 'replacedBy'] as const).flatMap((field) =>
    group[field].flatMap((phrase) =>
      unknown(phrase).map((word) => fault(group, field, `"${phrase}": no record holds "${word}"`)),
    ),
  );
  if (group.replacedBy.length > 0 && group.kind !== 'product') {
    faults.push(fault(group, 'replacedBy', 'only a product is replaced'));
  }
  const targets = group.alike && group.terms.length > 1 ? [...group.finds, ...group.terms] : group.finds;
  const reaches = targets.some((phrase) => unknown(phrase).length === 0);
  if (!reaches && group.services.length === 0) faults.push(fault(group, 'terms', 'lead to nothing'));
  return faults;
}

/**
 * What is wrong with groups that are valid one by one: `field` is the group's id and the field. `vocabulary` holds the folded words of
 * all records: with it, `finds` must be able to find something. `serviceIds` are the services that exist.
 */
export function checkThesaurus(
  groups: readonly ThesaurusGroup[],
  vocabulary?: ReadonlySet<string>,
  serviceIds?: ReadonlySet<string>,
): Fault[] {
  const known = vocabulary && new Set([...vocabulary].map(wordKey));
  const ids = new Set<string>();
  const faults: Fault[] = [];
  for (const group of groups) {
    if (ids.has(group.id)) faults.push(fault(group, 'id', 'is the id of another group too'));
    ids.add(group.id);
    faults.push(...emptyPhrases(group), ...repeatedPhrases(group), ...deadTerms(group));
    faults.push(...unreachable(group, known));
    for (const id of serviceIds ? group.services.filter((service) => !serviceIds.has(service)) : []) {
      faults.push(fault(group, 'services', `no service has the number "${id}"`));
    }
  }
  return [...faults, ...sharedTerms(groups), ...contradictions(groups)];
}
