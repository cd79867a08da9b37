import { z } from 'zod';
import type { FacetDraft } from './facet-draft.ts';
import { FreeText, Homepage, toFork, toLicence } from './host-texts.ts';

export const RestRepository = z.looseObject({
  id: z.int().positive(),
  full_name: z.string().regex(/^[^/\s]+\/[^/\s]+$/),
  private: z.boolean(),
});
export type RestRepository = z.infer<typeof RestRepository>;

const Licence = z.object({ spdx_id: z.string().nullish(), name: z.string().nullish() }).nullable();
const Fork = z.object({ fork: z.boolean(), parent: z.object({ full_name: z.string() }).nullish() });

/** What the description of a repository holds. Its `open_issues_count` counts pull requests too: only where it is none does it tell both. */
export function putRestRepository(
  draft: FacetDraft,
  body: RestRepository,
  licenceFile: string | undefined,
): void {
  draft.put('description', body.description, FreeText);
  draft.put('homepage', body.homepage, Homepage);
  draft.put('topics', body.topics ?? []);
  const licence = Licence.transform((found) =>
    toLicence(found && { spdx: found.spdx_id, name: found.name }, licenceFile),
  );
  draft.put('licence', body.license, licence);
  draft.put('defaultBranch', body.default_branch);
  draft.put('createdAt', body.created_at);
  draft.put('pushedAt', body.pushed_at);
  draft.put('archived', body.archived);
  draft.put('disabled', body.disabled ?? false);
  draft.put(
    'fork',
    body,
    Fork.transform(({ fork, parent }) => toFork(fork, parent?.full_name)),
  );
  draft.put('template', body.is_template ?? false);
  draft.put('stars', body.stargazers_count);
  draft.put('forks', body.forks_count);
  draft.put('watchers', body.subscribers_count);
  if (body.open_issues_count === 0) {
    draft.put('openIssues', 0);
    draft.put('openPullRequests', 0);
  }
}
