import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { AllowList } from './domain/access/allow-list.ts';

/** The checkout or image folder, the same whether this file runs from src/ or from dist/src/. */
export const projectRoot = findProjectRoot(dirname(fileURLToPath(import.meta.url)));

function findProjectRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findProjectRoot(dirname(folder));
}

const wholeNumber = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** `TRUST_PROXY`: which proxies may say who the caller is; a number is how many stand in front. */
const TrustProxy = z.union([
  z.stringbool({ truthy: ['true'], falsy: ['false'] }),
  wholeNumber(0, 10),
  z.string().regex(/^[0-9a-fA-F.:/, ]+$/, 'true, false, a number of proxies, or addresses and ranges'),
]);

/** The environment, every variable with its default. The README's table is checked against the descriptions here. */
export const Environment = z.object({
  PORT: wholeNumber(0, 65535).default(3000).describe('Port to listen on; 0 takes a free one'),
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address to listen on; 0.0.0.0 opens the service to the network'),
  DATA_DIR: z
    .string()
    .default('./data')
    .describe('Folder of the database and the search index; must be a local disk'),
  CATALOGUE_DIR: z.string().default(join(projectRoot, 'catalogue')).describe('Folder of the curated records'),
  SEEDS_DIR: z
    .string()
    .default(join(projectRoot, 'seeds'))
    .describe('Folder of the registers and reference lists'),
  IMPORT_ON_START: z.stringbool().default(true).describe('Import curated files at start when they changed'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('warn')
    .describe('Least severity that is logged; info logs every request'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Address under which people reach the service, for absolute links; without it links are relative',
    ),
  TRUST_PROXY: TrustProxy.default(false).describe(
    'Proxies whose X-Forwarded-For is believed: true, false, how many, or their addresses',
  ),
  RATE_LIMIT_MAX: wholeNumber(1, 10_000_000)
    .default(6000)
    .describe(
      'Requests an address may make in a minute; generous because a whole council sits behind one address',
    ),
  RATE_LIMIT_WRITES_MAX: wholeNumber(1, 10_000_000)
    .default(60)
    .describe(
      'Writes an address may make in a minute; keys of contributors and moderators may make ten times as many, those of admins are not limited',
    ),
  CORS_ORIGINS: z
    .string()
    .default('*')
    .describe('Origins whose pages may read the API, separated by commas; * for any'),
  REFRESH_SECONDS: wholeNumber(1, 3600)
    .default(1)
    .describe('How often to look for records that another process wrote, in seconds'),
  SHUTDOWN_DELAY_SECONDS: wholeNumber(0, 300)
    .default(0)
    .describe('How long to go on accepting requests after /health/ready has said that the service closes'),
  SHUTDOWN_SECONDS: wholeNumber(0, 300)
    .default(8)
    .describe('How long requests in flight may take at shutdown, in seconds'),
  METRICS_TOKEN: z
    .string()
    .regex(/^\S{16,}$/, 'at least 16 characters without spaces')
    .optional()
    .describe('Token that reads /metrics; without it only direct callers on this machine may'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'an address that begins with postgres://')
    .optional()
    .describe(
      'PostgreSQL database that holds the store, for several replicas; without it a file in DATA_DIR does',
    ),
  MEILI_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Meilisearch that answers searches, 1.12 or newer; without it the embedded index does'),
  MEILI_SEARCH_KEY: z.string().optional().describe('Key of Meilisearch that may search'),
  MEILI_ADMIN_KEY: z.string().optional().describe('Key of Meilisearch that may fill the index'),
  MEILI_MASTER_KEY: z
    .string()
    .optional()
    .describe('Master key of Meilisearch, from which the other two are made where they are not given'),
  MEILI_INDEX: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,100}$/, 'letters, digits, - and _')
    .default('catalogue')
    .describe('Name of the index in Meilisearch; those beside it begin with it'),
  MEILI_TIMEOUT_MS: wholeNumber(50, 60_000)
    .default(1500)
    .describe('How long Meilisearch may take before the embedded index answers, in milliseconds'),
  GITHUB_TOKEN: z
    .string()
    .optional()
    .describe('Token that reads public repositories from GitHub; without it 60 requests an hour are allowed'),
  GITHUB_APP_ID: z
    .string()
    .regex(/^\d{1,15}$/, 'a number')
    .optional()
    .describe('GitHub App to read with, in place of a token; needs the next two'),
  GITHUB_APP_PRIVATE_KEY: z
    .string()
    .optional()
    .describe('Private key of the GitHub App (PEM; its line breaks may be written as \\n)'),
  GITHUB_APP_INSTALLATION_ID: wholeNumber(1, Number.MAX_SAFE_INTEGER)
    .optional()
    .describe('Installation of the GitHub App'),
  GITHUB_API_URL: z
    .url({ protocol: /^https?$/ })
    .default('https://api.github.com')
    .describe("Base of GitHub's REST API; of GitHub Enterprise it ends with /api/v3"),
  GITHUB_RESERVE: wholeNumber(0, 1_000_000)
    .optional()
    .describe("How much of GitHub's hourly limit is left to others; 500 with credentials, 5 without"),
  GITHUB_WEBHOOK_SECRET: z
    .string()
    .min(8)
    .optional()
    .describe('Secret of the webhooks that GitHub sends to /api/v1/hooks/github; without it none is taken'),
  ENRICH_INTERVAL_HOURS: z.coerce
    .number('must be a number of hours from 0 to 8760')
    .min(0, 'must be 0 or more')
    .max(8760, 'must be 8760 or less')
    .default(24)
    .describe(
      'How often the service asks GitHub for the facts about repositories, in hours, or parts of one; 0 never',
    ),
  SESSION_IDLE_MINUTES: wholeNumber(1, 720)
    .default(60)
    .describe(
      'How long a browser stays signed in without a request, in minutes; twelve hours at most in any case',
    ),
  SIGN_IN_ALLOWED: AllowList.optional().describe(
    'Who may sign in without an account made for them: address=role, with contributor:CODE+CODE and @domain for everybody there, separated by commas',
  ),
  SECURITY_CONTACT: z
    .string()
    .regex(/^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/, 'mailto: and an address, or an https address')
    .optional()
    .describe('Whom to tell of weaknesses (mailto: or https:), shown at /.well-known/security.txt'),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Identity provider (OpenID Connect) that people sign in with; needs PUBLIC_URL and the next'),
  OIDC_CLIENT_ID: z.string().optional().describe('Client that the identity provider knows the service as'),
  OIDC_CLIENT_SECRET: z.string().optional().describe('Secret of that client, where it has one'),
  OIDC_ROLE_CLAIM: z
    .string()
    .optional()
    .describe(
      'Claim that holds contributor, moderator or admin; without it SIGN_IN_ALLOWED and accounts decide',
    ),
  OIDC_ORGANISATION_CLAIM: z
    .string()
    .optional()
    .describe('Claim that holds the codes of the organisations a contributor speaks for'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('Mail server; without it mails wait, and admins read them at /api/v1/mails'),
  MAIL_FROM: z
    .string()
    .regex(/@/, 'an address, or a name and <address>')
    .optional()
    .describe('Sender of mails; needed with SMTP_URL'),
  WEBHOOKS_ALLOW_PRIVATE: z
    .stringbool({ truthy: ['true'], falsy: ['false'] })
    .default(false)
    .describe('Let webhooks go to machines of this network, and to any port'),
  RETENTION_REJECTED_DAYS: wholeNumber(1, 3650)
    .default(90)
    .describe('How long the texts and contacts of what was rejected are kept, in days'),
  RETENTION_MESSAGES_DAYS: wholeNumber(1, 3650)
    .default(30)
    .describe('How long messages to owners are kept after they were sent, in days'),
});
export type Environment = z.infer<typeof Environment>;

export type Config = Environment;

/** The first is of no use without the second. */
const pairs = [
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID'],
  ['OIDC_ISSUER', 'PUBLIC_URL'],
  ['SMTP_URL', 'MAIL_FROM'],
] as const;

/** Reads the environment. An empty variable counts as unset; one error names every wrong variable. */
export function readConfig(variables: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = Environment.safeParse(given);
  const faults = parsed.success
    ? pairs.flatMap(([name, needed]) =>
        parsed.data[name] !== undefined && parsed.data[needed] === undefined
          ? [`${needed}: is needed with ${name}`]
          : [],
      )
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (parsed.success && faults.length === 0) return parsed.data;
  throw new Error(`The environment is not valid:\n  ${faults.join('\n  ')}`);
}
