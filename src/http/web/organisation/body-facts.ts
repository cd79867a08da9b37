import type { Organisation } from '../../../domain/records/organisation.ts';
import type { Directory } from '../../../use-cases/open-directory.ts';
import { type OrganisationReference, toOrganisationReference } from '../../../use-cases/references.ts';
import type { Translator } from '../words/translate.ts';

export interface Fact {
  label: string;
  text?: string;
  href?: string;
  body?: OrganisationReference;
  /** The text is words of the page, not of a record. */
  isOurs?: boolean;
}

/** What the registers say of a body, a line each; nothing is said of what they do not say. */
export function bodyFacts(body: Organisation, directory: Directory, words: Translator): Fact[] {
  const { t, name, number, day } = words;
  const text = (key: string, value: string | undefined, isOurs = false): Fact[] =>
    value ? [{ label: t(`council.${key}`), text: value, isOurs }] : [];
  const within = (key: string, id: string | undefined): Fact[] =>
    id ? [{ label: t(`council.${key}`), body: toOrganisationReference(directory, id) }] : [];
  return [
    ...text('type', name('organisationType', body.type), true),
    ...text('nation', body.nation && name('nation', body.nation), true),
    ...text('region', body.region === body.nation ? undefined : body.region),
    ...within('county', body.county),
    ...within('combinedAuthority', body.combinedAuthority),
    ...text('began', body.startDate && day(body.startDate), true),
    ...text('ended', body.endDate && day(body.endDate), true),
    ...text('population', body.population === undefined ? undefined : number(body.population), true),
    ...text('code', body.isCouncil ? body.code : undefined),
    ...text('gss', body.gssCode),
    ...text('formerGss', body.formerGssCodes.join(', ')),
    ...text('otherCodes', body.otherCodes.join(', ')),
    ...text('otherNames', body.otherNames.filter((one) => one !== one.toLowerCase()).join('; ')),
    ...(body.homepage ? [{ label: t('council.homepage'), text: body.homepage, href: body.homepage }] : []),
    ...body.accounts.map((account) => ({
      label: t('council.account'),
      text: `github.com/${account}`,
      href: `https://github.com/${account}`,
    })),
    ...text('note', body.note),
  ];
}
