export interface FakeLicence {
  key: string;
  name: string;
  spdxId: string;
}

const names: Record<string, string> = {
  MIT: 'MIT License',
  'Apache-2.0': 'Apache License 2.0',
  'GPL-3.0': 'GNU General Public License v3.0',
  'GPL-2.0': 'GNU General Public License v2.0',
  'AGPL-3.0': 'GNU Affero General Public License v3.0',
  'LGPL-3.0': 'GNU Lesser General Public License v3.0',
  'BSD-3-Clause': 'BSD 3-Clause "New" or "Revised" License',
  'MPL-2.0': 'Mozilla Public License 2.0',
  'CC0-1.0': 'Creative Commons Zero v1.0 Universal',
  'CC-BY-4.0': 'Creative Commons Attribution 4.0 International',
  NOASSERTION: 'Other',
};

/** GitHub's own names: GPL-3.0 without -only or -or-later, and "other" with NOASSERTION for a text that it does not know. */
export function toLicence(spdxId: string): FakeLicence {
  const key = spdxId === 'NOASSERTION' ? 'other' : spdxId.toLowerCase();
  return { key, name: names[spdxId] ?? spdxId, spdxId };
}

const licenceFile = /^(licen[cs]e|copying|unlicense)(\.(md|txt|rst))?$/i;

export function findLicenceFile(paths: readonly string[]): string | undefined {
  return paths.find((path) => licenceFile.test(path));
}
