import type { MonthStory } from './month-steps.ts';

const readme = (sentence: string) => `# A council's code\n\n${sentence}\n`;

const latinReadme = Buffer.from(readme('Le café coûte £3.'), 'latin1');
const utf16Readme = Buffer.concat([
  Buffer.from([0xff, 0xfe]),
  Buffer.from(readme('Recycling for every household – même à Noël.'), 'utf16le'),
]);
const longReadme = `# Everything\n\nThis README is the whole manual.\n\n${'A line of the manual that goes on and on.\n'.repeat(77_000)}`;

/** Repositories whose content, or what is said of them, changes or is odd. */
export const storiesOfContent: readonly MonthStory[] = [
  {
    kind: 'licence change',
    days: { 13: (world, it) => world.changeLicence(it, 'AGPL-3.0') },
  },
  { kind: 'no licence', days: { 14: (world, it) => world.changeLicence(it, null) } },
  {
    kind: 'licence that GitHub cannot name',
    days: { 15: (world, it) => world.changeLicence(it, 'NOASSERTION') },
  },
  {
    kind: 'default branch change',
    fields: { defaultBranch: 'master' },
    days: { 9: (world, it) => world.changeDefaultBranch(it, 'trunk') },
  },
  {
    kind: 'empty repository',
    hasNoReadme: true,
    fields: { files: {}, commits: [], languages: {}, licence: null, releases: [], pushedAt: null },
  },
  {
    kind: 'emptied repository',
    hasNoReadme: true,
    days: { 16: (world, it) => world.empty(it) },
  },
  {
    kind: '3 MB README',
    readmeHas: 'This README is the whole manual.',
    readmeIsCut: true,
    days: { 8: (world, it) => world.push(it, { files: { 'README.md': longReadme } }) },
  },
  {
    kind: 'README in Latin-1',
    readmeHas: 'Le café coûte £3',
    days: { 7: (world, it) => world.push(it, { files: { 'README.md': latinReadme } }) },
  },
  {
    kind: 'README in UTF-16',
    readmeHas: 'même à Noël',
    days: { 9: (world, it) => world.push(it, { files: { 'README.md': utf16Readme } }) },
  },
  {
    kind: 'no README',
    hasNoReadme: true,
    days: { 10: (world, it) => world.push(it, { files: { 'README.md': null } }) },
  },
  {
    kind: 'README comes later',
    readmeHas: 'Written at last.',
    fields: { files: { 'main.py': 'print("bins")\n' } },
    days: {
      17: (world, it) => world.push(it, { files: { 'README.md': readme('Written at last.') } }),
    },
  },
  {
    kind: 'fork detached',
    fields: { parent: 'upstream/engine' },
    days: { 15: (world, it) => world.detachFork(it) },
  },
  { kind: 'fork', state: 'fork', fields: { parent: 'upstream/engine' } },
  {
    kind: 'huge topics',
    days: { 6: (world, it) => world.change(it, { topics: longTopics() }) },
  },
  {
    kind: 'invalid publiccode.yml',
    publiccodeFails: true,
    days: {
      11: (world, it) => world.push(it, { files: { 'publiccode.yml': 'name: [never closed\n\t- "bins\n' } }),
    },
  },
  {
    kind: 'emoji and right-to-left text',
    readmeHas: 'خدمات البلدية',
    days: {
      12: (world, it) => {
        world.change(it, { description: '🗑️ Bins for everyone 👩‍🚀 خدمات البلدية' });
        world.push(it, { files: { 'README.md': readme('🗑️ خدمات البلدية') } });
      },
    },
  },
  {
    kind: 'script in the description',
    days: {
      13: (world, it) =>
        world.change(it, { description: '<script>alert("bins")</script> & "quotes" for all' }),
    },
  },
  {
    kind: 'release without a date',
    days: { 14: (world, it) => world.release(it, { tag: 'v9', name: null, publishedAt: null }) },
  },
  {
    kind: 'date in the future',
    failed: ['pushedAt'],
    days: { 10: (world, it) => world.change(it, { pushedAt: '2031-01-01T00:00:00Z' }) },
  },
  {
    kind: 'negative counts',
    failed: ['stars', 'watchers'],
    days: { 12: (world, it) => world.change(it, { stars: -5, watchers: -1 }) },
  },
  { kind: '451', outcome: 'unreachable', days: { 9: (world, it) => world.block(it) } },
  {
    kind: '451 and lifted',
    days: { 5: (world, it) => world.block(it), 18: (world, it) => world.unblock(it) },
  },
  { kind: 'single sign-on', outcome: 'unreachable', days: { 10: (world, it) => world.requireSso(it) } },
  { kind: 'disabled', days: { 11: (world, it) => world.disable(it) } },
];

function longTopics(): string[] {
  return Array.from({ length: 20 }, (_, index) => `local-government-${'x'.repeat(31)}${10 + index}`);
}
