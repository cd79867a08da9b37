import { z } from 'zod';
import { AssetKind, Audience, Maturity, SoftwareKind } from '../records/asset.ts';
import { givenFields } from './given-fields.ts';
import { givenAddress, givenContact, givenLine, givenText } from './given-text.ts';

/** "standard" is what people call a data standard. */
const GivenKind = z.enum([...AssetKind.options, 'standard']);
const ServiceId = z.union([givenLine(20), z.int().min(1).max(1_000_000)]);
const few = <T extends z.ZodType>(each: T) => z.array(each).max(20, 'has at most 20');

/** What a registration may say besides its address; the words of the contract, not of the record. */
export const registrationFields = {
  title: givenLine(200),
  assetKind: GivenKind.meta({ description: 'What it is; a repository where nothing is said' }),
  summary: givenText(600),
  organisation: givenLine(200).meta({
    description: 'Whose it is: code, id or name of a council or another body',
    examples: ['LDS'],
  }),
  services: few(ServiceId).meta({ description: 'LGSL ids', examples: [['141']] }),
  licence: givenLine(100).meta({ description: 'SPDX id or the words used', examples: ['MIT'] }),
  maturity: Maturity,
  contact: givenContact.meta({ description: 'Mailbox or page of a team; shown to nobody but moderators' }),
};

/** What else the owner may say of it later. */
export const furtherFields = {
  otherNames: few(givenLine(120)),
  description: givenText(8000),
  softwareKind: SoftwareKind,
  homepage: givenAddress,
  demo: givenAddress,
  documentation: givenAddress,
  audience: few(Audience),
  themes: few(givenLine(60)),
  hosting: givenText(2000),
  gettingStarted: givenText(4000),
  councilSpecific: givenText(2000),
  connectsTo: few(givenLine(80)),
  standards: few(givenLine(80)),
};

type Changeable<Shape extends z.ZodRawShape> = {
  [Name in keyof Shape]: z.ZodOptional<z.ZodNullable<Shape[Name]>>;
};

function changeable<Shape extends z.ZodRawShape>(shape: Shape): Changeable<Shape> {
  const fields = Object.entries(shape).map(([name, field]) => [name, z.nullable(field).optional()]);
  return Object.fromEntries(fields);
}

/** Body of a registration. */
export const Registration = givenFields({
  url: givenLine(2000).meta({
    description: 'Address of the repository in any spelling, or of the page of what is no code',
    examples: ['https://github.com/owner/name'],
  }),
  ...z.object({ ...registrationFields, ...furtherFields }).partial().shape,
  draft: z.boolean().optional().meta({ description: 'Keep it as a draft until it is submitted' }),
}).meta({ id: 'Registration' });
export type Registration = z.infer<typeof Registration>;

/** A merge patch (RFC 7396): fields that are not named stay, null removes. */
export const RegistrationChange = givenFields({
  ...changeable({ ...registrationFields, ...furtherFields }),
}).meta({ id: 'RegistrationChange' });
export type RegistrationChange = z.infer<typeof RegistrationChange>;
