import { toSeconds } from './clock.ts';
import type { RepositoryFields } from './repository.ts';
import { type Seeded, seeded } from './seeded.ts';

const dayMs = 24 * 3_600_000;
const subjects = ['bins', 'housing repairs', 'planning', 'council tax', 'parking', 'social care', 'benefits'];
const councils = ['Ashmere', 'Brackwell', 'Coldharbour', 'Dunsmoor', 'Eastleigh Vale', 'Fenwick', 'Gorsley'];
const licences = ['MIT', 'MIT', 'MIT', 'Apache-2.0', 'AGPL-3.0', 'GPL-3.0', 'NOASSERTION', null, null];

type Stack = (random: Seeded) => {
  languages: Record<string, number>;
  files: Record<string, string>;
};

const bytes = (random: Seeded) => 1000 + random.below(500_000);

const stacks: readonly Stack[] = [
  (random) => ({
    languages: { TypeScript: bytes(random), CSS: bytes(random) },
    files: { 'package.json': '{ "dependencies": { "react": "^18.2.0", "next": "13.1.0" } }' },
  }),
  (random) => ({
    languages: { Ruby: bytes(random), HTML: bytes(random), JavaScript: bytes(random) },
    files: { Gemfile: "source 'https://rubygems.org'\ngem 'rails', '~> 7.0'\n" },
  }),
  (random) => ({
    languages: { 'C#': bytes(random) },
    files: {
      'src/Api/Api.csproj':
        '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net6.0</TargetFramework></PropertyGroup></Project>',
    },
  }),
  (random) => ({
    languages: { PHP: bytes(random), Twig: bytes(random) },
    files: { 'composer.json': '{ "require": { "drupal/core": "^10.2" } }' },
  }),
  (random) => ({
    languages: { Python: bytes(random) },
    files: { 'pyproject.toml': '[project]\nname = "service"\ndependencies = ["django>=4.2"]\n' },
  }),
  (random) => ({ languages: { HTML: bytes(random) }, files: { 'index.html': '<!doctype html>\n' } }),
];

const extras: readonly [string, string, number][] = [
  ['CONTRIBUTING.md', '# Contributing\n', 0.3],
  ['CODE_OF_CONDUCT.md', '# Conduct\n', 0.2],
  ['SECURITY.md', '# Security\n', 0.15],
  ['CHANGELOG.md', '# Changes\n', 0.25],
  ['.github/CODEOWNERS', '* @council/developers\n', 0.2],
  ['.github/workflows/test.yml', 'on: push\n', 0.5],
  ['Dockerfile', 'FROM scratch\n', 0.4],
  ['test/all.test.js', 'test();\n', 0.5],
  ['docs/guide.md', '# Guide\n', 0.3],
  ['publiccode.yml', 'publiccodeYmlVersion: "0.4"\nname: Service\ndevelopmentStatus: stable\n', 0.05],
  ['CITATION.cff', 'cff-version: 1.2.0\ntitle: Service\n', 0.02],
  ['codemeta.json', '{ "name": "Service" }', 0.02],
];

/** The same thousand every time: of every stack, some without README or licence, some forks, archived, empty or long unchanged. */
export function aThousandRepositories(until = '2026-03-01T00:00:00Z', count = 1000): RepositoryFields[] {
  const random = seeded(20_260_301);
  const repositories: RepositoryFields[] = [];
  for (let index = 0; index < count; index += 1) {
    const parent = index > 50 && random.chance(0.08) ? random.pick(repositories).repository : undefined;
    repositories.push(aVariedRepository(random, index, Date.parse(until), parent));
  }
  return repositories;
}

function aVariedRepository(
  random: Seeded,
  index: number,
  until: number,
  parent: string | undefined,
): RepositoryFields {
  const subject = random.pick(subjects);
  const council = random.pick(councils);
  const name = `${subject.replaceAll(' ', '-')}-${index}`;
  const isEmpty = random.chance(0.01);
  const stack = random.pick(stacks)(random);
  const pushedAt = until - random.below(1500) * dayMs - dayMs;
  const licence = isEmpty ? null : random.pick(licences);
  const files: Record<string, string> = { ...stack.files };
  for (const [path, content, share] of extras) if (random.chance(share)) files[path] = content;
  if (licence !== null) files[random.pick(['LICENSE', 'LICENSE.md', 'LICENCE'])] = `The text of ${licence}\n`;
  if (random.chance(0.92))
    files[random.pick(['README.md', 'README.md', 'readme.md', 'README.rst'])] = aReadme(
      random,
      subject,
      council,
    );
  const releases = isEmpty || random.chance(0.6) ? 0 : 1 + random.below(12);
  return {
    repository: `${council.toLowerCase().replaceAll(' ', '-')}/${name}`,
    parent,
    description: random.chance(0.1) ? null : `${subject} for ${council} residents`,
    homepage: random.chance(0.3) ? `https://${name}.example.gov.uk` : null,
    topics: random.chance(0.4) ? [subject.replaceAll(' ', '-'), 'local-government'] : [],
    languages: isEmpty ? {} : stack.languages,
    licence,
    defaultBranch: random.pick(['main', 'main', 'master', 'develop']),
    createdAt: toSeconds(pushedAt - (1 + random.below(1000)) * dayMs),
    pushedAt: isEmpty ? null : toSeconds(pushedAt),
    commits: isEmpty ? [] : datesBefore(random, pushedAt, 1 + random.below(120)),
    archived: random.chance(0.12),
    template: random.chance(0.02),
    stars: random.below(60),
    watchers: random.below(15),
    forks: random.below(10),
    openIssues: random.below(40),
    openPullRequests: random.below(12),
    closedIssues: datesBefore(random, pushedAt, random.below(8)),
    closedPullRequests: datesBefore(random, pushedAt, random.below(8)),
    releases: Array.from({ length: releases }, (_, release) => ({
      tag: `v1.${releases - release}.0`,
      publishedAt: toSeconds(pushedAt - release * 20 * dayMs),
    })),
    files: isEmpty ? {} : files,
  };
}

/** Newest first. */
function datesBefore(random: Seeded, newest: number, count: number): string[] {
  let at = newest;
  return Array.from({ length: count }, () => {
    const date = toSeconds(at);
    at -= random.below(6) * dayMs + 3_600_000;
    return date;
  });
}

function aReadme(random: Seeded, subject: string, council: string): string {
  const paragraph = `${council} built this for ${subject}: residents ask once and officers see every answer.\n\n`;
  return `# ${subject}\n\n## Install\n\n\`\`\`sh\nnpm ci\n\`\`\`\n\n${paragraph.repeat(1 + random.below(40))}`;
}
