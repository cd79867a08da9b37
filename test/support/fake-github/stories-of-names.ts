import type { MonthStory } from './month-steps.ts';

/** Repositories that are called something else, are away, or belong to another. */
export const storiesOfNames: readonly MonthStory[] = [
  {
    kind: 'rename',
    movedTo: 'acorn/bins-2',
    days: { 3: (world, it) => world.rename(it, 'bins-2') },
  },
  {
    kind: 'transfer',
    movedTo: 'beech/story-1',
    days: { 4: (world, it) => world.transfer(it, 'beech') },
  },
  {
    kind: 'rename, then a new repository under the old name',
    movedTo: 'acorn/parking-next',
    days: {
      5: (world, it) => world.rename(it, 'parking-next'),
      8: (world, it) => world.add({ repository: it, description: 'Somebody else’s new start', stars: 1 }),
    },
  },
  {
    kind: 'renamed twice',
    movedTo: 'acorn/third-name',
    days: {
      6: (world, it) => world.rename(it, 'second-name'),
      13: (world) => world.rename('acorn/second-name', 'third-name'),
    },
  },
  {
    kind: 'renamed and back',
    days: {
      5: (world, it) => world.rename(it, 'for-a-while'),
      15: (world, it) => world.rename('acorn/for-a-while', it.split('/')[1] ?? ''),
    },
  },
  {
    kind: 'renamed account',
    fields: { repository: 'cedar/story-5' },
    movedTo: 'cedar-council/story-5',
    days: { 9: (world) => world.renameAccount('cedar', 'cedar-council') },
  },
  {
    kind: 'renamed account, another of its repositories',
    fields: { repository: 'cedar/story-6' },
    movedTo: 'cedar-council/story-6',
  },
  {
    kind: 'transfer, then archived',
    movedTo: 'beech/story-7',
    state: 'archived',
    days: {
      7: (world, it) => world.transfer(it, 'beech'),
      16: (world, it) => world.archive(it),
    },
  },
  { kind: 'archive', state: 'archived', days: { 7: (world, it) => world.archive(it) } },
  {
    kind: 'un-archive',
    fields: { archived: true },
    days: { 10: (world, it) => world.unarchive(it) },
  },
  {
    kind: 'delete',
    state: 'private-or-gone',
    outcome: 'absent',
    days: { 11: (world, it) => world.remove(it) },
  },
  {
    kind: 'private',
    state: 'private-or-gone',
    outcome: 'absent',
    days: { 12: (world, it) => world.makePrivate(it) },
  },
  {
    kind: 'private and back',
    days: {
      6: (world, it) => world.makePrivate(it),
      14: (world, it) => world.makePublic(it),
    },
  },
  {
    kind: 'private for a day',
    days: {
      25: (world, it) => world.makePrivate(it),
      26: (world, it) => world.makePublic(it),
    },
  },
];
