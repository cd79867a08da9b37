import { toJsonLdText } from '../json-ld.ts';
import type { DescribedAsset } from './sections.ts';

/** The asset in the words of schema.org, as text that can stand inside a script element. */
export function toJsonLd(asset: DescribedAsset, url: string): string {
  const isCode = asset.repository !== undefined || asset.mainRepository !== undefined;
  const repository = asset.repository ?? asset.mainRepository?.repository;
  return toJsonLdText({
    '@type': isCode ? 'SoftwareSourceCode' : 'CreativeWork',
    name: asset.title,
    description: asset.summary,
    url,
    ...(repository && { codeRepository: `https://github.com/${repository}` }),
    ...(asset.licence?.expression && { license: `https://spdx.org/licenses/${asset.licence.expression}` }),
    ...(asset.repositoryFacts?.languages && {
      programmingLanguage: asset.repositoryFacts.languages.map(({ name }) => name),
    }),
    creator: asset.organisations
      .filter(({ role }) => role === 'lead')
      .map(({ title }) => ({ '@type': 'GovernmentOrganization', name: title })),
  });
}
