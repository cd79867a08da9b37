import type { DescribedAsset } from './sections.ts';

/** The asset in the words of schema.org, as text that can stand inside a script element. */
export function toJsonLd(asset: DescribedAsset, url: string): string {
  const isCode = asset.repository !== undefined || asset.mainRepository !== undefined;
  const repository = asset.repository ?? asset.mainRepository?.repository;
  const about = {
    '@context': 'https://schema.org',
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
  };
  return JSON.stringify(about).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
