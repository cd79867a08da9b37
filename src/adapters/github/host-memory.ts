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
  /** REST: what marked the last answer, and who it was about. */
  etag: z.string().optional(),
  repository: z.string().optional(),
  hostId: z.string().optional(),
  /** REST: facets that earlier answers gave and that still hold. */
  known: z.array(FacetName).optional(),
  /** REST: the newest push, and the parts that were read since. */
  pushedAt: z.string().nullable().optional(),
  branch: z.string().nullable().optional(),
  parts: z.array(z.string()).optional(),
  releasesEtag: z.string().optional(),
  /** REST: issues and pull requests that are open, counted together. */
  openCount: z.int().min(0).optional(),
  issuesEtag: z.string().optional(),
  /** REST: files of the tree whose text a part asks for. */
  files: z
    .record(z.string(), z.array(z.object({ path: z.string(), size: z.number().optional() })))
    .optional(),
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
