import { toConnection } from './graphql-connection.ts';
import { type FakeRelease, type FakeRepository, toNodeId } from './repository.ts';
import { nameOf } from './world.ts';

type Args = Readonly<Record<string, unknown>>;

export function publicReleases(repository: FakeRepository): FakeRelease[] {
  return repository.releases.filter((release) => !release.draft);
}

export function toRelease(repository: FakeRepository, release: FakeRelease): Record<string, unknown> {
  const path = `/${nameOf(repository)}/releases/tag/${encodeURIComponent(release.tag)}`;
  return {
    __typename: 'Release',
    id: toNodeId('RE', `${repository.id} ${release.tag}`),
    databaseId: repository.id * 100 + repository.releases.indexOf(release),
    name: release.name,
    tagName: release.tag,
    description: null,
    createdAt: release.createdAt,
    updatedAt: release.publishedAt ?? release.createdAt,
    publishedAt: release.publishedAt,
    isDraft: release.draft,
    isPrerelease: release.prerelease,
    isLatest: repository.releases.find((one) => !one.draft && !one.prerelease) === release,
    url: `https://github.com${path}`,
    resourcePath: path,
  };
}

/** Newest first, as GitHub gives them unless asked otherwise. */
export function toReleases(repository: FakeRepository, args: Args): Record<string, unknown> {
  const releases = publicReleases(repository);
  const isAscending = (args.orderBy as { direction?: string } | undefined)?.direction === 'ASC';
  return toConnection(isAscending ? releases.toReversed() : releases, args, (release) =>
    toRelease(repository, release),
  );
}
