import t from 'tap';
import { readReferenceLists } from '../../src/adapters/catalogue-files/read-reference-lists.ts';
import {
  describeLicence,
  type Licence,
  licenceFamily,
  licencesDisagree,
  openLicenceNormaliser,
} from '../../src/domain/licence.ts';

const { licences, licenceIds } = await readReferenceLists(new URL('../../seeds/', import.meta.url));
const normaliseLicence = openLicenceNormaliser(licences, licenceIds);

t.test('spellings that mean exactly one licence become its SPDX id', async (t) => {
  const spellings: [string, string][] = [
    ['MIT', 'MIT'],
    ['The MIT License (MIT)', 'MIT'],
    [' mit licence ', 'MIT'],
    ['Apache 2.0', 'Apache-2.0'],
    ['Apache License, Version 2.0', 'Apache-2.0'],
    ['GPL.v3', 'GPL-3.0'],
    ['GNU General Public License v2.0', 'GPL-2.0'],
    ['GPLv3+', 'GPL-3.0-or-later'],
    ['GNU AGPLv3', 'AGPL-3.0'],
    ['MPL2', 'MPL-2.0'],
    ['The Unlicense', 'Unlicense'],
    ['CC0', 'CC0-1.0'],
    ['Creative Commons Zero v1.0 Universal', 'CC0-1.0'],
    ['CC BY-SA 4.0', 'CC-BY-SA-4.0'],
    ['https://creativecommons.org/licenses/by/4.0', 'CC-BY-4.0'],
    ['OGL v3', 'OGL-UK-3.0'],
    ['Open Government Licence v3.0', 'OGL-UK-3.0'],
    ['http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/', 'OGL-UK-3.0'],
    ['BSD 3-Clause "New" or "Revised" License', 'BSD-3-Clause'],
    ['bsd-2-clause', 'BSD-2-Clause'],
    ['etalab-2.0', 'etalab-2.0'],
  ];
  for (const [raw, expression] of spellings) {
    t.same(normaliseLicence(raw), { expression, family: licenceFamily(expression), raw }, raw);
  }
});

t.test('words that could mean several licences, or none, stay as they were said', async (t) => {
  for (const raw of [
    'BSD',
    'BSD (variant not stated)',
    'GPL',
    'GPL-2.1',
    'AGPL',
    'Apache',
    'Other',
    'NOASSERTION',
    'NSF',
    'public domain',
    'proprietary',
    'UNLICENSED',
    'Open Government Licence',
    'MIT; Apache-2.0',
    'SEE LICENSE IN LICENSE.md',
    'https://github.com/USEPA/AIM_Toolbox/blob/master/LICENSE.md',
    '',
  ]) {
    t.same(normaliseLicence(raw), { raw }, raw);
  }
});

t.test('expressions keep their meaning and get the spelling of SPDX', async (t) => {
  t.equal(normaliseLicence('(mit or apache-2.0)').expression, '(MIT OR Apache-2.0)');
  t.equal(normaliseLicence('MIT AND CC-BY-4.0').expression, 'MIT AND CC-BY-4.0');
  const withException = normaliseLicence('GPL-2.0-only WITH Classpath-exception-2.0');
  t.equal(withException.expression, 'GPL-2.0-only WITH Classpath-exception-2.0');
  t.equal(withException.family, 'GPL-2.0');
  for (const broken of ['MIT OR', '(MIT', 'MIT)', 'MIT Apache-2.0', 'OR MIT', 'MIT OR nothing-known', '()']) {
    t.equal(normaliseLicence(broken).expression, undefined, broken);
  }
});

t.test('a licence that a person adds to the list is understood', async (t) => {
  const own: Licence = {
    id: 'X-1.0',
    name: 'Licence X',
    family: 'X-1.0',
    use: 'You may.',
    alternatives: ['the x licence'],
  };
  t.equal(openLicenceNormaliser([own])('The X Licence').expression, 'X-1.0');
  t.equal(openLicenceNormaliser([own])('MIT').expression, undefined);
});

t.test('-only, -or-later and the bare version are one family', async (t) => {
  t.equal(licenceFamily('GPL-3.0-only'), 'GPL-3.0');
  t.equal(licenceFamily('GPL-3.0-or-later'), 'GPL-3.0');
  t.equal(licenceFamily('GPL-3.0'), 'GPL-3.0');
  t.equal(licenceFamily('AGPL-3.0-or-later'), 'AGPL-3.0');
  t.equal(licenceFamily('(GPL-2.0-or-later OR MIT)'), '(GPL-2.0 OR MIT)');
  t.notOk(licencesDisagree('GPL-2.0', 'GPL-2.0-or-later'));
  t.ok(licencesDisagree('GPL-2.0', 'GPL-3.0'));
  t.ok(licencesDisagree('MIT', 'ISC'));
  for (const licence of licences) t.equal(licenceFamily(licence.id), licence.family, licence.id);
});

t.test('a licence is described in words', async (t) => {
  t.equal(describeLicence({ status: 'stated', expression: 'MIT', statedIn: 'licence-file' }), 'MIT');
  t.equal(
    describeLicence({
      status: 'stated',
      expression: 'ISC',
      statedIn: 'manifest',
      how: 'package.json (npm’s default)',
    }),
    'ISC, stated in package.json, no licence file',
  );
  t.equal(
    describeLicence({ status: 'stated', raw: 'BSD (variant not stated)', statedIn: 'manifest' }),
    '“BSD (variant not stated)”, stated in the package manifest, no licence file',
  );
  t.equal(
    describeLicence({ status: 'stated', expression: 'MIT', statedIn: 'readme' }),
    'MIT, stated in the README, no licence file',
  );
  t.match(describeLicence({ status: 'none-found' }), /^none found: you may read it; ask the owner/);
  t.match(describeLicence({ status: 'unknown' }), /^not known: /);
  t.equal(describeLicence(undefined), describeLicence({ status: 'unknown' }));
});
