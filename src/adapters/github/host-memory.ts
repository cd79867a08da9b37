import { z } from 'zod';
import { FacetValues, repositoryFacetNames } from '../../domain/enrichment/facets.ts';
import type { HostMemory, RepositoryRequest } from '../../ports/code-host.ts';

/** Raised when files are read in another way, so that every repository is read anew. */
const readingVersion = 1;

const FacetName = z.enum(repositoryFacetNames as [keyof FacetValues, ...Array<keyof FacetValues>]);

/** What spares asking again. Everything is optional: a memory that is lost or of another version costs requests and nothing else. */
const Memory = z.object({
  version: z.literal(readingVersion),
  /** The id that GraphQL knows the repository by. */
  nodeId: z.string().optional(),
  /** The newest commit whose files were read without trouble. */
  head: z.string().nullable().optional(),
  licenceFile: z.string().optional(),
  activity: FacetValues.shape.activity.optional(),
  /** REST: what the last answer was marked with, and the name and facets that it and the parts after it gave. */
  etag: z.string().optional(),
  repository: z.string().optional(),
  known: z.array(FacetName).optional(),
  /** REST: when the newest push was, and the parts that were asked since. */
  pushedAt: z.string().nullable().optional(),
  parts: z.array(z.string()).optional(),
  releasesEtag: z.string().optional(),
  /** REST: paths whose text is still to be asked for. */
  files: z.record(z.string(), z.array(z.string())).optional(),
});
export type Memory = z.infer<typeof Memory>;

export function readMemory({ memory, afresh = false }: RepositoryRequest): Memory {
  const read = Memory.safeParse(memory);
  if (!read.success) return { version: readingVersion };
  return afresh ? { version: readingVersion, nodeId: read.data.nodeId } : read.data;
}

export function toHostMemory(memory: Memory): HostMemory {
  return Object.fromEntries(Object.entries(memory).filter(([, value]) => value !== undefined));
}
