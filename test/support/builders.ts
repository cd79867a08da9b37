import type { z } from 'zod';
import type { RecordKind } from '../../src/domain/ids.ts';
import { Asset } from '../../src/domain/records/asset.ts';
import { Award } from '../../src/domain/records/award.ts';
import { Fund } from '../../src/domain/records/fund.ts';
import { Organisation } from '../../src/domain/records/organisation.ts';
import { Project } from '../../src/domain/records/project.ts';
import type { DocumentOf } from '../../src/domain/records/record.ts';
import { Repository } from '../../src/domain/records/repository.ts';
import { Service } from '../../src/domain/records/service.ts';
import { Source } from '../../src/domain/records/source.ts';
import type { StoredRecord } from '../../src/ports/record-store.ts';

/** Builders give whole valid documents: name what the test is about, the rest is filled in; a wrong field throws. */
export function aSource(fields: Partial<z.input<typeof Source>> = {}): Source {
  return Source.parse({ id: 'a-page', title: 'A page', sourceType: 'page', ...fields });
}

export function anOrganisation(fields: Partial<z.input<typeof Organisation>> = {}): Organisation {
  const id = fields.id ?? 'swk';
  return Organisation.parse({
    id,
    code: id.toUpperCase(),
    title: 'Southwark Council',
    type: 'london-borough',
    isCouncil: true,
    sources: ['a-page'],
    ...fields,
  });
}

export function aService(fields: Partial<z.input<typeof Service>> = {}): Service {
  const id = fields.id ?? '608';
  return Service.parse({
    id,
    lgsl: Number(id),
    title: 'Planning applications',
    status: 'live',
    sources: ['a-page'],
    ...fields,
  });
}

export function aFund(fields: Partial<z.input<typeof Fund>> = {}): Fund {
  return Fund.parse({ id: 'a-fund', title: 'A fund', sources: [{ source: 'a-page' }], ...fields });
}

export function anAward(fields: Partial<z.input<typeof Award>> = {}): Award {
  return Award.parse({
    id: 'an-award',
    title: 'An award',
    fund: 'a-fund',
    sources: [{ source: 'a-page' }],
    ...fields,
  });
}

export function aProject(fields: Partial<z.input<typeof Project>> = {}): Project {
  return Project.parse({ id: 'a-project', title: 'A project', sources: [{ source: 'a-page' }], ...fields });
}

export function anAsset(fields: Partial<z.input<typeof Asset>> = {}): Asset {
  return Asset.parse({
    id: 'unboxed--bops',
    assetKind: 'repository',
    title: 'Back-office Planning System',
    summary: 'Planning officers assess applications in it.',
    sources: [{ source: 'a-page' }],
    ...fields,
  });
}

export function aRepository(fields: Partial<z.input<typeof Repository>> = {}): Repository {
  return Repository.parse({
    id: 'unboxed--bops',
    title: 'unboxed/bops',
    readFrom: 'copy',
    countedOn: '2026-11-22',
    sources: ['a-page'],
    ...fields,
  });
}

/** A document as the store would answer with it. */
export function stored<K extends RecordKind>(
  kind: K,
  document: DocumentOf[K],
  fields: Partial<Omit<StoredRecord, 'kind' | 'id' | 'document'>> = {},
): StoredRecord<K> {
  return {
    kind,
    id: document.id,
    revision: 1,
    origin: 'curated',
    state: 'published',
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...fields,
    document,
  } as StoredRecord<K>;
}
