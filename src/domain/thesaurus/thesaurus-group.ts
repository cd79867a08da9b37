import { z } from 'zod';

const Term = z.string().trim().min(2).max(80);

/** How near `finds` and `services` are to `terms`, and what a match through them is worth beside the typed word's 1. */
export const levelWeights = { same: 0.9, close: 0.6, related: 0.3 } as const;

/** Words of one meaning, with what else whoever types one of them is looking for. A file of `seeds/thesaurus/` is a list of these. */
export const ThesaurusGroup = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by "-"'),
  /** Mean the same: each finds the others, unless `alike` is false. */
  terms: z.array(Term).min(1),
  /** False: the terms are different things (products of one sort) that lead to the same `finds`, not to one another. */
  alike: z.boolean().default(true),
  /** False: the words of a term alone mean something else ("library books": code libraries, bookings) and are not looked for. */
  apart: z.boolean().default(true),
  /** Found by whoever types one of `terms`, not the other way round. */
  finds: z.array(Term).default([]),
  /** LGSL numbers as text: what is tied to one of these services counts as found. */
  services: z.array(z.string().regex(/^[1-9]\d*$/, 'an LGSL number as text')).default([]),
  level: z.enum(['same', 'close', 'related']).default('close'),
  /** The group is left alone when the query holds one of these. */
  unless: z.array(Term).default([]),
  /** Of a product: whole systems that do its work, by name. Found before all else by whoever wants to be rid of the product. */
  replacedBy: z.array(Term).default([]),
  kind: z.enum(['words', 'acronym', 'product', 'technology']).default('words'),
});
export type ThesaurusGroup = z.infer<typeof ThesaurusGroup>;

export interface Lead {
  phrase: string;
  weight: number;
}

/** What typing one of the group's terms leads to, that term itself among them where the terms are alike. */
export function leadsOf(group: ThesaurusGroup): Lead[] {
  const alike = group.alike ? group.terms : [];
  return [
    ...alike.map((phrase) => ({ phrase, weight: levelWeights.same })),
    ...group.finds.map((phrase) => ({ phrase, weight: levelWeights[group.level] })),
  ];
}

/** Every term, and what it leads to, as they are written: what queries are looked for by besides their own words. */
export function wordingsOf(groups: readonly ThesaurusGroup[]): string[] {
  return [...new Set(groups.flatMap(({ terms, finds, replacedBy }) => [...terms, ...finds, ...replacedBy]))];
}
