import { z } from 'zod';

/** Packages of npm that say what software is built on, and the names they are known by. */
const frameworks: ReadonlyArray<[name: string, shown: string]> = [
  ['@angular/core', 'Angular'],
  ['angular', 'AngularJS'],
  ['astro', 'Astro'],
  ['aws-cdk-lib', 'AWS CDK'],
  ['aws-cdk', 'AWS CDK'],
  ['cypress', 'Cypress'],
  ['@11ty/eleventy', 'Eleventy'],
  ['express', 'Express'],
  ['fastify', 'Fastify'],
  ['gatsby', 'Gatsby'],
  ['notifications-node-client', 'GOV.UK Notify client'],
  ['govuk-frontend', 'govuk-frontend'],
  ['govuk-prototype-kit', 'GOV.UK Prototype Kit'],
  ['@hapi/hapi', 'hapi'],
  ['jquery', 'jQuery'],
  ['lbh-frontend', 'lbh-frontend'],
  ['@nestjs/core', 'NestJS'],
  ['next', 'Next.js'],
  ['nunjucks', 'Nunjucks'],
  ['nuxt', 'Nuxt'],
  ['react', 'React'],
  ['react-native', 'React Native'],
  ['serverless', 'Serverless Framework'],
  ['svelte', 'Svelte'],
  ['vue', 'Vue'],
];

const Dependencies = z.record(z.string(), z.unknown()).optional().catch(undefined);
const PackageManifest = z.object({
  dependencies: Dependencies,
  devDependencies: Dependencies,
  peerDependencies: Dependencies,
});

export function readNodeFrameworks(text: string): string[] {
  const manifest = PackageManifest.safeParse(parsed(text)).data;
  if (manifest === undefined) return [];
  const versions = { ...manifest.peerDependencies, ...manifest.devDependencies, ...manifest.dependencies };
  return frameworks.flatMap(([name, shown]) =>
    Object.hasOwn(versions, name) ? [withVersion(shown, versions[name])] : [],
  );
}

/** Only what looks like a version is shown as one: an address, a path or "workspace:*" is none. */
export function withVersion(shown: string, version: unknown): string {
  const said = typeof version === 'string' ? version.trim() : '';
  return /^[\^~<>=v]*\s*\d[\w.*+|^~<>= ,-]{0,40}$/.test(said) ? `${shown} ${said}` : shown;
}

export function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
