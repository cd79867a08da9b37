import { githubAllowance } from '../adapters/github/github-allowance.ts';
import type { AppServices } from '../app.ts';
import type { Config } from '../config.ts';
import type { Allowance } from '../domain/enrichment/expect-completion.ts';
import { CatalogueError } from '../domain/errors.ts';
import type { CodeHost } from '../ports/code-host.ts';

type GithubConfig = Pick<Config, Exclude<Extract<keyof Config, `GITHUB_${string}`>, 'GITHUB_WEBHOOK_SECRET'>>;

/** GitHub, which need not be reached. Errors: CatalogueError 'unavailable' naming the variables that cannot be right. */
export async function openCodeHost(config: GithubConfig): Promise<CodeHost> {
  const { GITHUB_APP_ID: id, GITHUB_APP_PRIVATE_KEY: key, GITHUB_APP_INSTALLATION_ID: installation } = config;
  const given = [id, key, installation].filter((part) => part !== undefined).length;
  if (given !== 0 && given !== 3) {
    const message = 'GITHUB_APP_ID, GITHUB_APP_PRIVATE_KEY and GITHUB_APP_INSTALLATION_ID belong together';
    throw new CatalogueError('unavailable', message);
  }
  const { openGithub } = await import('../adapters/github/open-github.ts');
  return openGithub({
    apiUrl: config.GITHUB_API_URL,
    reserve: config.GITHUB_RESERVE,
    token: given === 3 ? undefined : config.GITHUB_TOKEN,
    ...(id !== undefined &&
      key !== undefined &&
      installation !== undefined && { app: { id, privateKey: key.replaceAll('\\n', '\n'), installation } }),
  });
}

/** What GitHub would allow with these settings, whether or not it was ever asked. */
export function describeAllowance(config: GithubConfig): Allowance {
  const { GITHUB_TOKEN: token, GITHUB_APP_INSTALLATION_ID: installation, GITHUB_RESERVE: reserve } = config;
  return githubAllowance({ authorised: token !== undefined || installation !== undefined, reserve });
}

/** Deliveries of GitHub's webhooks, and whom to tell of them. */
export async function openNotices(
  secret: string,
  refresh: (repository: string) => void,
): Promise<NonNullable<AppServices['notices']>> {
  const { verifyWebhook } = await import('../adapters/github/verify-webhook.ts');
  return { read: verifyWebhook(secret), refresh };
}
