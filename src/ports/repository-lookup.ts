import type { FoundRepository } from './code-host.ts';

/**
 * Asks the code host for one repository while somebody waits. Never rejects and never takes long: undefined where the host does not answer in
 * time, has no such repository, or allows nothing more.
 */
export type RepositoryLookup = (repository: string) => Promise<FoundRepository | undefined>;
