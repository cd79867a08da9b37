import type { z } from 'zod';
import * as rows from './register-rows.ts';

/** A column that holds codes of another register: `body` for the `local-authority:CODE` form of the award register. */
export interface CodeColumn {
  column: string;
  of: string;
  separator?: string;
  form?: 'body';
}

/** A table that others publish and renew, kept in their shape so that a newer edition can be dropped in. */
export interface Register {
  /** Below the folder of the registers. */
  file: string;
  row: z.ZodObject;
  /** Columns that tell rows apart between editions. */
  key: readonly string[];
  /** The publisher's table holds some rows more than once. */
  repeats?: boolean;
  codes: readonly CodeColumn[];
  /** Columns of the publisher that we don't carry: descriptive sentences of others. */
  leftOut?: readonly string[];
  /** Columns carried where they hold a product name or a short fact, blank where they hold whole sentences. */
  shortNotes?: readonly string[];
}

/** Notes longer than this are sentences that describe, shorter ones name a product or a fact: the register's longest short note has 59. */
export const shortNoteLength = 80;

const councilCode: CodeColumn = { column: 'local-authority-code', of: 'councils' };
const lgsl: CodeColumn = { column: 'lgsl', of: 'services' };

export const registers: Readonly<Record<string, Register>> = {
  councils: {
    file: 'councils/councils.csv',
    row: rows.CouncilRow,
    key: ['local-authority-code'],
    codes: [
      { column: 'replaced-by', of: 'councils', separator: ',' },
      { column: 'county-la', of: 'councils' },
      { column: 'combined-authority', of: 'councils' },
    ],
  },
  'council-names': {
    file: 'councils/name-variants.csv',
    row: rows.CouncilNameRow,
    key: ['la-name', 'local-authority-code'],
    repeats: true,
    codes: [councilCode],
  },
  'gss-codes': {
    file: 'councils/gss-codes.csv',
    row: rows.GssCodeRow,
    key: ['gss-code', 'local-authority-code'],
    codes: [councilCode],
  },
  'govuk-authorities': {
    file: 'councils/govuk-authorities.csv',
    row: rows.GovUkAuthorityRow,
    key: ['slug'],
    codes: [{ column: 'gss', of: 'gss-codes' }],
  },
  services: {
    file: 'services/services.csv',
    row: rows.ServiceRow,
    key: ['Identifier'],
    codes: [],
    leftOut: ['Description'],
  },
  'former-labels': {
    file: 'services/former-labels.csv',
    row: rows.FormerLabelRow,
    key: ['lgsl', 'former_or_alternative_label'],
    codes: [lgsl],
  },
  'govuk-plain-names': {
    file: 'services/govuk-plain-names.csv',
    row: rows.GovUkServiceRow,
    key: ['LGSL'],
    codes: [{ column: 'LGSL', of: 'services' }],
  },
  'govuk-slugs': {
    file: 'services/govuk-slugs.csv',
    row: rows.GovUkSlugRow,
    key: ['lgsl'],
    codes: [lgsl],
  },
  awards: {
    file: 'awards/awards.csv',
    row: rows.AwardRow,
    key: ['award'],
    codes: [
      { column: 'fund', of: 'funds' },
      { column: 'intervention', of: 'interventions' },
      { column: 'organisation', of: 'councils', form: 'body' },
      { column: 'organisations', of: 'councils', separator: ';', form: 'body' },
    ],
    shortNotes: ['notes'],
  },
  funds: {
    file: 'awards/funds.csv',
    row: rows.FundRow,
    key: ['fund'],
    codes: [{ column: 'project', of: 'programmes' }],
    shortNotes: ['notes'],
  },
  interventions: {
    file: 'awards/interventions.csv',
    row: rows.InterventionRow,
    key: ['intervention'],
    codes: [],
    leftOut: ['description'],
  },
  programmes: {
    file: 'awards/programmes.csv',
    row: rows.ProgrammeRow,
    key: ['project'],
    codes: [],
    leftOut: ['description'],
  },
  'programme-members': {
    file: 'awards/programme-members.csv',
    row: rows.ProgrammeMemberRow,
    key: ['project', 'organisation', 'cohort', 'start-date'],
    codes: [
      { column: 'project', of: 'programmes' },
      { column: 'organisation', of: 'councils', form: 'body' },
    ],
    shortNotes: ['notes'],
  },
  'national-parks': {
    file: 'awards/national-parks.csv',
    row: rows.NationalParkRow,
    key: ['reference'],
    codes: [],
  },
};

/** The column in which other registers' codes are looked up: the first of the key. */
export function codeColumnOf(register: Register): string {
  return register.key[0] ?? '';
}
