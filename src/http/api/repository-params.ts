import { z } from 'zod';

/** The address of a repository, as two parts of a path. */
export const RepositoryParams = z.strictObject({
  owner: z
    .string()
    .max(60)
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, 'must be an account name')
    .meta({ description: 'Account on GitHub, any case', examples: ['unboxed'] }),
  name: z
    .string()
    .max(120)
    .regex(/^[A-Za-z0-9._-]+$/, 'must be a repository name')
    .meta({ description: 'Repository, any case', examples: ['bops'] }),
});
