import { buildGuardedPoster } from '../adapters/web/guarded-post.ts';
import type { Config } from '../config.ts';
import type { WebPoster } from '../ports/web-poster.ts';

/** What sends to addresses that people give. */
export function openPoster({ WEBHOOKS_ALLOW_PRIVATE }: Pick<Config, 'WEBHOOKS_ALLOW_PRIVATE'>): WebPoster {
  return buildGuardedPoster({ allowPrivate: WEBHOOKS_ALLOW_PRIVATE });
}
