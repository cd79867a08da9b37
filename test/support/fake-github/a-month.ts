import { type Expectation, toExpectedFacets, toExpectedOfRest } from './month-expectation.ts';
import { outages } from './month-outages.ts';
import type { MonthStep, MonthStory } from './month-steps.ts';
import { aRepository, type RepositoryFields, toRepository } from './repository.ts';
import { seeded } from './seeded.ts';
import { storiesOfContent } from './stories-of-content.ts';
import { storiesOfNames } from './stories-of-names.ts';
import type { World } from './world.ts';

export interface Month {
  /** ISO-8601; day 0, on which all is well. */
  startsAt: string;
  /** Every trouble is over by the two last days. */
  lastDay: number;
  /** What GitHub has at first: the catalogue's, and what those were forked from. */
  repositories: RepositoryFields[];
  /** What the catalogue asks for. */
  catalogue: string[];
  steps: MonthStep[];
  /** When a day's run is due, ISO-8601. */
  at(day: number): string;
  /** Sets the world's clock to the day and lets happen what happens on it. */
  play(world: World, day: number): MonthStep[];
  /** What must be held at the end, one or two for each of the catalogue's: an address that moved, and where it went. */
  expected(world: World, api?: 'graphql' | 'rest'): Expectation[];
}

const startsAt = '2026-03-01T06:00:00Z';
const dayMs = 24 * 3_600_000;

/** A scripted month in the life of so many repositories, the same every time; with 38 or more, every mishap is in it. */
export function aMonthOf(count: number): Month {
  const stories: MonthStory[] = [...storiesOfNames, ...storiesOfContent].slice(0, count);
  while (stories.length < count) stories.push(aQuietStory(stories.length));
  const addressOf = (index: number) => stories[index]?.fields?.repository ?? `acorn/story-${index}`;

  const repositories = stories.map((story, index) =>
    aRepository({
      pushedAt: '2026-02-26T10:00:00Z',
      description: `Repository ${index} of the month`,
      ...story.fields,
      repository: addressOf(index),
    }),
  );
  const steps = [
    ...outages(addressOf),
    ...stories.flatMap((story, index) =>
      Object.entries(story.days ?? {}).map(([day, apply]) => ({
        day: Number(day),
        kind: story.kind,
        what: `${story.kind}: ${addressOf(index)}`,
        apply: (world: World) => apply(world, addressOf(index)),
      })),
    ),
  ].sort((one, other) => one.day - other.day);
  const at = (day: number) => new Date(Date.parse(startsAt) + day * dayMs).toISOString();

  return {
    startsAt,
    lastDay: 28,
    repositories: [aRepository({ repository: 'upstream/engine', stars: 400 }), ...repositories],
    catalogue: repositories.map(({ repository }) => repository),
    steps,
    at,
    play(world, day) {
      world.clock.set(at(day));
      const today = steps.filter((step) => step.day === day);
      for (const step of today) step.apply(world);
      return today;
    },
    expected: (world, api = 'graphql') =>
      stories.flatMap((story, index) =>
        expectationsOf(world, api, story, repositories[index] ?? aRepository()),
      ),
  };
}

/** A repository that is only worked on. */
function aQuietStory(index: number): MonthStory {
  const random = seeded(index);
  const pushes = Array.from({ length: 3 }, () => 1 + random.below(24));
  return {
    kind: 'worked on',
    fields: { stars: random.below(200), topics: [random.pick(['planning', 'housing', 'waste'])] },
    days: Object.fromEntries(
      pushes.map((day) => [
        day,
        (world: World, address: string) =>
          world.push(address, { commits: 1 + random.below(5), files: { 'CHANGES.md': `${day}` } }),
      ]),
    ),
  };
}

function expectationsOf(
  world: World,
  api: 'graphql' | 'rest',
  story: MonthStory,
  fields: RepositoryFields,
): Expectation[] {
  const { movedTo, state = 'found', failed = [] } = story;
  const address = movedTo ?? fields.repository;
  const [owner = '', name = ''] = address.split('/');
  const there = world.resolve(owner, name)?.repository;
  // A bad day of GitHub's, or a repository that went, leaves what was read before.
  const before = toRepository(there?.id ?? 0, fields, startsAt);
  const shown = toExpectedFacets(world, there && story.outcome === undefined ? there : before);
  const facets = api === 'rest' ? toExpectedOfRest(shown) : shown;
  const earlier = toExpectedFacets(world, before);
  const kept = Object.fromEntries(failed.map((facet) => [facet, earlier[facet]]));
  const expectation: Expectation = {
    repository: address,
    state,
    outcome: story.outcome ?? 'found',
    facets: { ...facets, ...kept, ...(story.hasNoReadme ? { readme: null } : {}) },
    failed,
    readmeHas: story.readmeHas,
    readmeIsCut: story.readmeIsCut,
    publiccodeFails: story.publiccodeFails,
  };
  if (!movedTo) return [expectation];
  return [{ repository: fields.repository, state: 'moved', movedTo, facets: {}, failed: [] }, expectation];
}
