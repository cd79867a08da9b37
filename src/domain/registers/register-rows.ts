import { z } from 'zod';

const Filled = z.string().regex(/\S/, 'must not be blank');
const Day = z
  .string()
  .refine((text) => text === '' || z.iso.date().safeParse(text).success, 'a date as YYYY-MM-DD, or blank');
const Decimal = z.string().regex(/^(-?\d+(\.\d+)?)?$/, 'a number, or blank');
const ServiceNumber = z.string().regex(/^[1-9]\d{0,5}$/, 'a number of the service list, e.g. 608');
const Address = z
  .string()
  .refine(
    (text) => text === '' || z.url({ protocol: /^https?$/ }).safeParse(text).success,
    'a web address that begins with http:// or https://, or blank',
  );
const CouncilCode = z.string().regex(/^[A-Z][A-Z0-9-]*$/, 'a code of capital letters, e.g. SWK');
const GssCode = z.string().regex(/^([A-Z]\d{8})?$/, 'a GSS code, e.g. E09000028, or blank');
const BodyCode = z
  .string()
  .regex(
    /^(local-authority|company|national-park-authority):[A-Z0-9-]+$/,
    'local-authority:CODE, company:NUMBER or national-park-authority:NUMBER',
  );
const BodyCodes = z
  .string()
  .regex(
    /^((local-authority|company|national-park-authority):[A-Z0-9-]+(;(?!$)|$))*$/,
    'codes such as local-authority:SWK with ";" between them, or blank',
  );

/** Rows of the tables that others publish: the columns we read, named as their publishers name them. Other columns pass unread. */
export const CouncilRow = z.looseObject({
  'local-authority-code': CouncilCode,
  'official-name': Filled,
  'nice-name': Filled,
  'gss-code': GssCode,
  'start-date': Day,
  'end-date': Day,
  'replaced-by': z.string(),
  nation: z.enum(['England', 'Scotland', 'Wales', 'Northern Ireland']),
  region: z.string(),
  'local-authority-type': z.enum(['CC', 'COMB', 'CTY', 'LBO', 'MD', 'NID', 'NMD', 'SCO', 'SRA', 'UA', 'WPA']),
  'county-la': z.string(),
  'combined-authority': z.string(),
  'former-gss-codes': z.string(),
  'current-authority': z.enum(['True', 'False']),
  'gov-uk-slug': z.string(),
  'pop-2020': Decimal,
  lat: Decimal,
  long: Decimal,
  powers: z.enum(['combined', 'lower tier', 'ni district', 'unitary', 'upper tier']),
});
export type CouncilRow = z.infer<typeof CouncilRow>;

export const CouncilNameRow = z.looseObject({ 'la-name': Filled, 'local-authority-code': CouncilCode });

export const GssCodeRow = z.looseObject({ 'gss-code': GssCode, 'local-authority-code': CouncilCode });

export const GovUkAuthorityRow = z.looseObject({
  gss: GssCode,
  slug: Filled,
  homepage_url: Address,
  name: Filled,
});
export type GovUkAuthorityRow = z.infer<typeof GovUkAuthorityRow>;

export const ServiceRow = z.looseObject({
  Identifier: ServiceNumber,
  Label: Filled,
  Status: z.enum(['Live', 'Discontinued']),
});

export const FormerLabelRow = z.looseObject({ lgsl: ServiceNumber, former_or_alternative_label: Filled });

export const GovUkServiceRow = z.looseObject({
  LGSL: ServiceNumber,
  Description: Filled,
  'Providing Tier': z.enum(['county/unitary', 'district/unitary', 'all']),
});

export const GovUkSlugRow = z.looseObject({ lgsl: ServiceNumber, govuk_service_slug: Filled });

export const AwardRow = z.looseObject({
  award: z.string().regex(/^[1-9]\d*$/, 'the number of an award'),
  'start-date': Day,
  fund: Filled,
  intervention: z.string(),
  amount: z.string().regex(/^\d*$/, 'whole pounds, or blank'),
  organisation: BodyCode,
  organisations: BodyCodes,
  'documentation-url': Address,
  notes: z.string(),
});
export type AwardRow = z.infer<typeof AwardRow>;

export const FundRow = z.looseObject({
  fund: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, 'lower-case letters, digits, ".", "_" and "-" only'),
  name: Filled,
  'start-date': Day,
  project: z.string(),
  'documentation-url': Address,
  notes: z.string(),
});
export type FundRow = z.infer<typeof FundRow>;

export const InterventionRow = z.looseObject({ intervention: Filled, name: Filled });

export const ProgrammeRow = z.looseObject({ project: Filled, name: Filled });

export const ProgrammeMemberRow = z.looseObject({
  project: Filled,
  organisation: BodyCode,
  cohort: z.string(),
  'start-date': Day,
  'end-date': Day,
});
export type ProgrammeMemberRow = z.infer<typeof ProgrammeMemberRow>;

export const NationalParkRow = z.looseObject({
  reference: z.string().regex(/^Q\d+$/, 'a reference such as Q72617988'),
  name: Filled,
  'statistical-geography': GssCode,
  website: Address,
});
export type NationalParkRow = z.infer<typeof NationalParkRow>;

/** Rows of the tables we keep beside those of others, edited by hand. */
export const CrosswalkRow = z.looseObject({ code: CouncilCode, 'local-authority-code': CouncilCode });

export const NameCorrectionRow = z.looseObject({
  'la-name': Filled,
  'local-authority-code': CouncilCode,
  'instead-of': z.string(),
  reason: Filled,
});

export const JoinedAwardRow = z.looseObject({
  number: z.string().regex(/^[1-9]\d*$/, 'the number of an award'),
  award: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, 'the id of an award'),
});

export const UnlistedServiceRow = z.looseObject({ lgsl: ServiceNumber, reason: Filled });
