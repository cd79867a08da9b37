import { readComposerFrameworks } from './read-composer-frameworks.ts';
import { readDotnetFrameworks } from './read-dotnet-frameworks.ts';
import { readNodeFrameworks } from './read-node-frameworks.ts';
import { readPythonFrameworks } from './read-python-frameworks.ts';
import { readRubyFrameworks } from './read-ruby-frameworks.ts';

export interface ManifestText {
  path: string;
  text: string;
}

/** Java's build files name a framework here or there; a version stands too often in another file. */
function readJavaFrameworks(text: string): string[] {
  return /spring-boot|org\.springframework\.boot/.test(text) ? ['Spring Boot'] : [];
}

function readDrupalExtension(text: string): string[] {
  const wanted = /^core_version_requirement:\s*['"]?([^'"\r\n#]+)/m.exec(text)?.[1]?.trim();
  if (wanted !== undefined && wanted !== '') return [`Drupal ${wanted}`];
  const core = /^core:\s*['"]?(\d+)\.x/m.exec(text)?.[1];
  return core === undefined ? [] : [`Drupal ${core}`];
}

const readers: ReadonlyArray<[RegExp, (text: string) => string[]]> = [
  [/(?:^|\/)package\.json$/, readNodeFrameworks],
  [/(?:^|\/)composer\.json$/, readComposerFrameworks],
  [/(?:^|\/)Gemfile$/, readRubyFrameworks],
  [/(?:^|\/)(?:pyproject\.toml|requirements\.txt|Pipfile|setup\.py)$/, readPythonFrameworks],
  [/proj$/i, readDotnetFrameworks],
  [/(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?)$/, readJavaFrameworks],
  [/\.info\.yml$/, readDrupalExtension],
];

/** Frameworks as the manifests name them ("Rails ~> 7.2", "govuk-frontend ^5.1.0"), each once; a manifest that is broken names none. */
export function readFrameworks(manifests: readonly ManifestText[]): string[] {
  const named = manifests.flatMap(({ path, text }) => {
    const reader = readers.find(([pattern]) => pattern.test(path))?.[1];
    return reader === undefined ? [] : reader(text.replace(/^\uFEFF/, ''));
  });
  return [...new Set(named.map((name) => name.slice(0, 100)))].toSorted((left, right) =>
    left.localeCompare(right, 'en', { sensitivity: 'base' }),
  );
}
