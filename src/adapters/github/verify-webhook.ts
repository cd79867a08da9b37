import { Webhooks } from '@octokit/webhooks';
import { z } from 'zod';
import { CatalogueError } from '../../domain/errors.ts';
import { RepositoryName } from '../../domain/ids.ts';
import type { ReadNotice } from '../../ports/code-host.ts';

/** Deliveries after which a repository's facts may be others. */
const telling = new Set([
  ...[
    'push',
    'create',
    'delete',
    'release',
    'repository',
    'public',
    'star',
    'watch',
    'fork',
    'issues',
    'pull_request',
  ],
]);

const Delivery = z.object({
  repository: z.object({ id: z.int().positive(), full_name: RepositoryName }),
});

/** Reads deliveries of GitHub's webhooks that are signed with `secret`. */
export function verifyWebhook(secret: string): ReadNotice {
  const webhooks = new Webhooks({ secret });
  return async ({ event, body, signature }) => {
    if (!(await isSigned(webhooks, body, signature))) return 'forged';
    if (!telling.has(event)) return 'ignored';
    const delivery = Delivery.safeParse(parsed(body)).data;
    if (delivery === undefined) return 'ignored';
    const { id, full_name: repository } = delivery.repository;
    return { event, repository, hostId: String(id) };
  };
}

async function isSigned(webhooks: Webhooks, body: string, signature: string): Promise<boolean> {
  if (body === '' || !/^sha256=[0-9a-f]{64}$/.test(signature)) return false;
  return webhooks.verify(body, signature);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new CatalogueError('invalid', 'the delivery is not valid JSON', [
      { field: 'body', message: 'not valid JSON' },
    ]);
  }
}
