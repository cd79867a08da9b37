import { publicReleases } from './graphql-releases.ts';
import { newest } from './graphql-repository.ts';
import { type FakeRelease, type FakeRepository, toNodeId } from './repository.ts';
import { toSimpleUser } from './rest-repository.ts';
import { nameOf, type World } from './world.ts';

type Json = Record<string, unknown>;

function toRestRelease(world: World, api: string, repository: FakeRepository, release: FakeRelease): Json {
  const id = repository.id * 100 + repository.releases.indexOf(release);
  const own = `${api}/repos/${nameOf(repository)}`;
  const tag = encodeURIComponent(release.tag);
  return {
    id,
    node_id: toNodeId('RE', `${repository.id} ${release.tag}`),
    url: `${own}/releases/${id}`,
    assets_url: `${own}/releases/${id}/assets`,
    upload_url: `https://uploads.github.com/repos/${nameOf(repository)}/releases/${id}/assets{?name,label}`,
    html_url: `https://github.com/${nameOf(repository)}/releases/tag/${tag}`,
    author: toSimpleUser(world, api, repository.owner),
    tag_name: release.tag,
    target_commitish: repository.defaultBranch,
    name: release.name,
    draft: release.draft,
    prerelease: release.prerelease,
    created_at: release.createdAt,
    published_at: release.publishedAt,
    assets: [],
    tarball_url: `${own}/tarball/${tag}`,
    zipball_url: `${own}/zipball/${tag}`,
    body: '',
  };
}

export function toRestReleases(world: World, api: string, repository: FakeRepository): Json[] {
  return publicReleases(repository).map((release) => toRestRelease(world, api, repository, release));
}

export function findLatestRelease(world: World, api: string, repository: FakeRepository): Json | undefined {
  const latest = newest(repository.releases);
  return latest && toRestRelease(world, api, repository, latest);
}
