import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import t, { type Test } from 'tap';
import { openBatchSize } from '../../../src/adapters/github/batch-size.ts';
import { chooseFiles } from '../../../src/adapters/github/choose-files.ts';
import { decodeText } from '../../../src/adapters/github/decode-text.ts';
import { dropContacts } from '../../../src/adapters/github/drop-contacts.ts';
import { findUpkeepFiles } from '../../../src/adapters/github/find-upkeep-files.ts';
import { guessManifests } from '../../../src/adapters/github/guess-manifests.ts';
import { openGithub } from '../../../src/adapters/github/open-github.ts';
import { readDescribingFile } from '../../../src/adapters/github/read-describing-file.ts';
import { readFrameworks } from '../../../src/adapters/github/read-frameworks.ts';
import { toReadme } from '../../../src/adapters/github/readme-text.ts';
import { verifyWebhook } from '../../../src/adapters/github/verify-webhook.ts';

const tree = (...paths: string[]) =>
  paths.map((path) => ({ path: path.replace(/\/$/, ''), isFolder: path.endsWith('/') }));

async function readme(text: string, file = 'README.md') {
  return (await toReadme({ file, text, isPart: false })).text;
}

t.test('a README becomes the text that a reader sees', async (t) => {
  const markdown = [
    '[![Build](https://ci.example/badge.svg)](https://ci.example) ![Logo](logo.png "Our logo")',
    '',
    'Housing *repairs* online',
    '====',
    '<p align="center"><b>Built</b> for tenants &amp; officers</p>',
    '<!-- hidden words --> <style>p { color: red }</style>',
    '',
    'See the [guide](https://docs.example/guide) or https://bare.example/address, press `Report`.[^1]',
    '',
    '- one',
    '  - two',
    '- [x] three',
    '',
    '| Name | Meaning |',
    '| --- | --- |',
    '| UPRN | place |',
    '',
    '> quoted',
    '',
    '```sh',
    'npm install',
    '```',
    '',
    '[^1]: A footnote.',
  ].join('\r\n');
  t.same((await readme(markdown)).split('\n'), [
    'Housing repairs online',
    'Built for tenants & officers',
    'See the guide or , press Report.',
    'one',
    'two',
    'three',
    'Name Meaning',
    'UPRN place',
    'quoted',
    'A footnote.',
  ]);
  t.equal(
    await readme('Title\n=====\n\n<script>alert(1)</script>Plain *stays*', 'README.rst'),
    'Title\n=====\nPlain *stays*',
  );
  t.equal(await readme('<img src=x onerror=alert(1)> 5 < 6 and <unfinished'), '5 < 6 and <unfinished');
  t.equal(await readme(''), '');
});

t.test('a README of any size or shape is read in bounded time, and cut between characters', async (t) => {
  const emoji = await toReadme({ file: 'README.md', text: `a${'🎉'.repeat(40_000)}`, isPart: false });
  t.equal(emoji.cut, true);
  t.equal(emoji.text.length, 59_999, 'half a character is none');
  t.equal(
    (await toReadme({ file: 'README', text: 'short', isPart: true })).cut,
    true,
    'the host gave a part',
  );
  const startedAt = process.cpuUsage();
  for (const odd of [
    '>'.repeat(100_000),
    '['.repeat(20_000),
    `${' > '.repeat(5000)}words`,
    '<'.repeat(50_000),
  ]) {
    await toReadme({ file: 'README.md', text: odd, isPart: false });
  }
  t.ok(process.cpuUsage(startedAt).user < 60_000_000, 'no shape of text takes minutes');
});

t.test('no address or telephone number of a person leaves a README, and ordinary numbers stay', async (t) => {
  const dropped = [
    'jo.bloggs@acme.gov.uk',
    "o'neil+x@sub.council.gov.uk",
    '020 7946 0000',
    '(01632) 960 001',
    '07700 900123',
    '+44 (0)20 7946 0000',
    '+44 7700 900 123',
    '01632-960-001',
  ];
  for (const contact of dropped) t.equal(dropContacts(`Ask ${contact} today`), 'Ask  today', contact);
  const kept = [
    'version 10.2.31',
    '2026-03-01',
    '1,000,000 residents',
    'UPRN 100012345678',
    '£1.2m',
    '0.1.2',
    'port 08080',
    '@govuk/frontend',
    '12345678',
    'sha 0123456789abcdef',
  ];
  for (const text of kept) t.equal(dropContacts(text), text);
  t.notMatch(
    await readme('Mail [Jo](mailto:jo@acme.gov.uk) or <jo@acme.gov.uk>, ring 07700 900123'),
    /jo@|07700/,
  );
});

t.test('bytes are decoded by what they are', async (t) => {
  const text = 'Café naïve £5 “quoted”';
  t.equal(decodeText(Buffer.from(text)), text);
  t.equal(decodeText(Buffer.from(`\uFEFF${text}`)), text);
  t.equal(decodeText(Buffer.from(`\uFEFF${text}`, 'utf16le')), text);
  t.equal(decodeText(Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()), text);
  t.equal(decodeText(Buffer.from(text, 'utf16le')), text, 'without a mark too');
  t.equal(decodeText(Buffer.from([0x43, 0x61, 0x66, 0xe9, 0x20, 0xa3, 0x35, 0x20, 0x93])), 'Café £5 “');
  t.equal(
    decodeText(Buffer.from(`${text}🎉`).subarray(0, -1)).slice(0, text.length),
    text,
    'a cut character spoils nothing',
  );
  t.equal(decodeText(Buffer.alloc(0)), '');
});

t.test('frameworks are named as the manifests name them', async (t) => {
  const of = (path: string, text: string) => readFrameworks([{ path, text }]);
  t.same(
    of(
      'package.json',
      '\uFEFF{ "dependencies": { "next": "13.1.0", "react": "^18", "vue": "github:vuejs/vue", "left-pad": "1" }, "devDependencies": { "@angular/core": "~17.0.0", "express": "workspace:*" } }',
    ),
    ['Angular ~17.0.0', 'Express', 'Next.js 13.1.0', 'React ^18', 'Vue'],
  );
  t.same(
    of(
      'app/composer.json',
      '{ "require": { "drupal/core-recommended": "^10.3", "laravel/framework": "5.8.*", "php": ">=8" } }',
    ),
    ['drupal/core-recommended ^10.3', 'laravel/framework 5.8.*'],
  );
  t.same(of('localgov.info.yml', "name: LocalGov\ncore_version_requirement: '^10 || ^11' # both\n"), [
    'Drupal ^10 || ^11',
  ]);
  t.same(of('old.info.yml', 'core: 8.x\n'), ['Drupal 8']);
  t.same(
    of(
      'Gemfile',
      '# gem "sinatra"\ngem "rails", "~> 7.2"\ngem(\'devise\')\ngem "govuk-components" # for pages\n',
    ),
    ['Devise', 'GOV.UK components', 'Rails ~> 7.2'],
  );
  t.same(of('requirements.txt', 'Django==4.2.1\nflask\nfastapi[all]>=0.100\ndjango-environ==1\n# pandas\n'), [
    'Django',
    'FastAPI',
    'Flask',
  ]);
  t.same(
    of(
      'pyproject.toml',
      '[project]\ndependencies = ["django>=4.2", "SQLAlchemy"]\n[tool.poetry.dependencies]\nwagtail = "^5"\n',
    ),
    ['Django', 'SQLAlchemy', 'Wagtail'],
  );
  t.same(
    of(
      'src/Api/Api.csproj',
      '<Project><TargetFramework>net8.0</TargetFramework><AWSProjectType>Lambda</AWSProjectType></Project>',
    ),
    ['.NET net8.0', 'AWS Lambda'],
  );
  t.same(
    of(
      'Web.csproj',
      '<TargetFrameworkVersion>v4.5.2</TargetFrameworkVersion><PackageReference Include="UmbracoCms" />',
    ),
    ['.NET v4.5.2', 'Umbraco'],
  );
  t.same(of('pom.xml', '<groupId>org.springframework.boot</groupId>'), ['Spring Boot']);
  for (const broken of ['', '[]', '{ "dependencies": [1] }', 'null', '{"__proto__": 1'])
    t.same(of('package.json', broken), []);
  t.same(
    readFrameworks([
      { path: 'a/package.json', text: '{"dependencies":{"react":"1"}}' },
      { path: 'package.json', text: '{"dependencies":{"react":"1"}}' },
    ]),
    ['React 1'],
  );
});

t.test('files are chosen from the tree, nearest to the root and of the team itself', async (t) => {
  const chosen = chooseFiles(
    tree(
      'README.md',
      '.github/',
      '.github/README.md',
      'docs/README.md',
      'LICENCE.txt',
      'Publiccode.yml',
      'CITATION.cff',
      'package.json',
      'node_modules/x/package.json',
      'vendor/gem/Gemfile',
      'web/package.json',
      'a/b/c/d/e/package.json',
      'tests/fixtures/composer.json',
      'part.info.yml',
      'modules/part.info.yml',
    ),
  );
  t.match(chosen, {
    readme: { path: '.github/README.md' },
    licence: { path: 'LICENCE.txt' },
    publiccode: { path: 'Publiccode.yml' },
    citation: { path: 'CITATION.cff' },
    codemeta: undefined,
  });
  t.same(
    chosen.manifests.map(({ path }) => path),
    ['package.json', 'part.info.yml', 'web/package.json'],
  );
  t.equal(chooseFiles(tree('readme.rst', 'README.md')).readme?.path, 'README.md');
  t.equal(chooseFiles(tree('README.md/')).readme, undefined);
  t.same(chooseFiles([{ path: 'package.json', isFolder: false, size: 5_000_000 }]).manifests, []);
  t.ok(
    chooseFiles(tree(...Array.from({ length: 50 }, (_, at) => `P${at}/P${at}.csproj`))).manifests.length <= 4,
  );

  t.same(
    findUpkeepFiles(
      tree(
        '.github/',
        '.github/workflows/',
        '.travis.yml',
        'docs/CONTRIBUTING.md',
        'contributing.rst',
        'Acme.Api.Tests/',
        'docker-compose.yaml',
        'latest/',
        'contest/',
      ),
    ),
    {
      contributing: 'contributing.rst',
      docker: 'docker-compose.yaml',
      tests: 'Acme.Api.Tests',
      ci: ['.travis.yml', '.github/workflows'],
    },
  );
  t.same(findUpkeepFiles(tree('latest/', 'contest/', 'src/protest.ts', 'security/', 'docs/changes.css')), {});
  t.equal(findUpkeepFiles(tree('src/', 'src/bins.test.ts')).tests, 'src/bins.test.ts');

  const guessed = guessManifests(
    tree('Api/', 'Api.Tests/', 'frontend/', 'src/', 'src/Core/', 'package.json', 'assets/'),
    ['C#', 'TypeScript'],
  );
  t.same(
    guessed.map(({ path }) => path),
    [
      'Api/Api.csproj',
      'src/Core/Core.csproj',
      'Api/package.json',
      'frontend/package.json',
      'src/package.json',
    ],
  );
});

t.test('the size of batches follows what the host bears', async (t) => {
  /** Asks for so many, of a host that bears `bearable` at once and never the repositories of `poison`. */
  function ask(
    size: ReturnType<typeof openBatchSize>,
    count: number,
    bearable: number,
    poison: number[] = [],
  ) {
    const waiting = Array.from({ length: count }, (_, at) => at);
    let calls = 0;
    let failures = 0;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, size.now());
      calls += 1;
      if (batch.length <= bearable && !batch.some((at) => poison.includes(at))) size.worked(batch.length);
      else if (batch.length === 1) size.isolated();
      else {
        failures += 1;
        size.failed(batch.length);
        waiting.unshift(...batch);
      }
    }
    return { calls, failures };
  }
  const open = () => openBatchSize({ start: 20, most: 60 });
  const free = open();
  t.same(ask(free, 1000, 60), { calls: 19, failures: 0 });
  t.equal(free.now(), 60);
  const bounded = open();
  t.ok(ask(bounded, 1000, 40).failures <= 2, 'what failed is not tried again soon');
  t.ok(bounded.now() <= 40);
  ask(bounded, 2000, 60);
  t.ok(bounded.now() > 50, 'but it is in time');
  const poisoned = open();
  t.ok(ask(poisoned, 500, 60, [70, 300]).calls < 45);
  t.equal(poisoned.now(), 60, 'one repository changes no size');
  const worst = open();
  ask(worst, 50, 1);
  t.equal(worst.now(), 1);
  ask(worst, 2000, 60);
  t.ok(worst.now() > 20, `${worst.now()} after a bad time`);
});

t.test('files that describe a project are read field by field', async (t) => {
  const publiccode = `
publiccodeYmlVersion: 0.4
name: Bins for all
url: https://github.com/acme/bins
releaseDate: 2026-01-02
developmentStatus: stable
softwareType: standalone/web
categories: waste
legal: { license: AGPL-3.0-or-later, mainCopyrightOwner: Jo Bloggs }
maintenance: { type: internal, contacts: [{ name: Jo Bloggs, email: jo@acme.gov.uk }] }
description:
  en: { shortDescription: "Tells when bins go, ask jo@acme.gov.uk", features: [reminders], documentation: "javascript:x" }
`;
  t.same(readDescribingFile('publiccode', 'publiccode.yml', publiccode), {
    file: 'publiccode.yml',
    fields: {
      publiccodeYmlVersion: '0.4',
      name: 'Bins for all',
      url: 'https://github.com/acme/bins',
      releaseDate: '2026-01-02',
      developmentStatus: 'stable',
      softwareType: 'standalone/web',
      description: {
        en: {
          shortDescription: 'Tells when bins go, ask ',
          features: ['reminders'],
          documentation: undefined,
        },
      },
      legal: { license: 'AGPL-3.0-or-later' },
      maintenance: { type: 'internal' },
    },
    problem: 'not as the standard has it: categories',
  });
  const problem = (text: string, file = 'publiccode.yml') =>
    readDescribingFile('publiccode', file, text).problem ?? '';
  t.match(problem('name: [unfinished\nurl: x'), /^not valid YAML, line \d/);
  t.match(problem('- a\n- b'), /no fields/);
  t.match(problem('name: Bins'), /publiccodeYmlVersion is missing/);
  t.match(problem('a'.repeat(300_000)), /longer than/);
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...'bcdefgh'.split('').map((key, at) => `${key}: &${key} [${`*${'abcdefgh'[at]},`.repeat(9)}]`),
  ].join('\n');
  t.match(problem(bomb), /not valid YAML/, 'a text that unfolds without end is refused');
  t.match(
    readDescribingFile(
      'codemeta',
      'codemeta.json',
      '{ "name": "Bins", "author": [{ "givenName": "Jo" }], "license": ["MIT"] }',
    ),
    {
      fields: { name: 'Bins', license: ['MIT'], author: undefined },
    },
  );
  t.match(
    readDescribingFile(
      'citation',
      'CITATION.cff',
      'cff-version: 1.2.0\ntitle: Bins\nauthors: [{ family-names: Bloggs }]\n',
    ),
    {
      fields: { 'cff-version': '1.2.0', title: 'Bins', authors: undefined },
      problem: undefined,
    },
  );
});

/** Answers that GitHub gave, recorded by Octokit's authors. */
function recorded(scenario: string): Array<{
  method: string;
  path: string;
  status: number;
  response: unknown;
  headers: Record<string, string>;
}> {
  const file = `@octokit/fixtures/scenarios/api.github.com/${scenario}/normalized-fixture.json`;
  return JSON.parse(readFileSync(createRequire(import.meta.url).resolve(file), 'utf8'));
}

async function replay(t: Test, scenarios: readonly string[]): Promise<string> {
  const answers = scenarios.flatMap(recorded);
  const server = createServer((request, response) => {
    const found = answers.find(
      ({ method, path }) => method === request.method?.toLowerCase() && path === request.url?.split('?')[0],
    );
    const location = found?.headers.location?.replace('https://api.github.com', apiUrl);
    response.writeHead(found?.status ?? 404, {
      'content-type': 'application/json; charset=utf-8',
      ...(location !== undefined && { location }),
    });
    response.end(JSON.stringify(found?.response ?? { message: 'Not Found' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => server.close());
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return apiUrl;
}

t.test('answers that GitHub really gave are understood', async (t) => {
  const apiUrl = await replay(t, ['get-repository', 'rename-repository']);
  const host = openGithub({ apiUrl });
  const requests = ['hello-world', 'rename-repository', 'nowhere'].map((name) => ({
    repository: `octokit-fixture-org/${name}`,
  }));
  const readings = [];
  for await (const batch of host.read(requests)) readings.push(...batch);
  t.match(readings, [
    {
      outcome: 'found',
      hostId: '1000',
      repository: 'octokit-fixture-org/hello-world',
      facets: {
        description: null,
        homepage: null,
        topics: ['fixtures', 'hello', 'hello-world'],
        licence: null,
        defaultBranch: 'master',
        createdAt: '2017-10-10T16:00:00Z',
        stars: 42,
        watchers: 42,
        archived: false,
        fork: { isFork: false },
      },
    },
    { outcome: 'found', repository: 'octokit-fixture-org/rename-repository-newname' },
    { outcome: 'absent' },
  ]);
});

t.test('a delivery of a webhook is believed when it is signed, and names its repository', async (t) => {
  const secret = 'a secret of some length';
  const readNotice = verifyWebhook(secret);
  const sign = (body: string, key = secret) =>
    `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;
  const body = JSON.stringify({ action: 'archived', repository: { id: 42, full_name: 'acme/bins' } });
  const noticed = { repository: 'acme/bins', hostId: '42' };
  for (const event of ['push', 'release', 'repository']) {
    t.same(await readNotice({ event, body, signature: sign(body) }), { event, ...noticed });
  }
  t.equal(await readNotice({ event: 'ping', body, signature: sign(body) }), 'ignored');
  t.equal(await readNotice({ event: 'push', body: '{}', signature: sign('{}') }), 'ignored');
  t.equal(await readNotice({ event: 'push', body: `${body} `, signature: sign(body) }), 'forged');
  t.equal(await readNotice({ event: 'push', body, signature: sign(body, 'another') }), 'forged');
  for (const signature of ['', 'sha256=', 'sha1=00', sign(body).slice(0, -1)]) {
    t.equal(await readNotice({ event: 'push', body, signature }), 'forged', signature);
  }
  await t.rejects(readNotice({ event: 'push', body: '{', signature: sign('{') }), {
    kind: 'invalid',
    message: /JSON/,
  });
});
