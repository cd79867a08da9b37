import type { RecordKind } from '../domain/ids.ts';

/** The path segment of each kind, the same under /api/v1 and for the pages. */
export const pathOf: Record<Exclude<RecordKind, 'repository'>, string> = {
  asset: 'assets',
  project: 'projects',
  award: 'awards',
  fund: 'funds',
  organisation: 'organisations',
  service: 'services',
  source: 'sources',
};

export type PublicKind = keyof typeof pathOf;

export interface RecordLinks {
  self: string;
  web: string;
}

/** Builds links to records: absolute where the service knows its public address, else from the root. */
export function buildLinks(publicUrl: string | undefined) {
  const base = publicUrl?.replace(/\/+$/, '') ?? '';
  return {
    api: (path: string) => `${base}/api/v1${path}`,
    record: (kind: PublicKind, id: string): RecordLinks => ({
      self: `${base}/api/v1/${pathOf[kind]}/${encodeURIComponent(id)}`,
      web: `${base}/${pathOf[kind]}/${encodeURIComponent(id)}`,
    }),
  };
}
export type Links = ReturnType<typeof buildLinks>;
