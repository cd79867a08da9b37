import { toSeconds } from './clock.ts';

export interface FakeRelease {
  tag: string;
  name: string | null;
  createdAt: string;
  publishedAt: string | null;
  draft: boolean;
  prerelease: boolean;
}

/** What the fake holds of a repository; REST and GraphQL are two views of it. */
export interface FakeRepository {
  id: number;
  nodeId: string;
  owner: string;
  name: string;
  description: string | null;
  homepage: string | null;
  topics: string[];
  /** Bytes by language. */
  languages: Record<string, number>;
  /** SPDX id, "NOASSERTION" for a file that GitHub cannot name, null for none. */
  licence: string | null;
  defaultBranch: string;
  /** Dates of the commits on the default branch, newest first; none: an empty repository. */
  commits: string[];
  createdAt: string;
  pushedAt: string | null;
  updatedAt: string;
  archivedAt: string | null;
  disabled: boolean;
  fork: boolean;
  parentId?: number;
  template: boolean;
  stars: number;
  watchers: number;
  /** More than the forks in this world, where its network goes beyond it. */
  forks: number;
  openIssues: number;
  openPullRequests: number;
  /** When issues were closed, newest first. */
  closedIssues: string[];
  /** When pull requests were closed or merged, newest first. */
  closedPullRequests: string[];
  /** Newest first. */
  releases: FakeRelease[];
  /** By path; text is UTF-8. */
  files: Record<string, string | Buffer>;
  visibility: 'public' | 'private';
  /** Taken down for legal reasons: 451. */
  blocked: boolean;
  /** Its organisation asks for single sign-on that the token has not done. */
  needsSso: boolean;
}

/** What a test says of a repository; the rest is filled in. `parent`: `owner/name` of what it was forked from. */
export interface RepositoryFields
  extends Partial<
    Omit<FakeRepository, 'nodeId' | 'owner' | 'name' | 'parentId' | 'archivedAt' | 'releases'>
  > {
  /** `owner/name` */
  repository: string;
  parent?: string;
  archived?: boolean;
  releases?: (Partial<FakeRelease> & { tag: string })[];
}

export const weekMs = 7 * 24 * 3600 * 1000;

/** A repository that was worked on every week for a year, to say of it only what the test is about. */
export function aRepository(fields: Partial<RepositoryFields> = {}): RepositoryFields {
  const pushedAt = fields.pushedAt ?? '2026-01-05T09:30:00Z';
  return {
    repository: 'acme/bins',
    description: 'Tells residents when their bins are collected',
    homepage: 'https://bins.example.gov.uk',
    topics: ['waste', 'local-government'],
    languages: { TypeScript: 75_000, HTML: 25_000 },
    licence: 'MIT',
    createdAt: '2020-03-01T10:00:00Z',
    pushedAt,
    stars: 12,
    watchers: 4,
    forks: 2,
    openIssues: 3,
    openPullRequests: 1,
    closedIssues: ['2025-12-20T10:00:00Z', '2025-11-02T10:00:00Z'],
    closedPullRequests: ['2025-12-28T10:00:00Z'],
    releases: [{ tag: 'v1.2.0', name: 'Version 1.2', publishedAt: '2025-12-01T12:00:00Z' }],
    commits: Array.from({ length: 52 }, (_, week) => toSeconds(Date.parse(pushedAt) - week * weekMs)),
    ...fields,
    files: fields.files ?? {
      'README.md': '# Bins\n\nCollection days for every address in the borough.\n',
      LICENSE: 'MIT License\n\nCopyright (c) the council\n',
      'package.json': '{ "name": "bins", "dependencies": { "express": "^4.0.0" } }\n',
      'src/index.ts': 'export const bins = 1;\n',
    },
  };
}

/** Node ids look like GitHub's newer ones: opaque, and not to be guessed from the number. */
export function toNodeId(kind: string, id: number | string): string {
  return `${kind}_${Buffer.from(`fake:${kind}:${id}`).toString('base64url')}`;
}

export function toRepository(id: number, fields: RepositoryFields, now: string): FakeRepository {
  const { repository, parent: _parent, archived, releases, ...given } = fields;
  const [owner = '', name = ''] = repository.split('/');
  const commits = given.commits ?? [];
  return {
    description: null,
    homepage: null,
    topics: [],
    languages: {},
    licence: null,
    defaultBranch: 'main',
    createdAt: commits.at(-1) ?? now,
    pushedAt: commits[0] ?? null,
    updatedAt: given.pushedAt ?? commits[0] ?? given.createdAt ?? now,
    disabled: false,
    fork: fields.parent !== undefined,
    template: false,
    stars: 0,
    watchers: 0,
    forks: 0,
    openIssues: 0,
    openPullRequests: 0,
    closedIssues: [],
    closedPullRequests: [],
    visibility: 'public',
    blocked: false,
    needsSso: false,
    ...structuredClone({ ...given, files: undefined }),
    files: { ...given.files },
    commits: [...commits],
    archivedAt: archived ? now : null,
    releases: (releases ?? []).map((release) => toRelease(release, now)),
    id,
    nodeId: toNodeId('R', id),
    owner,
    name,
  };
}

export function toRelease(release: Partial<FakeRelease> & { tag: string }, now: string): FakeRelease {
  const publishedAt = release.publishedAt === undefined ? now : release.publishedAt;
  return {
    name: release.tag,
    draft: false,
    prerelease: false,
    ...release,
    publishedAt,
    createdAt: release.createdAt ?? publishedAt ?? now,
  };
}
