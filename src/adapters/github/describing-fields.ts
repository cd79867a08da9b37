import { z } from 'zod';

const Words = z.string().trim().min(1).max(5000);
const WordList = z.array(Words).max(200);
const Link = z.url({ protocol: /^https?$/ }).max(2000);
/** YAML reads 0.5 as a number. */
const Version = z.union([Words, z.number()]).transform(String);

const LocalDescription = z.object({
  localisedName: Words.optional().catch(undefined),
  genericName: Words.optional().catch(undefined),
  shortDescription: Words.optional().catch(undefined),
  longDescription: Words.optional().catch(undefined),
  documentation: Link.optional().catch(undefined),
  features: WordList.optional().catch(undefined),
});

/**
 * publiccode.yml 0.2 to 0.7, the fields that the catalogue can show; contacts, copyright holders and contractors are left out, since
 * they name people.
 */
export const PubliccodeFields = z.object({
  publiccodeYmlVersion: Version,
  name: Words,
  applicationSuite: Words,
  url: Link,
  landingURL: Link,
  isBasedOn: z.union([WordList, Words]),
  softwareVersion: Version,
  releaseDate: Words,
  platforms: WordList,
  categories: WordList,
  usedBy: WordList,
  roadmap: Link,
  developmentStatus: Words,
  softwareType: Words,
  description: z.record(z.string().max(20), LocalDescription),
  legal: z.object({ license: Words }),
  maintenance: z.object({ type: Words }),
  localisation: z.object({
    localisationReady: z.boolean().optional().catch(undefined),
    availableLanguages: WordList.optional().catch(undefined),
  }),
});

/** CodeMeta 2 and 3, without authors, maintainers and contributors. */
export const CodemetaFields = z.object({
  name: Words,
  description: Words,
  codeRepository: Link,
  license: z.union([Words, WordList]),
  version: Version,
  developmentStatus: Words,
  programmingLanguage: z.union([Words, z.array(z.union([Words, z.object({ name: Words })]))]),
  dateCreated: Words,
  dateModified: Words,
  datePublished: Words,
  keywords: z.union([Words, WordList]),
  applicationCategory: z.union([Words, WordList]),
  url: Link,
});

/** Citation File Format 1.x, without authors and contact. */
export const CitationFields = z.object({
  'cff-version': Version,
  title: Words,
  abstract: Words,
  type: Words,
  version: Version,
  'date-released': Words,
  doi: Words,
  license: z.union([Words, WordList]),
  url: Link,
  'repository-code': Link,
  keywords: WordList,
});
