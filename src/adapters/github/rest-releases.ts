import { z } from 'zod';
import type { Part } from './rest-parts.ts';

const pageSize = 30;

const Releases = z.array(
  z.object({
    name: z.string().nullish(),
    tag_name: z.string(),
    published_at: z.string().nullish(),
    draft: z.boolean(),
    prerelease: z.boolean(),
  }),
);

/** Releases come without a push too: with credentials they are looked at on every visit, which costs nothing while they stay as they are. */
export const releasesPart: Part = {
  name: 'releases',
  facets: ['latestRelease', 'releases'],
  requests: () => 1,
  async read({ client, owner, repo, draft, memory, signal }) {
    const answer = await client.send(
      {
        route: 'GET /repos/{owner}/{repo}/releases',
        parameters: { owner, repo, per_page: pageSize },
        etag: memory.releasesEtag,
      },
      signal,
    );
    if (answer.kind === 'unchanged') return 'done';
    if (answer.kind !== 'answer') return answer;
    const read = Releases.safeParse(answer.body);
    if (!read.success)
      draft.fail(['latestRelease', 'releases'], "the host's list of releases makes no sense");
    else {
      const published = read.data.filter((release) => !release.draft);
      const isWhole = !/rel="next"/.test(answer.link ?? '');
      const latest = published.find(({ prerelease }) => !prerelease);
      if (latest !== undefined || isWhole)
        draft.put('latestRelease', latest === undefined ? null : toRelease(latest));
      if (isWhole) draft.put('releases', published.length);
      const isFine = draft.failed.latestRelease === undefined && draft.failed.releases === undefined;
      memory.releasesEtag = isFine ? answer.etag : undefined;
    }
    return 'done';
  },
};

function toRelease({
  name,
  tag_name: tag,
  published_at: publishedAt = null,
}: z.infer<typeof Releases>[number]) {
  return { name: name?.trim() || tag, tag, publishedAt };
}
