import { z } from 'zod';
import { Audience, Maturity, SoftwareKind } from '../records/asset.ts';
import { FundingPhase } from '../records/evidence.ts';

/** Kinds of record that people may correct. */
export const CorrectableKind = z.enum(['asset', 'project', 'award', 'fund']);
export type CorrectableKind = z.infer<typeof CorrectableKind>;

/**
 * How a field's value is given. `line`, `text` and `lines` are words; `organisation` an id, code or name; `amount` stands on claims alone;
 * the plural of a form is a list.
 */
export type FieldForm =
  | 'line'
  | 'text'
  | 'lines'
  | 'address'
  | 'date'
  | 'amount'
  | 'choice'
  | 'choices'
  | 'licence'
  | 'organisation'
  | 'organisations'
  | 'parties'
  | 'party'
  | 'services'
  | 'themes'
  | 'platforms'
  | 'standards';

export interface CorrectableField {
  form: FieldForm;
  /** The record cannot do without it. */
  required?: boolean;
  /** For choices: what is allowed. */
  choices?: readonly string[];
}

const required = (form: FieldForm): CorrectableField => ({ form, required: true });
const field = (form: FieldForm): CorrectableField => ({ form });
const oneOf = (choices: readonly string[]): CorrectableField => ({ form: 'choice', choices });

/** The fields of each kind that people may state; every other organises the record or carries evidence of its own. */
export const correctableFields: Record<CorrectableKind, Readonly<Record<string, CorrectableField>>> = {
  asset: {
    title: required('line'),
    summary: required('line'),
    description: field('text'),
    otherNames: field('lines'),
    softwareKind: oneOf(SoftwareKind.options),
    maturity: oneOf(Maturity.options),
    licence: field('licence'),
    lead: field('party'),
    partners: field('parties'),
    suppliers: field('organisations'),
    services: field('services'),
    themes: field('themes'),
    audience: { form: 'choices', choices: Audience.options },
    connectsTo: field('platforms'),
    standards: field('standards'),
    address: field('address'),
    homepage: field('address'),
    demo: field('address'),
    documentation: field('address'),
    hosting: field('line'),
    gettingStarted: field('text'),
    councilSpecific: field('text'),
  },
  project: {
    title: required('line'),
    otherNames: field('lines'),
    problem: field('text'),
    outcome: field('text'),
    leads: field('parties'),
    partners: field('parties'),
    fundingPhase: oneOf(FundingPhase.options),
    services: field('services'),
    themes: field('themes'),
  },
  award: {
    title: required('line'),
    amountGbp: field('amount'),
    recipient: field('line'),
    leads: field('parties'),
    partners: field('parties'),
    awardedOn: field('date'),
    fundingPhase: oneOf(FundingPhase.options),
    intervention: field('line'),
    address: field('address'),
  },
  fund: {
    title: required('line'),
    totalGbp: field('amount'),
    otherNames: field('lines'),
    summary: field('text'),
    funder: field('organisation'),
    funderName: field('line'),
    round: field('line'),
    startDate: field('date'),
    address: field('address'),
  },
};
