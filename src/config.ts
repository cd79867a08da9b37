import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

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
  CORS_ORIGINS: z
    .string()
    .default('*')
    .describe('Origins whose pages may read the API, separated by commas; * for any'),
  REFRESH_SECONDS: wholeNumber(1, 3600)
    .default(1)
    .describe('How often to look for records that another process wrote, in seconds'),
});
export type Environment = z.infer<typeof Environment>;

export type Config = Environment;

/** Reads the environment. An empty variable counts as unset; one error names every wrong variable. */
export function readConfig(variables: Readonly<Record<string, string | undefined>> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = Environment.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is not valid:\n  ${faults.join('\n  ')}`);
}
